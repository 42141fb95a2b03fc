using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Single precision: 24 bits of mantissa, exact integers, literals to the last bit (GLSL 4.50 section 4.7.1).</summary>
internal static class PrecisionScenes
{
    private const string Section = "GLSL 4.50 section 4.7.1";

    /// <summary>Values that lose something in every narrower or decimal form.</summary>
    private static readonly float[] Literals =
    [
        1 / 3f, 0.1f, 16777215, -8388607.5f, MathF.PI, 1.0000001f, 0.99999994f, 7.006492e30f,
        1.17549435e-37f, -2.5e-20f, 3.4028235e38f, 123456.79f, -0.333f, 65504, 65536.01f, 5.9604645e-8f,
    ];

    public static IEnumerable<Scene> All() =>
    [
        Products(ShaderStage.Fragment), Products(ShaderStage.Vertex), Sums(ShaderStage.Fragment), Sums(ShaderStage.Vertex),
        LiteralBits(ShaderStage.Fragment), LiteralBits(ShaderStage.Vertex), FractionBeside(), LargeOffset(), RoundsToNearest(), Overflow(),
    ];

    private static SceneBuilder Begin(string name, string proves)
    {
        var scene = new SceneBuilder($"shader/{name}", proves, Section);
        scene.Clear(Colour.Black);
        return scene;
    }

    private static void Grid(SceneBuilder scene, ShaderStage stage, Func<int, int, float[]> values, Func<Expr[], Expr> colour)
    {
        if (stage == ShaderStage.Vertex)
        {
            ValueGrid.DrawInVertexStage(scene, 16, 16, values, colour);
        }
        else
        {
            ValueGrid.DrawInFragmentStage(scene, 16, 16, values, colour);
        }
    }

    private static string Name(ShaderStage stage) => stage == ShaderStage.Vertex ? "vertex" : "fragment";

    /// <summary>Three bytes of an integer below 2^24 as red (lowest), green and blue. Floors keep sums apart, which could be regrouped otherwise.</summary>
    private static Expr Bytes(Expr integer)
    {
        Expr high = Shade.Floor(integer * (1 / 65536f));
        Expr rest = Shade.Floor(integer - (high * 65536));
        Expr middle = Shade.Floor(rest * (1 / 256f));
        return Shade.Join(Shade.Join(rest - (middle * 256), middle, high) * (1 / 255f), 1);
    }

    private static Scene Products(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"{Name(stage)}-products-of-24-bits", $"A product of two 12-bit integers is exact to its 24th bit in the {Name(stage)} stage.");
        Grid(scene, stage, (i, j) => [4095 - (i * 251), 4093 - (j * 239), 0, 0], v => Bytes(v[0].X * v[0].Y));
        return scene.Build();
    }

    private static Scene Sums(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"{Name(stage)}-sums-up-to-24-bits", $"Sums and differences of integers up to 2^24 are exact in the {Name(stage)} stage.");
        Grid(scene, stage, (i, j) => [8300000 + (i * 16) + j, 8388607 - (i * 524287), (j * 4099) + 1, 0], v => Bytes(Shade.Floor((v[0].X + v[0].Y) - v[0].Z)));
        return scene.Build();
    }

    /// <summary>Green where the literal equals the attribute of the same value, blue where it differs from the attribute one bit away.</summary>
    private static Scene LiteralBits(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"{Name(stage)}-literals-to-the-last-bit", $"Literals reach the {Name(stage)} stage with every bit of their mantissa, large, small, negative.");
        Grid(
            scene, stage,
            (i, j) => [i, Literals[i], BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(Literals[i]) ^ 1), j],
            v =>
            {
                Expr literal = Literals[0];
                for (int k = 1; k < Literals.Length; k++)
                {
                    literal = Shade.Select(Shade.Equal(v[0].X, k), Literals[k], literal);
                }

                return Shade.Join((v[0].X * (1 / 32f)) + (v[0].W * (1 / 64f)), Shade.Equal(literal, v[0].Y), Shade.NotEqual(literal, v[0].Z), 1);
            });
        return scene.Build();
    }

    private static Scene FractionBeside()
    {
        SceneBuilder scene = Begin("fraction-beside-integers", "The fraction of a value a 4096th above or below an integer is what is left, on both sides of zero and far from it.");
        Grid(
            scene, ShaderStage.Fragment,
            (i, j) => [((i - 8) * (j < 8 ? 1 : 100)) + ((j - 7.5f) / 4096), 0, 0, 0],
            v =>
            {
                Expr fraction = Shade.Fract(v[0].X);
                return Shade.Join(fraction, Shade.Saturate(fraction * 256), Shade.Saturate((1 - fraction) * 256), 1);
            });
        return scene.Build();
    }

    private static Scene LargeOffset()
    {
        SceneBuilder scene = Begin("eighths-beside-a-million", "Eighths added to a million come back when it is subtracted: 24 bits hold both.");
        Grid(
            scene, ShaderStage.Fragment,
            (i, j) => [(i + (16 * (j / 8))) / 8f, (j % 8) / 8f, 1000000, 0],
            v => Shade.Join(((v[0].X + v[0].Z) - v[0].Z) * 0.25f, ((v[0].Y - v[0].Z) + v[0].Z), 0.25f, 1));
        return scene.Build();
    }

    private static Scene RoundsToNearest()
    {
        var scene = new SceneBuilder("shader/colours-round-to-nearest", "A colour a little below or above the middle between two 8-bit values is stored as the nearer one.", "GL 4.5 section 2.3.5.2");
        scene.Clear(Colour.Black);
        Grid(
            scene, ShaderStage.Fragment,
            (i, j) => [i + (16 * j), i + (16 * j), 255 - (i + (16 * j)), 0],
            v => Shade.Join((v[0].Swizzle("xyz") + Shade.Vector(0.4375f, -0.4375f, 0.4375f)) * (1 / 255f), 1));
        return scene.Build();
    }

    private static Scene Overflow()
    {
        var scene = new SceneBuilder("shader/colours-clamp", "Colours far below 0 and far above 1 are clamped when stored, never wrapped around.", "GL 4.5 section 17.3.6");
        scene.Clear(Colour.Grey);
        Grid(
            scene, ShaderStage.Fragment,
            (i, j) => [(i - 8) * 64, (j - 8) / 4f, (i - j) * 1e30f, 0],
            v => Shade.Join(v[0].Swizzle("xyz"), 1));
        return scene.Build();
    }
}
