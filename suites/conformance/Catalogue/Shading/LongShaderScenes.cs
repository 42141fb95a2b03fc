using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Shaders of hundreds of instructions, every one of which shows in the result.</summary>
internal static class LongShaderScenes
{
    public static IEnumerable<Scene> All() => [Chain(ShaderStage.Fragment), Chain(ShaderStage.Vertex), ManyLiveValues()];

    /// <summary>A generator of pseudo-random bytes, exact in single precision, each turn with literals of its own.</summary>
    private static Scene Chain(ShaderStage stage)
    {
        string name = stage == ShaderStage.Vertex ? "vertex" : "fragment";
        var scene = new SceneBuilder(
            $"shader/long-{name}", $"A {name} shader of {(stage == ShaderStage.Vertex ? "four" : "two")} hundred dependent instructions, longer than one command of shader text, is executed whole.", "GLSL 4.50 section 3.3", 32, 32);
        scene.Clear(Colour.Black);
        float[] Values(int i, int j) => [i, j, i + (8 * j), 255];
        if (stage == ShaderStage.Vertex)
        {
            ValueGrid.DrawInVertexStage(scene, 8, 8, Values, v => Scrambled(v, 68));
        }
        else
        {
            ValueGrid.DrawInFragmentStage(scene, 8, 8, Values, v => Scrambled(v, 30));
        }

        return scene.Build();

        static Expr Scrambled(Expr[] v, int turns)
        {
            Expr x = v[0].Swizzle("xyz");
            for (int turn = 0; turn < turns; turn++)
            {
                x = (x * (5 + (4 * (turn % 7)))) + Shade.Vector((turn * 3) + 1, (turn * 5) + 2, (turn * 7) + 3);
                x -= Shade.Floor(x * (1 / 256f)) * 256;
                x = x.Swizzle("yzx");
            }

            return Shade.Join(x * (1 / 255f), 1);
        }
    }

    private static Scene ManyLiveValues()
    {
        var scene = new SceneBuilder(
            "shader/many-values-at-once", "Twenty-four values of four components that are all needed at the end keep apart.", "GLSL 4.50 section 3.3", 32, 32);
        scene.Clear(Colour.Black);
        ValueGrid.DrawInFragmentStage(scene, 8, 8, (i, j) => [i, j, i * j, i - j, 1 + i, 2 + j, 3, 0], v =>
        {
            Expr[] live = [.. Enumerable.Range(0, 24).Select(k => Shade.Floor(((v[0] * (k + 1)) + v[1].Swizzle("yxzz")) * 0.25f))];
            Expr sum = live[0];
            for (int k = 1; k < live.Length; k++)
            {
                sum += k % 2 == 0 ? live[^k].Swizzle("wxyz") : -live[^k];
            }

            Expr folded = sum - (Shade.Floor(sum * (1 / 256f)) * 256);
            return Shade.Join(folded.Swizzle("xyz") * (1 / 255f), 1);
        });
        return scene.Build();
    }
}
