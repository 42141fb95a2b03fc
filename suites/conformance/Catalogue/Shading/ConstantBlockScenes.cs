using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Shading;

/// <summary>Constant blocks in buffers (uniform buffers): binding, offset, stage, and when a change of the buffer acts.</summary>
internal static class ConstantBlockScenes
{
    private const string Section = "GL 4.5 section 7.6.3";

    public static IEnumerable<Scene> All() =>
    [
        Whole(ShaderStage.Fragment), Whole(ShaderStage.Vertex), Offsets(), TwoBlocks(), BothStages(), OneBufferTwice(), BesideRegisters(), Rebound(),
        .. Enum.GetValues<TransferRoad>().Select(Updated), PartlyUpdated(), WrittenAfterBinding(), KeptAcrossShaders(), CopiedInto(),
    ];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"constant-block/{name}", proves, Section).Clear(Colour.Black);

    private static string Name(ShaderStage stage) => stage == ShaderStage.Vertex ? "vertex" : "fragment";

    /// <summary>Registers of four floats; register k is red k/n, green a value of its own, blue falling; alpha 1.</summary>
    private static float[] Ramp(int registers, int salt = 0) =>
        [.. Enumerable.Range(0, registers).SelectMany(k => new[] { k * 255 / registers / 255f, ((k + 1 + salt) * 73 % 256) / 255f, (255 - (k * 12) - salt) / 255f, 1 })];

    private static void Bind(SceneBuilder scene, ShaderStage stage, int block, BufferResource buffer, int offset = 0, int? size = null) =>
        scene.Do(new SetConstantBuffer(stage, block, buffer, offset, size ?? buffer.Size - offset));

    /// <summary>Horizontal bands, one a register.</summary>
    private static Expr Bands(Expr t, int count, Func<int, Expr> value)
    {
        Expr band = Shade.Floor(t * count);
        Expr result = value(0);
        for (int k = 1; k < count; k++)
        {
            result = Shade.Select(Shade.Equal(band, k), value(k), result);
        }

        return result;
    }

    private static RepeatedFill BandsOf(SceneBuilder scene, int count) => new(scene, at => Bands(at.Y, count, k => Shade.BufferConstant(1, k)));

    private static void ShowBands(SceneBuilder scene, int count, float x, float width) => BandsOf(scene, count).Draw(x, 0, width, 64);

    private static Scene Whole(ShaderStage stage)
    {
        SceneBuilder scene = Begin($"registers-{Name(stage)}", $"A buffer bound as a block of the {Name(stage)} stage holds four floats a register, in order.");
        BufferResource buffer = scene.Buffer<float>(BufferUse.Constant, Ramp(16));
        Bind(scene, stage, 1, buffer);
        float[] Cell(int i, int j) => [i + (4 * j), 0, 0, 0];
        Expr Colour(Expr[] v)
        {
            Expr result = Shade.BufferConstant(1, 0);
            for (int k = 1; k < 16; k++)
            {
                result = Shade.Select(Shade.Equal(v[0].X, k), Shade.BufferConstant(1, k), result);
            }

            return result;
        }

        return (stage == ShaderStage.Vertex ? ValueGrid.DrawInVertexStage(scene, 4, 4, Cell, Colour) : ValueGrid.DrawInFragmentStage(scene, 4, 4, Cell, Colour)).Build();
    }

    private static Scene Offsets()
    {
        SceneBuilder scene = Begin("offsets", "A block that begins 256 or 768 bytes into its buffer starts with the register there.");
        BufferResource buffer = scene.Buffer<float>(BufferUse.Constant, Ramp(80));
        RepeatedFill fill = BandsOf(scene, 8);
        foreach ((int offset, int x) in new[] { (768, 0), (256, 16), (0, 32), (1024, 48) })
        {
            Bind(scene, ShaderStage.Fragment, 1, buffer, offset, 128);
            fill.Draw(x, 0, 16, 64);
        }

        return scene.Build();
    }

    private static Scene TwoBlocks()
    {
        SceneBuilder scene = Begin("two-blocks", "Blocks 1 and 2 of a shader read each their own buffer, whichever was bound first.");
        BufferResource[] buffers = [scene.Buffer<float>(BufferUse.Constant, Ramp(8, 11)), scene.Buffer<float>(BufferUse.Constant, Ramp(8, 90))];
        var fill = new RepeatedFill(
            scene, at => Shade.Select(Shade.Less(at.X, 0.375f), Bands(at.Y, 8, k => Shade.BufferConstant(1, k)), Bands(at.Y, 8, k => Shade.BufferConstant(2, k))));
        Bind(scene, ShaderStage.Fragment, 2, buffers[0]);
        Bind(scene, ShaderStage.Fragment, 1, buffers[1]);
        fill.Draw(0, 0, 32, 64);
        Bind(scene, ShaderStage.Fragment, 1, buffers[0]);
        Bind(scene, ShaderStage.Fragment, 2, buffers[1]);
        fill.Draw(32, 0, 32, 64);
        return scene.Build();
    }

    /// <summary>A rectangle with red and green from the vertex stage's block and blue from the fragment stage's.</summary>
    private static SceneBuilder BothStagesShaders(SceneBuilder scene)
    {
        Varying varying = new(0, 4);
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.White));
        return scene.Shaders(
            new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, Shade.BufferConstant(1, 1))]),
            FragmentShader.Of(Shade.Join(Shade.Read(varying).Swizzle("xy"), Shade.BufferConstant(1, 1).Z, 1)));
    }

    private static Scene BothStages()
    {
        SceneBuilder scene = Begin("stages-apart", "Block 1 of the vertex stage and block 1 of the fragment stage may be two buffers.");
        BufferResource a = scene.Buffer<float>(BufferUse.Constant, [0, 0, 0, 0, 0.8f, 0.2f, 0, 1]);
        BufferResource b = scene.Buffer<float>(BufferUse.Constant, [0, 0, 0, 0, 0, 1, 0.6f, 1]);
        Bind(scene, ShaderStage.Vertex, 1, a);
        Bind(scene, ShaderStage.Fragment, 1, b);
        BothStagesShaders(scene).Viewport(0, 0, 32, 64).Draw(Primitive.TriangleStrip, 4);
        Bind(scene, ShaderStage.Fragment, 1, a);
        Bind(scene, ShaderStage.Vertex, 1, b);
        return scene.Viewport(32, 0, 32, 64).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene OneBufferTwice()
    {
        SceneBuilder scene = Begin("one-buffer-two-offsets", "Two stages may read the same buffer from different offsets.");
        BufferResource buffer = scene.Buffer<float>(BufferUse.Constant, Ramp(48));
        Bind(scene, ShaderStage.Vertex, 1, buffer, 512, 32);
        Bind(scene, ShaderStage.Fragment, 1, buffer, 256, 32);
        return BothStagesShaders(scene).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene BesideRegisters()
    {
        SceneBuilder scene = Begin("beside-registers", "Constant registers and a block are two sets: register 0 of each holds its own values.");
        Bind(scene, ShaderStage.Fragment, 1, scene.Buffer<float>(BufferUse.Constant, Ramp(8, 30)));
        scene.Constants(ShaderStage.Fragment, Ramp(8, 5));
        scene.FillShaded(at => Shade.Select(Shade.Less(at.X, 0.625f), Bands(at.Y, 8, k => Shade.Constant(k)), Bands(at.Y, 8, k => Shade.BufferConstant(1, k))));
        return scene.Build();
    }

    private static Scene Rebound()
    {
        SceneBuilder scene = Begin("rebound-between-draws", "Each draw reads the buffer bound last before it.");
        BufferResource[] buffers = [.. Enumerable.Range(0, 3).Select(k => scene.Buffer<float>(BufferUse.Constant, Ramp(4, 20 * k)))];
        RepeatedFill fill = BandsOf(scene, 4);
        foreach ((int buffer, int x) in new[] { (0, 0), (1, 16), (2, 32), (0, 48) })
        {
            Bind(scene, ShaderStage.Fragment, 1, buffers[buffer]);
            fill.Draw(x, 0, 16, 64);
        }

        return scene.Build();
    }

    private static Scene Updated(TransferRoad road)
    {
        string kebab = road switch { TransferRoad.Dma => "dma", TransferRoad.InlineWrite => "inline-write", TransferRoad.StreamTransfer => "stream-transfer", _ => "copy-transfer" };
        SceneBuilder scene = Begin($"updated-by-{kebab}", $"A bound buffer updated by {kebab.Replace('-', ' ')} between draws: each draw reads what was there at its time.");
        BufferResource buffer = scene.Buffer<float>(BufferUse.Constant, Ramp(8), road);
        Bind(scene, ShaderStage.Fragment, 1, buffer);
        RepeatedFill fill = BandsOf(scene, 8);
        fill.Draw(0, 0, 24, 64);
        scene.Update<float>(buffer, 0, Ramp(8, 60), road);
        fill.Draw(24, 0, 24, 64);
        scene.Update<float>(buffer, 0, Ramp(8, 33), road);
        fill.Draw(48, 0, 16, 64);
        scene.Update<float>(buffer, 0, Ramp(8, 1), road);
        return scene.Build();
    }

    private static Scene PartlyUpdated()
    {
        SceneBuilder scene = Begin("partly-updated", "Updating some components of some registers leaves all the others.");
        BufferResource buffer = scene.Buffer<float>(BufferUse.Constant, Ramp(8));
        Bind(scene, ShaderStage.Fragment, 1, buffer);
        scene.Update<float>(buffer, 20, [1, 1], TransferRoad.InlineWrite);
        scene.Update<float>(buffer, 64, [1, 0, 0], TransferRoad.Dma);
        scene.Update<float>(buffer, 96, [0], TransferRoad.StreamTransfer);
        scene.Update<float>(buffer, 116, [0.6f, 0.2f], TransferRoad.CopyTransfer);
        ShowBands(scene, 8, 0, 64);
        return scene.Build();
    }

    private static Scene WrittenAfterBinding()
    {
        SceneBuilder scene = Begin("written-after-binding", "A buffer bound empty and filled before the draw is read filled.");
        BufferResource buffer = scene.Buffer(BufferUse.Constant, 64);
        Bind(scene, ShaderStage.Fragment, 1, buffer);
        scene.Update<float>(buffer, 0, Ramp(4, 40), TransferRoad.Dma);
        ShowBands(scene, 4, 0, 64);
        return scene.Build();
    }

    private static Scene KeptAcrossShaders()
    {
        SceneBuilder scene = Begin("kept-across-shaders", "A bound block stays bound when shaders change, also over one that reads no block.");
        Bind(scene, ShaderStage.Fragment, 1, scene.Buffer<float>(BufferUse.Constant, Ramp(4, 7)));
        ShowBands(scene, 4, 0, 24);
        scene.Viewport(24, 0, 16, 64).FillShaded(at => Shade.Join(at, 0, 1));
        ShowBands(scene, 3, 40, 24);
        return scene.Build();
    }

    private static Scene CopiedInto()
    {
        SceneBuilder scene = Begin("copied-into", "A copy from another buffer into a bound one acts on the draws after it.");
        BufferResource source = scene.Buffer<float>(BufferUse.Constant, Ramp(16, 25));
        BufferResource bound = scene.Buffer<float>(BufferUse.Constant, Ramp(8));
        Bind(scene, ShaderStage.Fragment, 1, bound);
        RepeatedFill fill = BandsOf(scene, 8);
        fill.Draw(0, 0, 32, 64);
        scene.Do(new CopyBuffer(source, 112, bound, 32, 64));
        fill.Draw(32, 0, 32, 64);
        return scene.Build();
    }
}
