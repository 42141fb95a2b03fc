using Harness.Scenes.Shading;

namespace Harness.Catalogue.Shading;

/// <summary>Every operator with a domain that shows it.</summary>
internal static class OperatorCases
{
    private const string Arithmetic = "GLSL 4.50 section 5.9";
    private const string Exponentials = "GLSL 4.50 section 8.2";
    private const string Relations = "GLSL 4.50 section 8.7";

    /// <summary>Values around the steps of the rounding operators; halves are left out where the direction is free.</summary>
    private static readonly float[] Steps = [-2, -1.75f, -1, -0.25f, 0, 0.75f, 1, 1.9990234f];

    private static readonly float[] Integers = [-3, -2, -1, 0, 1, 2, 3, 4];

    public static IEnumerable<OperatorCase> All() => [.. Unary(), .. Binary(), .. Relational(), .. Ternary()];

    private static IEnumerable<OperatorCase> Unary() =>
    [
        One("negate", "changes the sign", UnaryOperation.Negate, (-1, 1), 0.5f, 0.5f) with { Section = Arithmetic },
        One("absolute", "drops the sign", UnaryOperation.Absolute, (-1.25f, 1), 0.75f, 0),
        One("sign", "gives -1, 0 or 1", UnaryOperation.Sign, (-1, 1.5f), 0.5f, 0.5f) with { SpecialA = [-4, -1, -0.0009765625f, 0, 0.0009765625f, 0.5f, 1, 4] },
        One("floor", "rounds towards minus infinity", UnaryOperation.Floor, (-2, 2), 0.2f, 0.4f) with { SpecialA = Steps },
        One("ceiling", "rounds towards plus infinity", UnaryOperation.Ceiling, (-2, 2), 0.2f, 0.4f) with { SpecialA = Steps },
        One("truncate", "rounds towards zero", UnaryOperation.Truncate, (-2, 2), 0.2f, 0.4f) with { SpecialA = Steps },
        One("round", "rounds to the nearest integer", UnaryOperation.Round, (-2, 2), 0.2f, 0.4f) with { SpecialA = [-2, -1.625f, -1.375f, -0.625f, 0, 0.375f, 0.625f, 1.375f] },
        One("fraction", "is the distance to the integer below", UnaryOperation.Fraction, (-2, 2), 0.75f, 0.125f) with { SpecialA = Steps },
        One("saturate", "clamps to 0..1", UnaryOperation.Saturate, (-0.5f, 1.5f), 0.5f, 0.25f),
        One("reciprocal", "is 1 / a", UnaryOperation.Reciprocal, (0.25f, 4), 0.25f, 0) with { Section = Arithmetic, SpecialA = [-4, -1, -0.5f, 0.5f, 0.75f, 1, 3, 4], },
        One("square-root", "is the square root", UnaryOperation.SquareRoot, (0, 4), 0.5f, 0) with { Section = Exponentials, SpecialA = [0, 0.0625f, 0.25f, 0.5f, 1, 2, 2.25f, 4] },
        One("inverse-square-root", "is one over the square root", UnaryOperation.InverseSquareRoot, (0.0625f, 4), 0.25f, 0) with { Section = Exponentials },
        One("exp2", "is two to the power of a", UnaryOperation.Exp2, (-4, 2), 0.25f, 0) with { Section = Exponentials, SpecialA = [-4, -2, -1, -0.5f, 0, 0.5f, 1, 1.75f] },
        One("log2", "is the logarithm to base 2", UnaryOperation.Log2, (0.0625f, 16), 0.125f, 0.5f) with { Section = Exponentials, SpecialA = [0.0625f, 0.125f, 0.75f, 1, 1.5f, 2, 8, 15] },
        One("sine", "is the sine of radians", UnaryOperation.Sine, (-3.1f, 3.1f), 0.5f, 0.5f) with { Section = "GLSL 4.50 section 8.1" },
        One("cosine", "is the cosine of radians", UnaryOperation.Cosine, (-3.1f, 3.1f), 0.5f, 0.5f) with { Section = "GLSL 4.50 section 8.1" },
        new OperatorCase("not", "is 1 where zero, else 0", (a, _) => Shade.Not(Shade.Floor(a)), (-2, 2), default, 1, 0) { Section = Relations, SpecialA = [-2, -1, 0.5f, 0, 0.25f, 1, 0.75f, 2] },
    ];

    private static IEnumerable<OperatorCase> Binary() =>
    [
        Two("add", "is the sum", BinaryOperation.Add, (-1, 1), (-0.75f, 1), 0.25f, 0.5f) with { Section = Arithmetic },
        Two("subtract", "is the difference, left minus right", BinaryOperation.Subtract, (-1, 1), (-0.75f, 1), 0.25f, 0.5f) with { Section = Arithmetic },
        Two("multiply", "is the product, component by component", BinaryOperation.Multiply, (-1, 1), (-1.5f, 1), 0.3f, 0.5f) with { Section = Arithmetic },
        Two("divide", "is the quotient, left by right", BinaryOperation.Divide, (-1, 1), (0.5f, 4), 0.25f, 0.5f) with { Section = Arithmetic, SpecialB = [-4, -2, -1, -0.75f, 0.5f, 1, 1.5f, 3] },
        Two("minimum", "is the smaller of two", BinaryOperation.Minimum, (-1, 1), (-0.75f, 0.9f), 0.5f, 0.5f),
        Two("maximum", "is the larger of two", BinaryOperation.Maximum, (-1, 1), (-0.75f, 0.9f), 0.5f, 0.5f),
        Two("power", "is left to the power of right", BinaryOperation.Power, (0.125f, 2), (-1, 2), 0.2f, 0) with { Section = Exponentials, SpecialA = [0.125f, 0.25f, 0.5f, 0.75f, 1, 1.25f, 1.5f, 2] },
    ];

    private static IEnumerable<OperatorCase> Relational() =>
    [
        Relation("less", "is 1 where left < right, else 0", BinaryOperation.Less),
        Relation("less-equal", "is 1 where left <= right, else 0", BinaryOperation.LessEqual),
        Relation("greater", "is 1 where left > right, else 0", BinaryOperation.Greater),
        Relation("greater-equal", "is 1 where left >= right, else 0", BinaryOperation.GreaterEqual),
        Relation("equal", "is 1 where left = right, else 0", BinaryOperation.Equal),
        Relation("not-equal", "is 1 where left and right differ, else 0", BinaryOperation.NotEqual),
    ];

    private static IEnumerable<OperatorCase> Ternary() =>
    [
        new OperatorCase("select", "chooses each component by the condition's own component", (a, b) => Shade.Select(Shade.Less(a, b) - Shade.Less(b, a * 0.5f), a, b * -1), (-1, 1), (-0.75f, 0.9f), 0.5f, 0.5f)
        {
            Section = "GLSL 4.50 section 5.9",
        },
        new OperatorCase("select-by-scalar", "chooses all components by one condition, true for every value but zero", (a, b) => Shade.Select(Shade.Floor(a.X * 2), a, b), (-1, 1), (0.9f, -0.75f), 0.5f, 0.5f)
        {
            Section = "GLSL 4.50 section 5.9",
            SpecialA = [-1, -0.5f, 0.125f, 0, 0.25f, 0.5f, 0.375f, 1],
        },
        new OperatorCase("mix", "interpolates, and extrapolates outside 0..1", (a, b) => Shade.Mix(a, b, Shade.Join(b.Y, 1 - a.X, 1.25f)), (-0.5f, 1), (0.75f, -0.25f), 0.4f, 0.4f),
        new OperatorCase("dot-2", "sums two products", (a, b) => Shade.Dot(a.Swizzle("xz"), b.Swizzle("yx")) * Shade.Vector(1, -1, 0.5f), (-1, 1), (-0.75f, 1), 0.25f, 0.5f) { Section = "GLSL 4.50 section 8.5" },
        new OperatorCase("dot-3", "sums three products", (a, b) => Shade.Dot(a, b) * Shade.Vector(1, -1, 0.5f), (-1, 1), (-0.75f, 1), 0.15f, 0.5f) { Section = "GLSL 4.50 section 8.5" },
        new OperatorCase("dot-4", "sums four products", (a, b) => Shade.Dot(Shade.Join(a, b.X), Shade.Join(b, 0.625f)) * Shade.Vector(1, -1, 0.5f), (-1, 1), (-0.75f, 1), 0.15f, 0.5f) { Section = "GLSL 4.50 section 8.5" },
        new OperatorCase("clamp", "keeps a value between two others", (a, b) => Shade.Clamp(a, Shade.Min(b, 0.25f) - 0.5f, Shade.Vector(0.5f, 0.25f, 0.75f)), (-1, 1), (-0.75f, 1), 0.4f, 0.5f),
        new OperatorCase("length", "is the Euclidean length", (a, b) => Shade.Length(Shade.Join(a.X, b.Y, 0.25f)) * Shade.Vector(1, -1, 0.5f) + Shade.Vector(0, 1, 0), (-1, 1), (-0.75f, 1), 0.5f, 0.1f) { Section = "GLSL 4.50 section 8.5" },
        new OperatorCase("normalize", "gives a vector of length 1 in the same direction", (a, b) => Shade.Normalize(Shade.Join(a.X, b.Y, 0.5f)), (-1, 1), (-0.75f, 1), 0.5f, 0.5f) { Section = "GLSL 4.50 section 8.5" },
    ];

    private static OperatorCase One(string name, string meaning, UnaryOperation operation, (float From, float To) domain, float scale, float offset) =>
        new(name, meaning, (a, _) => Shade.Apply(operation, a), domain, default, scale, offset);

    private static OperatorCase Two(string name, string meaning, BinaryOperation operation, (float From, float To) a, (float From, float To) b, float scale, float offset) =>
        new(name, meaning, (x, y) => Shade.Apply(operation, x, y), a, b, scale, offset);

    /// <summary>Operands are floored, so that they are often equal, exactly.</summary>
    private static OperatorCase Relation(string name, string meaning, BinaryOperation operation) =>
        new(name, meaning, (x, y) => Shade.Apply(operation, Shade.Floor(x), Shade.Floor(y)), (-4, 4), (-3, 5), 0.75f, 0.125f)
        {
            Section = Relations,
            SpecialA = Integers,
            SpecialB = [-4, -2, -1, -0.0f, 1.5f, 2, 3, 5],
        };
}
