using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Logic operations on the bits of colours.</summary>
internal static class LogicScenes
{
    private const string Section = "GL 4.5 section 17.3.11";

    private static readonly Colour Destination = Colour.Bytes(0xca, 0x53, 0x0f, 0xf1);
    private static readonly Colour Source = Colour.Bytes(0xac, 0x35, 0x33, 0x57);

    public static IEnumerable<Scene> All() =>
        [.. Enum.GetValues<LogicOperation>().Select(Operation), InsteadOfBlending(), ChangesBetweenDraws(), OffAgain(), Masked(), DrawnTwice(), NotOnFloats()];

    private static Scene Operation(LogicOperation operation) => Drawing.Make(
        $"logic/{Drawing.Kebab(operation)}", $"The logic operation {Drawing.Kebab(operation)} joins source and destination bit by bit, in all four channels.", $"{Section}, table 17.3", b =>
        {
            Start(b);
            b.Blend(new BlendState { Logic = operation });
            b.FillPixels(6, 4, 36, 50, Source);
            b.FillPixels(24, 20, 36, 40, Colour.Bytes(0x0f, 0x96, 0xf0, 0x3c));
        });

    /// <summary>Something drawn without an operation: what happens at a change between operations is a scene of its own.</summary>
    private static void Start(SceneBuilder b)
    {
        b.Clear(Destination);
        b.FillPixels(56, 2, 6, 6, Source);
    }

    private static Scene InsteadOfBlending() => Drawing.Make("logic/instead-of-blending", "An enabled logic operation replaces blending.", Section, b =>
    {
        Start(b);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One) with { Logic = LogicOperation.Xor });
        b.FillPixels(6, 4, 36, 50, Source);
    });

    private static Scene ChangesBetweenDraws() => Drawing.Make("logic/changes-between-draws", "The logic operation is that at the time of the draw, from one operation to another as well.", Section, b =>
    {
        Start(b);
        LogicOperation[] operations = [LogicOperation.Xor, LogicOperation.Or, LogicOperation.And, LogicOperation.CopyInverted];
        for (int i = 0; i < 4; i++)
        {
            b.Blend(new BlendState { Logic = operations[i] });
            b.FillPixels(2 + (i * 15), 4 + (i * 4), 13, 40, Source);
        }
    });

    private static Scene OffAgain() => Drawing.Make("logic/off-again", "Colours are written as they are once logic operations are off.", Section, b =>
    {
        Start(b);
        b.Blend(new BlendState { Logic = LogicOperation.Nand });
        b.FillPixels(4, 4, 30, 30, Source);
        b.Blend(BlendState.Default);
        b.FillPixels(24, 24, 30, 30, Source);
    });

    private static Scene Masked() => Drawing.Make("logic/under-a-colour-mask", "A logic operation changes only the channels of the colour mask.", "GL 4.5 sections 17.3.11 and 17.4.2", b =>
    {
        Start(b);
        b.Blend(new BlendState { Logic = LogicOperation.Xor, Target = new() { Mask = ColourMask.Green | ColourMask.Alpha } });
        b.FillPixels(4, 4, 40, 30, Source);
        b.Blend(new BlendState { Logic = LogicOperation.Xor, Target = new() { Mask = ColourMask.Red } });
        b.FillPixels(20, 20, 40, 40, Source);
    });

    private static Scene DrawnTwice() => Drawing.Make("logic/exclusive-or-twice", "Drawn twice with exclusive-or, triangles leave the picture as it was: the same pixels both times.", "GL 4.5 appendix A.1 and section 17.3.11", b =>
    {
        Start(b);
        b.FillPixels(10, 10, 30, 20, Colour.Yellow);
        b.Blend(new BlendState { Logic = LogicOperation.Xor });
        for (int i = 0; i < 2; i++)
        {
            b.Shape(Primitive.Triangles, Source, (3.375f, 5.25f), (60.1875f, 12.625f), (20.3125f, 58.875f), (12.125f, 44.5f), (58.625f, 30.0625f), (50.75f, 61.3125f));
        }
    });

    private static Scene NotOnFloats() => Drawing.Make("logic/not-on-floats", "Logic operations leave what is drawn into floating-point targets alone.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R16G16B16A16_FLOAT);
        b.Target(target);
        b.Clear(new Colour(0.25f, 0.5f, 0.75f));
        b.Blend(new BlendState { Logic = LogicOperation.Xor });
        b.FillPixels(8, 12, 40, 30, new Colour(0.75f, 0.25f, 0.5f, 0.5f));
        b.Show(target);
    });
}
