using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Every operator of the shader language, in both stages.</summary>
internal static class OperatorScenes
{
    public static IEnumerable<Scene> All() => OperatorCases.All().SelectMany(c => new[] { InFragmentStage(c), InVertexStage(c) });

    /// <summary>Operands vary from pixel to pixel: red along s and t, green along t and s, blue in a slant; no operand meets a step of the operator at a pixel centre.</summary>
    private static Scene InFragmentStage(OperatorCase c)
    {
        var scene = new SceneBuilder($"shader/fragment-{c.Name}", $"In the fragment stage {c.Name} {c.Meaning}, over its whole domain.", c.Section);
        scene.Clear(Colour.Black);
        scene.FillShaded(at =>
        {
            Expr slant = (at.X * 0.75f) + (at.Y * 0.125f) + 0.0625f;
            Expr a = Over(Shade.Join(at.X, at.Y, slant), c.A);
            Expr b = Over(Shade.Join(at.Y, 1 - at.X, 1 - slant), c.B);
            return Shown(c, a, b);
        });
        return scene.Build();
    }

    /// <summary>Operands are exact, taken from the special points of the domain.</summary>
    private static Scene InVertexStage(OperatorCase c)
    {
        var scene = new SceneBuilder($"shader/vertex-{c.Name}", $"In the vertex stage {c.Name} {c.Meaning}, at the special points of its domain.", c.Section);
        scene.Clear(Colour.Black);
        ValueGrid.DrawInVertexStage(
            scene, OperatorCase.Values, OperatorCase.Values,
            (i, j) =>
            [
                c.ValueOfA(i), c.ValueOfA(j), c.ValueOfA(i + 3), 0,
                c.ValueOfB(j), c.ValueOfB(i + 2), c.ValueOfB(j + 5), 0,
            ],
            v => Shown(c, v[0].Swizzle("xyz"), v[1].Swizzle("xyz")));
        return scene.Build();
    }

    private static Expr Over(Expr parameter, (float From, float To) domain) => (parameter * (domain.To - domain.From)) + domain.From;

    private static Expr Shown(OperatorCase c, Expr a, Expr b) => Shade.Join((c.Apply(a, b) * c.Scale) + c.Offset, 1);
}
