using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Loops (GLSL 4.50 section 6.3), with exact integers so that one turn too many or too few shows.</summary>
internal static class LoopScenes
{
    private const string Section = "GLSL 4.50 section 6.3";

    public static IEnumerable<Scene> All() =>
    [
        Fixed(ShaderStage.Fragment), Fixed(ShaderStage.Vertex), Dynamic(ShaderStage.Fragment), Dynamic(ShaderStage.Vertex), Collatz(), Nested(), Limit(), NoTurn(), BranchInside(), InsideBranch(), InSequence(), Lookups(),
    ];

    private static Scene Grid(string name, string proves, ShaderStage stage, Func<int, int, float[]> values, Func<Expr[], Expr> colour, int cells = 8)
    {
        SceneBuilder scene = new SceneBuilder($"control/{name}", proves, Section, 32, 32).Clear(Colour.Black);
        return (stage == ShaderStage.Vertex
            ? ValueGrid.DrawInVertexStage(scene, cells, cells, values, colour)
            : ValueGrid.DrawInFragmentStage(scene, cells, cells, values, colour)).Build();
    }

    private static string Name(ShaderStage stage) => stage == ShaderStage.Vertex ? "vertex" : "fragment";

    private static float[] Cell(int i, int j) => [i, j, i + (8 * j), 0];

    private static Expr Modulo256(Expr x) => x - (Shade.Floor(x * (1 / 256f)) * 256);

    private static Scene Fixed(ShaderStage stage) => Grid(
        $"loop-fixed-{Name(stage)}", $"A loop of eleven turns in the {Name(stage)} stage counts 0 to 10 and carries four components.", stage, Cell,
        v => Shade.Loop(11, Shade.Join(v[0].X * 24, v[0].Y * 18, v[0].Z, 255), (turn, state) => Shade.Join(state.X + turn, state.Y + (turn * 2), Modulo256((state.Z * 3) + turn), state.W)) * (1 / 255f));

    /// <summary>Turns as many as the cell says, from none to 14.</summary>
    private static Scene Dynamic(ShaderStage stage) => Grid(
        $"loop-dynamic-{Name(stage)}", $"A loop in the {Name(stage)} stage ends as soon as its condition fails, in each cell after another number of turns.", stage, Cell,
        v =>
        {
            Expr state = Shade.Loop(16, Shade.Join(0, 1), (turn, s) => Shade.Join(s.X + 1, Modulo256((s.Y * 5) + 3)), (turn, s) => Shade.Less(s.X, v[0].X + v[0].Y));
            return Shade.Join(state * Shade.Vector(16 / 255f, 1 / 255f), 0.25f, 1);
        });

    private static Scene Collatz() => Grid(
        "loop-until-value", "A loop that ends on what it computes takes the right number of turns for every start (the Collatz sequences of 1 to 26).", ShaderStage.Fragment, (i, j) => [i, j, 1 + (((i * 5) + (j * 3)) % 26), 0],
        v =>
        {
            Expr state = Shade.Loop(
                128, Shade.Join(v[0].Z, 0),
                (turn, s) =>
                {
                    Expr half = s.X * 0.5f;
                    return Shade.Join(Shade.Select(Shade.Equal(half, Shade.Floor(half)), half, (s.X * 3) + 1), s.Y + 1);
                },
                (turn, s) => Shade.NotEqual(s.X, 1));
            return Shade.Join(state.Y * (2 / 255f), state.X * 0.5f, v[0].X * 0.125f, 1);
        });

    private static Scene Nested() => Grid(
        "loops-nested", "An inner loop starts anew in every turn of the outer one and may end by the outer one's number.", ShaderStage.Fragment, Cell,
        v =>
        {
            Expr sum = Shade.Loop(
                8, 0,
                (outer, state) => Shade.Loop(8, state, (inner, s) => s + (inner * outer) + 1, (inner, s) => Shade.LessEqual(inner, outer)),
                (outer, state) => Shade.LessEqual(outer, v[0].X));
            return Shade.Join(Modulo256(sum + v[0].Y) * (1 / 255f), v[0].Y * 0.125f, 0.5f, 1);
        });

    private static Scene Limit() => Grid(
        "loop-to-the-limit", "A loop whose condition never fails ends after its 90 turns.", ShaderStage.Fragment, (i, j) => [i, j, 0, 0],
        v => Shade.Join(Shade.Loop(90, v[0].X * 4, (turn, s) => s + 1, (turn, s) => Shade.GreaterEqual(s, 0)) * (2 / 255f), v[0].Y * 0.25f, 0.25f, 1), 4);

    private static Scene NoTurn() => Grid(
        "loop-without-a-turn", "A loop whose condition fails at once leaves its value as it was.", ShaderStage.Fragment, Cell,
        v => Shade.Loop(16, Shade.Join(v[0].Swizzle("xy") * 0.125f, 0.5f, 1), (turn, s) => 1 - s, (turn, s) => Shade.Less(1 - turn, Shade.Select(Shade.Less(v[0].X, 4), 0, 1))));

    private static Scene BranchInside() => Grid(
        "branch-in-loop", "A branch inside a loop decides anew in every turn.", ShaderStage.Fragment, Cell,
        v =>
        {
            Expr state = Shade.Loop(9, Shade.Join(v[0].X + 1, v[0].Y), (turn, s) =>
                Shade.Branch(Shade.Less(s.X, s.Y + turn), Shade.Join(s.X * 2, s.Y), Shade.Join(s.X - 1, s.Y + 3)));
            return Shade.Join(Shade.Join(Modulo256(state.X), Modulo256(state.Y)) * (4 / 255f), 0.25f, 1);
        });

    private static Scene InsideBranch() => Grid(
        "loop-in-branch", "Loops inside the two sides of a branch are executed only on their side.", ShaderStage.Fragment, Cell,
        v => Shade.Branch(
            Shade.Less(v[0].X, v[0].Y),
            Shade.Join(Shade.Loop(16, 0, (turn, s) => s + 16, (turn, s) => Shade.Less(turn, v[0].Y)) * (1 / 255f), 0.25f, 0, 1),
            Shade.Join(0, 0.25f, Shade.Loop(8, 1, (turn, s) => s * 2, (turn, s) => Shade.Less(turn, v[0].X)) * (1 / 255f), 1)));

    private static Scene InSequence() => Grid(
        "loops-in-sequence", "A loop after another starts its count at zero and takes up the value of the first.", ShaderStage.Fragment, Cell,
        v =>
        {
            Expr first = Shade.Loop(8, 0, (turn, s) => s + turn, (turn, s) => Shade.LessEqual(turn, v[0].X));
            Expr second = Shade.Loop(8, first, (turn, s) => s + (turn * turn), (turn, s) => Shade.LessEqual(turn, v[0].Y));
            return Shade.Join(first * (8 / 255f), second * (1 / 255f), 0.5f, 1);
        });

    private static Scene Lookups()
    {
        SceneBuilder scene = new SceneBuilder("control/lookups-in-loop", "Lookups in a loop, at coordinates that depend on its turn, read each their own texel.", Section, 32, 32).Clear(Colour.Black);
        TextureResource texture = scene.Texture2D(8, 8);
        scene.Upload<byte>(texture, TexturePattern.Bytes(8, 8, 4, 21));
        scene.Bind(texture, SamplerState.Nearest);
        scene.FillShaded(at => Shade.Join(
            Shade.Loop(
                8, Shade.Vector(0, 0, 0),
                (turn, s) => s + (Shade.SampleLod(0, TextureTarget.TwoD, Shade.Join((turn + 0.5f) * 0.125f, at.Y), 0).Swizzle("xyz") * 0.25f),
                (turn, s) => Shade.Less(turn, Shade.Floor(at.X * 8) + 1)), 1));
        return scene.Build();
    }
}
