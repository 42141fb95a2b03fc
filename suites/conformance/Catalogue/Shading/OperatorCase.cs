using Harness.Scenes.Shading;

namespace Harness.Catalogue.Shading;

/// <summary>
/// One word of the shader language and what to feed it. In the fragment stage the operands run smoothly over a domain, in the vertex stage they take the
/// values of a list, so that both the insides and the special points of the domain are met. Results are shown as <c>result * Scale + Offset</c>.
/// </summary>
/// <param name="Name">Part of the scene's name.</param>
/// <param name="Meaning">What the operator does, for the scene's sentence.</param>
/// <param name="Apply">Of operands a and b, three components each; b is not used by unary operators.</param>
/// <param name="A">Domain of a: from, to.</param>
/// <param name="B">Domain of b.</param>
internal sealed record OperatorCase(string Name, string Meaning, Func<Expr, Expr, Expr> Apply, (float From, float To) A, (float From, float To) B, float Scale, float Offset)
{
    public const int Values = 8;

    /// <summary>Eight values of a for the vertex stage; empty takes them evenly from the domain, ends included.</summary>
    public float[] SpecialA { get; init; } = [];

    /// <summary>Eight values of b for the vertex stage.</summary>
    public float[] SpecialB { get; init; } = [];

    /// <summary>Section of the GLSL specification.</summary>
    public string Section { get; init; } = "GLSL 4.50 section 8.3";

    public float ValueOfA(int k) => Value(SpecialA, A, k);

    public float ValueOfB(int k) => Value(SpecialB, B, k);

    private static float Value(float[] special, (float From, float To) domain, int k) =>
        special.Length > 0 ? special[k % Values] : domain.From + ((domain.To - domain.From) * (k % Values) / (Values - 1));
}
