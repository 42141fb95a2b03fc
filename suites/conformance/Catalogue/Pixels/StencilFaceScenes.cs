using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Pixels.StencilDrawing;

namespace Harness.Catalogue.Pixels;

/// <summary>Stencil state of front and of back faces.</summary>
internal static class StencilFaceScenes
{
    private const string Section = "GL 4.5 section 17.3.5";

    public static IEnumerable<Scene> All() => [TwoSided(), TwoSidedReferences(), TwoSidedMasks(), .. TwoSidedWinding(), BackOff(), LinesAreFront()];

    /// <summary>A counter-clockwise and a clockwise triangle.</summary>
    private static void BothFaces(SceneBuilder b) => b.Shape(Primitive.Triangles, Colour.Yellow, (1, 2), (16, 4), (6, 28), (20, 4), (18, 28), (31, 14));

    private static Scene TwoSided() => Make("stencil/two-sided-operations", "Front and back faces have their own functions and operations.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.StencilBands(0x10, 0x20, 0x30, 0x40);
        b.DepthStencil(new()
        {
            Front = new() { Enabled = true, Function = Comparison.LessEqual, Fail = StencilOperation.Zero, Pass = StencilOperation.IncrementClamp },
            Back = new() { Enabled = true, Function = Comparison.Greater, Fail = StencilOperation.Invert, Pass = StencilOperation.DecrementClamp },
        });
        b.StencilReference(0x28);
        BothFaces(b);
        b.ShowStencil();
    });

    private static Scene TwoSidedReferences() => Make("stencil/two-sided-references", "Front and back faces have their own references.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        var replace = new StencilFace { Enabled = true, Pass = StencilOperation.Replace };
        b.DepthStencil(new() { Front = replace, Back = replace });
        b.StencilReference(0x47, 0xb1);
        BothFaces(b);
        b.ShowStencil();
    });

    private static Scene TwoSidedMasks() => Make("stencil/two-sided-masks", "Front and back faces have their own value and write masks.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0x0f);
        b.DepthStencil(new()
        {
            Front = new() { Enabled = true, Function = Comparison.Equal, ValueMask = 0x03, Pass = StencilOperation.Invert, WriteMask = 0xf0 },
            Back = new() { Enabled = true, Function = Comparison.NotEqual, ValueMask = 0x30, Pass = StencilOperation.Invert, WriteMask = 0x3c },
        });
        b.StencilReference(0x33);
        BothFaces(b);
        b.ShowStencil();
    });

    private static IEnumerable<Scene> TwoSidedWinding() => Drawing.InWindowAndTexture("stencil/two-sided-by-clockwise-fronts", "Which state serves which triangle follows the front-face rule", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.Rasterizer(new() { FrontCounterClockwise = false });
        var replace = new StencilFace { Enabled = true, Pass = StencilOperation.Replace };
        b.DepthStencil(new() { Front = replace, Back = replace with { Pass = StencilOperation.IncrementWrap } });
        b.StencilReference(0x80);
        b.Shape(Primitive.Triangles, Colour.Yellow, (2, 4), (32, 8), (12, 56), (40, 8), (36, 56), (62, 28));
        b.Rasterizer(RasterizerState.Default);
        b.DepthStencil(new() { Front = new() { Enabled = true, Function = Comparison.Equal } });
        b.FillPixels(0, 10, 64, 20, Colour.Red);
        b.StencilReference(1);
        b.FillPixels(0, 20, 64, 20, Colour.Green);
    }, Format.S8_UINT_Z24_UNORM);

    private static Scene BackOff() => Make("stencil/one-sided", "Without a state for back faces, the front state and its reference serve both.", "gallium depth_stencil_alpha: stencil[1].enabled", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.DepthStencil(new() { Front = new() { Enabled = true, Pass = StencilOperation.Replace } });
        b.StencilReference(0x9c, 0x11);
        BothFaces(b);
        b.ShowStencil();
    });

    private static Scene LinesAreFront() => Make("stencil/lines-and-points-are-front-facing", "Lines and points use the state for front faces.", "GL 4.5 section 17.3.5", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        var replace = new StencilFace { Enabled = true, Pass = StencilOperation.Replace };
        b.Rasterizer(new() { FrontCounterClockwise = false, PointSize = 5 });
        b.DepthStencil(new() { Front = replace, Back = replace });
        b.StencilReference(0x60, 0xf0);
        b.Shape(Primitive.Points, Colour.Yellow, (8.4375f, 8.5625f), (22.4375f, 20.5625f));
        b.Shape(Primitive.LineLoop, Colour.Yellow, (4.4375f, 14.5625f), (28.4375f, 4.5625f), (16.4375f, 28.5625f));
        b.ShowStencil();
    });
}
