using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Branches (GLSL 4.50 section 6.2): only one side is executed.</summary>
internal static class BranchScenes
{
    private const string Section = "GLSL 4.50 section 6.2";

    public static IEnumerable<Scene> All() => [Both(), Nested(ShaderStage.Fragment), Nested(ShaderStage.Vertex), Uniform(), Guarded(), Shared(), AfterBranch(), Lookup()];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"control/{name}", proves, Section).Clear(Colour.Black);

    private static Scene Both()
    {
        SceneBuilder scene = Begin("branch", "Inside a circle one side of a branch is executed, outside it the other, also where neighbours differ.");
        scene.FillShaded(at =>
        {
            Expr from = at - Shade.Vector(0.4375f, 0.5625f);
            return Shade.Branch(Shade.Less(Shade.Dot(from, from), 0.1f), Shade.Join(at.X, 0.2f, at.Y, 1), Shade.Join(0.1f, at.Y, 1 - at.X, 1));
        });
        return scene.Build();
    }

    /// <summary>Four levels of two sides: sixteen leaves, each reached in one cell.</summary>
    private static Scene Nested(ShaderStage stage)
    {
        string name = stage == ShaderStage.Vertex ? "vertex" : "fragment";
        SceneBuilder scene = Begin($"nested-branches-{name}", $"Branches nested four deep reach each of sixteen leaves in the {name} stage.");
        float[] Cell(int i, int j) => [i & 1, i >> 1, j & 1, j >> 1];
        Expr Colour(Expr[] v) => Level(v[0], 0, 0);
        Expr Level(Expr v, int depth, int path) => depth == 4
            ? Shade.Join((path * 17) / 255f, v.Swizzle("xz") * 0.4f + (path / 32f), 1)
            : Shade.Branch(v.Swizzle("wzyx"[depth..(depth + 1)]), Level(v, depth + 1, (path * 2) + 1), Level(v, depth + 1, path * 2));
        return (stage == ShaderStage.Vertex ? ValueGrid.DrawInVertexStage(scene, 4, 4, Cell, Colour) : ValueGrid.DrawInFragmentStage(scene, 4, 4, Cell, Colour)).Build();
    }

    private static Scene Uniform()
    {
        SceneBuilder scene = Begin("branch-on-constant", "A branch on a constant register goes the way of the constant set before each draw; any value but zero is true.");
        foreach ((float value, int x) in new[] { (0f, 0), (1f, 16), (-0.5f, 32), (1e-20f, 48) })
        {
            scene.Constants(ShaderStage.Fragment, value, 0, 0, 0).Viewport(x, 0, 16, 64);
            scene.FillShaded(at => Shade.Branch(Shade.Constant(0).X, Shade.Join(at.Y, 0.8f, 0, 1), Shade.Join(0, at.X, 0.8f, 1)));
        }

        return scene.Build();
    }

    private static Scene Guarded()
    {
        SceneBuilder scene = Begin("guarded-operations", "What would be undefined (a division by zero, the root of a negative number) does no harm on the side not taken.");
        ValueGrid.DrawInFragmentStage(scene, 8, 8, (i, j) => [i - 3, j - 4, 0, 0], v =>
        {
            Expr quotient = Shade.Branch(Shade.NotEqual(v[0].X, 0), Shade.Reciprocal(v[0].X), 0.75f);
            Expr root = Shade.Branch(Shade.GreaterEqual(v[0].Y, 0), Shade.Sqrt(v[0].Y), 0.25f);
            return Shade.Join((quotient * 0.5f) + 0.5f, root * 0.5f, 0.25f, 1);
        });
        return scene.Build();
    }

    private static Scene Shared()
    {
        SceneBuilder scene = Begin("value-used-inside-and-after", "A value computed before a branch is the same inside both sides and after it.");
        scene.FillShaded(at =>
        {
            Expr shared = Shade.Fract((at * 3) + Shade.Vector(0.1f, 0.2f));
            Expr branched = Shade.Branch(Shade.Less(shared.X, shared.Y), shared * 0.5f, 1 - shared);
            return Shade.Join(branched, shared.X, 1);
        });
        return scene.Build();
    }

    private static Scene AfterBranch()
    {
        SceneBuilder scene = Begin("branches-in-sequence", "Branches one after the other each decide anew, and the second sees the result of the first.");
        scene.FillShaded(at =>
        {
            Expr first = Shade.Branch(Shade.Less(at.X, 0.5f), at.Y, 1 - at.Y);
            Expr second = Shade.Branch(Shade.Greater(first, 0.7f), Shade.Join(1, first, 0, 1), Shade.Join(first, 0, 0.5f, 1));
            return Shade.Branch(Shade.Less(at.Y, 0.25f), second.Swizzle("zyxw"), second);
        });
        return scene.Build();
    }

    private static Scene Lookup()
    {
        SceneBuilder scene = Begin("lookup-in-branch", "Texture lookups of explicit level in either side of a branch read their own texture.");
        TextureResource a = scene.Texture2D(4, 4);
        scene.Upload<byte>(a, TexturePattern.Bytes(4, 4, 4, 3));
        TextureResource b = scene.Texture2D(2, 2);
        scene.Upload<byte>(b, TexturePattern.Bytes(2, 2, 4, 77));
        scene.Bind(a, slot: 0).Bind(b, slot: 1);
        scene.FillShaded(at =>
        {
            Expr from = at - Shade.Vector(0.5f, 0.375f);
            return Shade.Branch(Shade.Less(Shade.Dot(from, from), 0.12f), Shade.SampleLod(0, TextureTarget.TwoD, at, 0), Shade.SampleLod(1, TextureTarget.TwoD, at, 0));
        });
        return scene.Build();
    }
}
