namespace Harness.Scenes.Shading;

/// <summary>
/// All values from <see cref="Low"/> to <see cref="High"/> that an expression may have under the precision that GLSL asks of an implementation
/// (OpenGL Shading Language 4.50, section 4.7.1): + - * correctly rounded, division within 2.5 ULP, square roots and exponentials as derived there.
/// Where GLSL gives no number (trigonometry) the bound is Vulkan's, 2^-11 absolute.
/// </summary>
public readonly record struct Interval(double Low, double High) : IShaderNumber<Interval>
{
    /// <summary>Trigonometry: absolute error inside [-pi, pi].</summary>
    private const double TrigonometryError = 1.0 / 2048;

    public double Middle => (Low + High) / 2;

    public double Width => High - Low;

    public static Interval Of(float value) => new(value, value);

    public static Interval Exactly(double value) => new(value, value);

    /// <summary>An interval around a value.</summary>
    public static Interval Around(double value, double error) => new(value - error, value + error);

    public static Interval Either(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Max(a.High, b.High));

    public Interval Widened(double error) => new(Low - error, High + error);

    public static Truth IsTrue(Interval condition) => condition is { Low: 0, High: 0 } ? Truth.No
        : condition.Low > 0 || condition.High < 0 ? Truth.Yes
        : Truth.Maybe;

    public static (int Low, int High) FloorRange(Interval a) => ((int)Math.Floor(Math.Clamp(a.Low, -1e6, 1e6)), (int)Math.Floor(Math.Clamp(a.High, -1e6, 1e6)));

    public static Interval Mix(Interval a, Interval b, Interval t)
    {
        // a + t (b - a) and a (1 - t) + b t are both in use; for t in 0..1 neither leaves a..b by more than rounding.
        if (a.Low == b.Low && a.High == b.High && a.Low == a.High)
        {
            return Rounded(a.Low, a.High, 2);
        }

        Interval atLow = Exact(a, b, t.Low);
        Interval atHigh = Exact(a, b, t.High);
        double size = Math.Max(Math.Max(Math.Abs(a.Low), Math.Abs(a.High)), Math.Max(Math.Abs(b.Low), Math.Abs(b.High)));
        double error = size * Math.Max(1, Math.Max(Math.Abs(t.Low), Math.Abs(t.High))) * FloatEpsilon * 2;
        bool endpoint = t is { Low: 0, High: 0 };
        return endpoint ? a : Either(atLow, atHigh).Widened(error);

        static Interval Exact(Interval a, Interval b, double t) =>
            t is >= 0 and <= 1 ? new Interval((a.Low * (1 - t)) + (b.Low * t), (a.High * (1 - t)) + (b.High * t))
            : new Interval(
                Math.Min(Math.Min(At(a.Low, b.Low, t), At(a.Low, b.High, t)), Math.Min(At(a.High, b.Low, t), At(a.High, b.High, t))),
                Math.Max(Math.Max(At(a.Low, b.Low, t), At(a.Low, b.High, t)), Math.Max(At(a.High, b.Low, t), At(a.High, b.High, t))));

        static double At(double a, double b, double t) => (a * (1 - t)) + (b * t);
    }

    public static Interval Apply(UnaryOperation operation, Interval a) => operation switch
    {
        UnaryOperation.Negate => new(-a.High, -a.Low),
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
        UnaryOperation.SquareRoot => Rounded(Math.Sqrt(Math.Max(0, a.Low)), Math.Sqrt(Math.Max(0, a.High)), 4),
        UnaryOperation.InverseSquareRoot => a.Low <= 0 ? new(0, float.PositiveInfinity) : Rounded(1 / Math.Sqrt(a.High), 1 / Math.Sqrt(a.Low), 2),
        UnaryOperation.Exp2 => Exp2(a),
        UnaryOperation.Log2 => Log2(a),
        UnaryOperation.Sine => Sine(a.Low, a.High),
        UnaryOperation.Cosine => Sine(a.Low + (Math.PI / 2), a.High + (Math.PI / 2)),
        UnaryOperation.Not => Condition(IsTrue(a) switch { Truth.Yes => Truth.No, Truth.No => Truth.Yes, _ => Truth.Maybe }),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    public static Interval Apply(BinaryOperation operation, Interval a, Interval b) => operation switch
    {
        BinaryOperation.Add => Rounded(a.Low + b.Low, a.High + b.High, 1),
        BinaryOperation.Subtract => Rounded(a.Low - b.High, a.High - b.Low, 1),
        BinaryOperation.Multiply => Multiply(a, b),
        BinaryOperation.Divide => Divide(a, b),
        BinaryOperation.Minimum => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High)),
        BinaryOperation.Maximum => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)),
        BinaryOperation.Power => Exp2(Multiply(b, Log2(a))),
        BinaryOperation.Less => Condition(a.High < b.Low ? Truth.Yes : a.Low >= b.High ? Truth.No : Truth.Maybe),
        BinaryOperation.LessEqual => Condition(a.High <= b.Low ? Truth.Yes : a.Low > b.High ? Truth.No : Truth.Maybe),
        BinaryOperation.Greater => Apply(BinaryOperation.Less, b, a),
        BinaryOperation.GreaterEqual => Apply(BinaryOperation.LessEqual, b, a),
        BinaryOperation.Equal => Condition(Same(a, b)),
        BinaryOperation.NotEqual => Apply(UnaryOperation.Not, Condition(Same(a, b))),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private const double FloatEpsilon = 1.0 / (1 << 23);

    private static Truth Same(Interval a, Interval b) => a.Low == a.High && b.Low == b.High && a.Low == b.Low ? Truth.Yes
        : a.High < b.Low || b.High < a.Low ? Truth.No
        : Truth.Maybe;

    private static Interval Condition(Truth truth) => truth switch { Truth.Yes => new(1, 1), Truth.No => new(0, 0), _ => new(0, 1) };

    private static Interval Fraction(Interval a)
    {
        double floor = Math.Floor(a.Low);
        return floor == Math.Floor(a.High) ? Rounded(a.Low - floor, a.High - floor, 1) : new(0, 1);
    }

    private static Interval Multiply(Interval a, Interval b)
    {
        double p = a.Low * b.Low;
        double q = a.Low * b.High;
        double r = a.High * b.Low;
        double s = a.High * b.High;
        return Rounded(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)), 1);
    }

    private static Interval Divide(Interval a, Interval b)
    {
        if (b.Low <= 0 && b.High >= 0)
        {
            return new(float.NegativeInfinity, float.PositiveInfinity);
        }

        double p = a.Low / b.Low;
        double q = a.Low / b.High;
        double r = a.High / b.Low;
        double s = a.High / b.High;
        return Widened(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)), 3);
    }

    private static Interval Exp2(Interval a) =>
        new(Math.Pow(2, a.Low) * (1 - ((3 + (2 * Math.Abs(a.Low))) * FloatEpsilon)), Math.Pow(2, a.High) * (1 + ((3 + (2 * Math.Abs(a.High))) * FloatEpsilon)));

    private static Interval Log2(Interval a)
    {
        return a.High <= 0 ? new(float.NegativeInfinity, float.NegativeInfinity)
            : new(a.Low <= 0 ? float.NegativeInfinity : One(a.Low, -1), One(a.High, 1));

        // 3 ULP outside [0.5, 2], 2^-21 absolute inside.
        static double One(double x, int direction)
        {
            double value = Math.Log2(x);
            return value + (direction * Math.Max(Math.Abs(value) * 3 * FloatEpsilon, 1.0 / (1 << 21)));
        }
    }

    private static Interval Sine(double low, double high)
    {
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        double error = size <= 5 ? TrigonometryError : TrigonometryError + (size * FloatEpsilon * 4);
        if (high - low >= 2 * Math.PI)
        {
            return new(-1 - error, 1 + error);
        }

        double a = Math.Sin(low);
        double b = Math.Sin(high);
        // A crest (pi/2 + 2 k pi) or a trough (-pi/2 + 2 k pi) inside the interval.
        bool crest = Math.Floor((high - (Math.PI / 2)) / (2 * Math.PI)) >= Math.Ceiling((low - (Math.PI / 2)) / (2 * Math.PI));
        bool trough = Math.Floor((high + (Math.PI / 2)) / (2 * Math.PI)) >= Math.Ceiling((low + (Math.PI / 2)) / (2 * Math.PI));
        return new((trough ? -1 : Math.Min(a, b)) - error, (crest ? 1 : Math.Max(a, b)) + error);
    }

    /// <summary>A result that is exact when a float holds it, else off by up to <paramref name="ulps"/>.</summary>
    private static Interval Rounded(double low, double high, int ulps) =>
        ulps == 1 ? new(low == (float)low ? low : Down(low, 1), high == (float)high ? high : Up(high, 1)) : Widened(low, high, ulps);

    private static Interval Widened(double low, double high, int ulps) => new(Down(low, ulps), Up(high, ulps));

    private static double Down(double x, int ulps) => x - (Math.Abs(x) * FloatEpsilon * ulps);

    private static double Up(double x, int ulps) => x + (Math.Abs(x) * FloatEpsilon * ulps);
}
