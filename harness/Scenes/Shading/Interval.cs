namespace Harness.Scenes.Shading;

/// <summary>
/// All values from <see cref="Low"/> to <see cref="High"/> that an expression may have under the precision that GLSL asks of an implementation
/// (OpenGL Shading Language 4.50, section 4.7.1): + - * correctly rounded, division within 2.5 ULP, square roots and exponentials as derived there,
/// subnormal numbers kept or flushed to zero. Where GLSL gives no number (trigonometry) the bound is Vulkan's, 2^-11 absolute.
/// Where the result is undefined (a division by zero, the logarithm of a negative number) it is every value.
/// An implementation may also regroup sums (section 4.9, <c>precise</c>): an interval that is a sum remembers how large its terms were.
/// </summary>
public readonly partial record struct Interval(double Low, double High) : IShaderNumber<Interval>
{
    /// <summary>Every value.</summary>
    public static Interval Everything { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Sum of the sizes of the terms where this is a sum; else 0.</summary>
    private float Terms { get; init; }

    /// <summary>The largest power of two of which all terms are multiples; 0 where that is not known.</summary>
    private float Grid { get; init; }

    public double Middle => (Low + High) / 2;

    public double Width => High - Low;

    /// <summary>A value that a shader is given: itself, or zero where an implementation may flush it.</summary>
    public static Interval Of(float value) => float.IsNaN(value) ? Everything
        : float.IsSubnormal(value) ? new(Math.Min(0, value), Math.Max(0, value))
        : new(value, value);

    public static Interval Exactly(double value) => new(value, value);

    /// <summary>An interval around a value.</summary>
    public static Interval Around(double value, double error) => new(value - error, value + error);

    public static Interval Either(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    public Interval Widened(double error) => new(Low - error, High + error);

    /// <summary>Whether an implementation may give this value; no number (NaN) it may give where it may give everything.</summary>
    public bool Contains(double value) => (value >= Low && value <= High) || (double.IsNaN(value) && this == Everything);

    public bool Equals(Interval other) => Low.Equals(other.Low) && High.Equals(other.High);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    public override string ToString() => System.FormattableString.Invariant($"[{Low:R}, {High:R}]");

    public static Truth IsTrue(Interval condition) => condition is { Low: 0, High: 0 } ? Truth.No
        : condition.Low > 0 || condition.High < 0 ? Truth.Yes
        : Truth.Maybe;

    public static (int Low, int High) FloorRange(Interval a) => ((int)Math.Floor(Math.Clamp(a.Low, -1e6, 1e6)), (int)Math.Floor(Math.Clamp(a.High, -1e6, 1e6)));

    public static Interval Apply(UnaryOperation operation, Interval a) => operation switch
    {
        UnaryOperation.Negate => Negated(a),
        UnaryOperation.Absolute => a.Low >= 0 ? a : a.High <= 0 ? new(-a.High, -a.Low) : new(0, Math.Max(-a.Low, a.High)),
        UnaryOperation.Sign => new(Math.Sign(a.Low), Math.Sign(a.High)),
        UnaryOperation.Floor => new(Math.Floor(a.Low), Math.Floor(a.High)),
        UnaryOperation.Ceiling => new(Math.Ceiling(a.Low), Math.Ceiling(a.High)),
        UnaryOperation.Truncate => new(Math.Truncate(a.Low), Math.Truncate(a.High)),
        // round(x.5) may go either way (GLSL 4.50 section 8.3).
        UnaryOperation.Round => new(Math.Ceiling(a.Low - 0.5), Math.Floor(a.High + 0.5)),
        UnaryOperation.Fraction => Fraction(a),
        UnaryOperation.Saturate => new(Math.Clamp(a.Low, 0, 1), Math.Clamp(a.High, 0, 1)),
        UnaryOperation.Reciprocal => Divide(new(1, 1), a),
        UnaryOperation.SquareRoot => SquareRoot(a),
        UnaryOperation.InverseSquareRoot => InverseSquareRoot(a),
        UnaryOperation.Exp2 => Exp2(a),
        UnaryOperation.Log2 => Log2(a),
        UnaryOperation.Sine => Sine(a.Low, a.High),
        UnaryOperation.Cosine => Sine(a.Low + (Math.PI / 2), a.High + (Math.PI / 2)),
        UnaryOperation.Not => Condition(IsTrue(a) switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Maybe }),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    public static Interval Apply(BinaryOperation operation, Interval a, Interval b) => operation switch
    {
        BinaryOperation.Add => Sum(a, b),
        BinaryOperation.Subtract => Sum(a, Negated(b)),
        BinaryOperation.Multiply => Multiply(a, b),
        BinaryOperation.Divide => Divide(a, b),
        BinaryOperation.Minimum => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
        BinaryOperation.Maximum => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
        BinaryOperation.Power => Power(a, b),
        BinaryOperation.Less => Condition(a.High < b.Low ? Truth.Yes : a.Low >= b.High ? Truth.No : Truth.Maybe),
        BinaryOperation.LessEqual => Condition(a.High <= b.Low ? Truth.Yes : a.Low > b.High ? Truth.No : Truth.Maybe),
        BinaryOperation.Greater => Apply(BinaryOperation.Less, b, a),
        BinaryOperation.GreaterEqual => Apply(BinaryOperation.LessEqual, b, a),
        BinaryOperation.Equal => Condition(Same(a, b)),
        BinaryOperation.NotEqual => Apply(UnaryOperation.Not, Condition(Same(a, b))),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static Truth Same(Interval a, Interval b) => a.Low == a.High && b.Low == b.High && a.Low == b.Low ? Truth.Yes
        : a.High < b.Low || b.High < a.Low ? Truth.No
        : Truth.Maybe;

    private static Interval Condition(Truth truth) => truth switch { Truth.Yes => new(1, 1), Truth.No => new(0, 0), _ => new(0, 1) };
}
