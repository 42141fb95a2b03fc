namespace Harness.Scenes.Shading;

/// <summary>Single-precision arithmetic, as one implementation might do it.</summary>
public readonly record struct FloatNumber(float Value) : IShaderNumber<FloatNumber>
{
    public static FloatNumber Of(float value) => new(value);

    public static FloatNumber Apply(UnaryOperation operation, FloatNumber a)
    {
        float x = a.Value;
        return new FloatNumber(operation switch
        {
            UnaryOperation.Negate => -x,
            UnaryOperation.Absolute => MathF.Abs(x),
            UnaryOperation.Sign => x > 0 ? 1 : x < 0 ? -1 : 0,
            UnaryOperation.Floor => MathF.Floor(x),
            UnaryOperation.Ceiling => MathF.Ceiling(x),
            UnaryOperation.Truncate => MathF.Truncate(x),
            UnaryOperation.Round => MathF.Round(x),
            UnaryOperation.Fraction => x - MathF.Floor(x),
            UnaryOperation.Saturate => Math.Clamp(x, 0, 1),
            UnaryOperation.Reciprocal => 1 / x,
            UnaryOperation.SquareRoot => MathF.Sqrt(x),
            UnaryOperation.InverseSquareRoot => 1 / MathF.Sqrt(x),
            UnaryOperation.Exp2 => MathF.Pow(2, x),
            UnaryOperation.Log2 => MathF.Log2(x),
            UnaryOperation.Sine => MathF.Sin(x),
            UnaryOperation.Cosine => MathF.Cos(x),
            UnaryOperation.Not => x == 0 ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        });
    }

    public static FloatNumber Apply(BinaryOperation operation, FloatNumber a, FloatNumber b)
    {
        (float x, float y) = (a.Value, b.Value);
        return new FloatNumber(operation switch
        {
            BinaryOperation.Add => x + y,
            BinaryOperation.Subtract => x - y,
            BinaryOperation.Multiply => x * y,
            BinaryOperation.Divide => x / y,
            BinaryOperation.Minimum => MathF.Min(x, y),
            BinaryOperation.Maximum => MathF.Max(x, y),
            BinaryOperation.Power => MathF.Pow(x, y),
            BinaryOperation.Less => x < y ? 1 : 0,
            BinaryOperation.LessEqual => x <= y ? 1 : 0,
            BinaryOperation.Greater => x > y ? 1 : 0,
            BinaryOperation.GreaterEqual => x >= y ? 1 : 0,
            BinaryOperation.Equal => x == y ? 1 : 0,
            BinaryOperation.NotEqual => x != y ? 1 : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        });
    }

    public static FloatNumber Mix(FloatNumber a, FloatNumber b, FloatNumber t) => new(a.Value + (t.Value * (b.Value - a.Value)));

    public static FloatNumber Square(FloatNumber a) => new(a.Value * a.Value);

    public static FloatNumber Dot(in Quad<FloatNumber> a, in Quad<FloatNumber> b, int width, bool same)
    {
        float sum = a.X.Value * b.X.Value;
        for (int c = 1; c < width; c++)
        {
            sum += a[c].Value * b[c].Value;
        }

        return new FloatNumber(sum);
    }

    public static Truth IsTrue(FloatNumber condition) => condition.Value != 0 ? Truth.Yes : Truth.No;

    public static FloatNumber Either(FloatNumber a, FloatNumber b) => a.Value.Equals(b.Value)
        ? a
        : throw new InvalidOperationException("A single float cannot be either of two values.");

    public static (int Low, int High) FloorRange(FloatNumber a) => ((int)MathF.Floor(a.Value), (int)MathF.Floor(a.Value));
}
