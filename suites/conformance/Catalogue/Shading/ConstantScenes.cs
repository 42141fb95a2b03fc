using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Constant registers (uniforms outside blocks): their number, their stage, and when a change acts.</summary>
internal static class ConstantScenes
{
    private const string Section = "GL 4.5 section 7.6";

    public static IEnumerable<Scene> All() =>
    [
        Registers(ShaderStage.Fragment), Registers(ShaderStage.Vertex), Many(ShaderStage.Fragment), Many(ShaderStage.Vertex),
        Indexed(ShaderStage.Fragment), Indexed(ShaderStage.Vertex), IndexedRange(), Updated(ShaderStage.Fragment), Updated(ShaderStage.Vertex),
        OneStageUpdated(), StagesApart(), ShorterSet(), KeptAcrossShaders(), KeptAcrossTargets(), SetWithoutUse(), EveryBit(),
    ];

    private static string Name(ShaderStage stage) => stage == ShaderStage.Vertex ? "vertex" : "fragment";

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"constant/{name}", proves, Section).Clear(Colour.Black);

    /// <summary>Register k's components as bytes that no other register and no other component has (for up to 64 registers).</summary>
    private static float[] Values(int registers, int salt = 0) =>
        [.. Enumerable.Range(0, registers * 4).Select(c => c % 4 == 3 ? 1 : ((((c / 4 * 3) + (c % 4) + 1 + salt) * 89) % 256) / 255f)];

    private static void Grid(SceneBuilder scene, ShaderStage stage, int columns, int rows, Func<Expr, Expr> colour)
    {
        float[] Cell(int i, int j) => [i + (columns * j), i, j, 0];
        if (stage == ShaderStage.Vertex)
        {
            ValueGrid.DrawInVertexStage(scene, columns, rows, Cell, v => colour(v[0]));
        }
        else
        {
            ValueGrid.DrawInFragmentStage(scene, columns, rows, Cell, v => colour(v[0]));
        }
    }

    private static Expr Chosen(Expr cell, int count, Func<int, Expr> value)
    {
        Expr result = value(0);
        for (int k = 1; k < count; k++)
        {
            result = Shade.Select(Shade.Equal(cell, k), value(k), result);
        }

        return result;
    }

    private static Scene Registers(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"registers-{Name(stage)}", $"Sixteen constant registers of the {Name(stage)} stage hold what was set, component by component.");
        scene.Constants(stage, Values(16));
        Grid(scene, stage, 4, 4, cell => Chosen(cell.X, 16, k => k % 2 == 0 ? Shade.Constant(k) : Shade.Join(Shade.Constant(k).Swizzle("zyx"), Shade.Constant(k).W)));
        return scene.Build();
    }

    private static Scene Many(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"many-{Name(stage)}", $"Of 240 registers of the {Name(stage)} stage, the first, the last and those in between are told apart.");
        float[] values = new float[240 * 4];
        int[] read = [0, 1, 15, 16, 63, 64, 127, 128, 191, 200, 223, 224, 237, 238, 239, 100];
        for (int k = 0; k < 240; k++)
        {
            (values[k * 4], values[(k * 4) + 1], values[(k * 4) + 2], values[(k * 4) + 3]) = (k / 255f, (255 - k) / 255f, k * 7 % 256 / 255f, 1);
        }

        scene.Constants(stage, values);
        Grid(scene, stage, 4, 4, cell => Chosen(cell.X, 16, k => Shade.Constant(read[k])));
        return scene.Build();
    }

    private static Scene Indexed(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"indexed-{Name(stage)}", $"A register chosen at run time in the {Name(stage)} stage is the one of that number, counted from the base.");
        scene.Constants(stage, Values(64));
        Grid(scene, stage, 8, 8, cell => Shade.ConstantAt(3, 61, Shade.Min((cell.Y * 7) + cell.Z, 60)));
        return scene.Build();
    }

    private static Scene IndexedRange()
    {
        SceneBuilder scene = Begin("indexed-rounds-down", "The number of a register chosen at run time is rounded down.");
        scene.Constants(ShaderStage.Fragment, Values(8));
        scene.FillShaded(at => Shade.ConstantAt(0, 8, Shade.Clamp((at.X * 6) + (at.Y * 1.75f), 0, 7)));
        return scene.Build();
    }

    /// <summary>Four quadrants, each after an update; the first update would show everywhere if the others were lost.</summary>
    private static Scene Updated(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"updated-between-draws-{Name(stage)}", $"Each draw sees the {Name(stage)} constants set last before it, not those of the draw before or after.");
        Varying varying = new(0, 4);
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.White));
        Expr constants = Shade.Constant(0) * Shade.Constant(1).Swizzle("xxxx");
        scene.Shaders(
            new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, stage == ShaderStage.Vertex ? constants : Shade.Attribute(1))]),
            FragmentShader.Of(stage == ShaderStage.Vertex ? Shade.Read(varying) : Shade.Read(varying) * constants));
        for (int k = 0; k < 4; k++)
        {
            scene.Constants(stage, [.. Values(1, k * 5), 1, 0, 0, 0]);
            scene.Viewport(32 * (k % 2), 32 * (k / 2), 32, 32).Draw(Primitive.TriangleStrip, 4);
        }

        scene.Constants(stage, 1, 0, 1, 1, 1, 1, 1, 1);
        return scene.Build();
    }

    /// <summary>A rectangle in the colour of both stages' register 0: red and green from the vertex stage, blue from the fragment stage.</summary>
    private static void BothStages(SceneBuilder scene)
    {
        Varying varying = new(0, 4);
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.White));
        scene.Shaders(
            new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, Shade.Constant(0))]),
            FragmentShader.Of(Shade.Join(Shade.Read(varying).Swizzle("xy"), Shade.Constant(0).Z, 1)));
    }

    private static Scene OneStageUpdated()
    {
        SceneBuilder scene = Begin("one-stage-updated", "Setting the constants of one stage leaves those of the other.");
        BothStages(scene);
        scene.Constants(ShaderStage.Vertex, 1, 0.2f, 0, 1).Constants(ShaderStage.Fragment, 0, 0, 0.4f, 1);
        scene.Viewport(0, 0, 32, 32).Draw(Primitive.TriangleStrip, 4);
        scene.Constants(ShaderStage.Vertex, 0.2f, 0.6f, 1, 1).Viewport(32, 0, 32, 32).Draw(Primitive.TriangleStrip, 4);
        return scene.Constants(ShaderStage.Fragment, 1, 1, 0.8f, 1).Viewport(0, 32, 64, 32).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene StagesApart()
    {
        SceneBuilder scene = Begin("stages-apart", "Register 0 of the vertex stage and register 0 of the fragment stage are two registers, in whichever order they are set.");
        BothStages(scene);
        scene.Constants(ShaderStage.Fragment, 0, 1, 0.6f, 1).Constants(ShaderStage.Vertex, 0.8f, 0.2f, 1, 1);
        scene.Viewport(0, 0, 32, 64).Draw(Primitive.TriangleStrip, 4);
        scene.Constants(ShaderStage.Vertex, 0.2f, 1, 0, 1).Constants(ShaderStage.Fragment, 1, 0, 1, 1);
        return scene.Viewport(32, 0, 32, 64).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene ShorterSet()
    {
        SceneBuilder scene = Begin("shorter-set", "After many registers, fewer may be set for a shader that reads fewer.");
        scene.Constants(ShaderStage.Fragment, Values(16));
        scene.Viewport(0, 0, 64, 32);
        Grid(scene, ShaderStage.Fragment, 4, 4, cell => Chosen(cell.X, 16, k => Shade.Constant(k)));
        scene.Constants(ShaderStage.Fragment, Values(2, 50)).Viewport(0, 32, 64, 32);
        Grid(scene, ShaderStage.Fragment, 2, 1, cell => Chosen(cell.X, 2, k => Shade.Constant(k)));
        return scene.Build();
    }

    private static Scene KeptAcrossShaders()
    {
        SceneBuilder scene = Begin("kept-across-shaders", "Constants belong to the stage, not to the shader: others that read the same registers find the same values.");
        scene.Constants(ShaderStage.Fragment, Values(4));
        for (int k = 0; k < 4; k++)
        {
            scene.Viewport(16 * k, 0, 16, 64);
            scene.FillShaded(at => Shade.Join(Shade.Constant(k, 3) * ((at.Y * 0.5f) + 0.5f), 1));
        }

        return scene.Build();
    }

    private static Scene KeptAcrossTargets()
    {
        SceneBuilder scene = Begin("kept-across-targets", "Constants stay set when the framebuffer changes and when it is cleared.");
        TextureResource target = scene.ColourTarget(32, 32);
        scene.Constants(ShaderStage.Fragment, Values(2, 9));
        scene.Viewport(0, 0, 32, 32).FillShaded(_ => Shade.Constant(0));
        scene.Target(target).Clear(Colour.Red);
        scene.TargetWindow().Clear(Colour.Black);
        return scene.Viewport(16, 16, 48, 32).FillShaded(at => Shade.Join(Shade.Constant(1, 3) * at.X, 1)).Build();
    }

    private static Scene SetWithoutUse()
    {
        SceneBuilder scene = Begin("set-without-use", "Constants set while the shader has none are there for the next shader that reads them.");
        scene.Viewport(0, 0, 32, 64).FillShaded(at => Shade.Join(at, 0.5f, 1));
        scene.Constants(ShaderStage.Fragment, Values(3, 4));
        scene.Viewport(16, 0, 16, 64).FillShaded(at => Shade.Join(0.25f, at, 1));
        return scene.Viewport(32, 0, 32, 64).FillShaded(at => Shade.Select(Shade.Less(at.Y, 0.5f), Shade.Constant(2), Shade.Constant(0))).Build();
    }

    private static Scene EveryBit()
    {
        SceneBuilder scene = Begin("every-bit", "Constants arrive with every bit: large, small and negative ones equal the literal of the same value.");
        float[] values = [16777215, -8388607.5f, 1 / 3f, MathF.PI, 1.0000001f, 3.4028235e38f, -1.2345e-30f, 65536.01f];
        scene.Constants(ShaderStage.Fragment, [.. values.SelectMany(v => new[] { v, BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(v) ^ 1), 0, 1 })]);
        Grid(scene, ShaderStage.Fragment, 8, 1, cell => Chosen(cell.X, 8, k => Shade.Join(Shade.Equal(Shade.Constant(k).X, values[k]), Shade.Equal(Shade.Constant(k).Y, values[k]), k / 8f, 1)));
        return scene.Build();
    }
}
