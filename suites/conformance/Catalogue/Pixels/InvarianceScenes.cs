using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>What must make no difference: state set, used and set back; things done twice; the road to the same rectangle.</summary>
internal static class InvarianceScenes
{
    private const string Section = "GL 4.5 appendix A";

    public static IEnumerable<Scene> All() =>
    [
        Back("cull", b => b.Rasterizer(new() { Cull = CullFace.FrontAndBack }), b => b.Rasterizer(RasterizerState.Default)),
        Back("scissor", b => b.Scissor(3, 3, 2, 2).Rasterizer(new() { Scissor = true }), b => b.Rasterizer(RasterizerState.Default)),
        Back("fill-mode", b => b.Rasterizer(new() { FillFront = PolygonMode.Line, FillBack = PolygonMode.Line, LineWidth = 3 }), b => b.Rasterizer(RasterizerState.Default)),
        Back("depth-clip", b => b.Rasterizer(new() { DepthClip = false, ClipHalfZ = true }), b => b.Rasterizer(RasterizerState.Default)),
        Back("polygon-offset", b => b.Rasterizer(new() { OffsetFill = true, OffsetUnits = 0x100000, OffsetFactor = 9 }), b => b.Rasterizer(RasterizerState.Default)),
        Back("provoking-vertex", b => b.Rasterizer(new() { ProvokingFirst = true, FlatShade = true, FrontCounterClockwise = false }), b => b.Rasterizer(RasterizerState.Default)),
        Back("discard", b => b.Rasterizer(new() { Discard = true }), b => b.Rasterizer(RasterizerState.Default)),
        Back("depth-test", b => b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Greater, DepthWrite = false }), b => b.DepthStencil(Tested)),
        Back("stencil", b => b.StencilReference(1, 2).DepthStencil(new() { Front = new() { Enabled = true, Function = Comparison.Less, WriteMask = 0, ValueMask = 3 } }), b => b.StencilReference(0).DepthStencil(Tested)),
        Back("alpha-test", b => b.DepthStencil(new() { AlphaTest = true, AlphaFunction = Comparison.Less, AlphaReference = 0.5f }), b => b.DepthStencil(Tested)),
        Back("blend", b => b.BlendColour(Colour.Red).Blend(BlendState.With(BlendFactor.ConstantColour, BlendFactor.DestinationColour, BlendEquation.ReverseSubtract)), b => b.Blend(BlendState.Default)),
        Back("independent-blend", b => b.Blend(new() { Target = new() { Mask = ColourMask.Blue }, Further = [new() { Mask = ColourMask.None }] }), b => b.Blend(BlendState.Default)),
        Back("logic-operation", b => b.Blend(new() { Logic = LogicOperation.Nor }), b => b.Blend(BlendState.Default)),
        Back("colour-mask", b => b.Blend(BlendState.WithMask(ColourMask.Green)), b => b.Blend(BlendState.Default)),
        Back("sample-mask", b => b.Do(new SetSampleMask(0)).Rasterizer(new() { Multisample = true }), b => b.Do(new SetSampleMask(uint.MaxValue)).Rasterizer(RasterizerState.Default)),
        Back("viewport", b => b.Viewport(0, 0, 5, 7, 0.75f, 0.25f), b => b.Viewport(0, 0, 64, 64)),
        Back("clip-planes", b => b.Do(new SetClipPlanes([(1, 0, 0, -2)])).Rasterizer(new() { ClipPlanes = 1 }), b => b.Rasterizer(RasterizerState.Default)),
        Back("polygon-stipple", b => b.Do(new SetPolygonStipple(EquatableList.Create<uint>(new uint[32]))).Rasterizer(new() { PolygonStipple = true }), b => b.Rasterizer(RasterizerState.Default)),
        Back("framebuffer", b => b.Target(b.ColourTarget(16, 16)), b => b.TargetWindow()),
        ClearOnly(), ClearTwice(), ScissoredQuadIsASmallQuad(), DrawnTwice(), Order(false), Order(true), OneDrawOrMany(), StripsOrTriangles(),
    ];

    private static readonly DepthStencilState Tested = new() { DepthTest = true };

    /// <summary>Sets a state, draws a dot with it that the picture then covers, sets it back, and draws the picture.</summary>
    private static Scene Back(string name, Action<SceneBuilder> set, Action<SceneBuilder> reset) => Drawing.Make(
        $"invariance/{name}-set-and-set-back", $"A state ({name}) that was set, used and set back leaves no trace.", Section, b =>
        {
            b.Clear(Colour.Blue, 1.0, 0);
            b.DepthStencil(Tested);
            set(b);
            b.FillPixels(30, 24, 3, 3, Colour.Magenta, 0.875f);
            reset(b);
            b.ColouredVertices([.. Drawing.At(6, 5, Colour.Red, -0.5f), .. Drawing.At(60, 17, Colour.Green, 0.25f), .. Drawing.At(14, 59, Colour.Yellow, 0.125f)]);
            b.Draw(Primitive.Triangles, 3);
            b.FillPixels(10, 10, 40, 12, Colour.Bytes(0, 200, 250, 128), -0.125f);
        }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene ClearOnly() => Drawing.Make("invariance/clear-and-nothing-else", "A clear alone fills the whole window with exactly its colour.", "GL 4.5 section 17.4.3", b => b.Clear(Colour.Bytes(12, 97, 203, 145)));

    private static Scene ClearTwice() => Drawing.Make("invariance/last-clear-counts", "Of two clears the second counts, draws between them do not.", "GL 4.5 section 17.4.3", b =>
    {
        b.Clear(Colour.Red, 0.0);
        b.FillCorners(-0.75f, -0.75f, 0.5f, 0.75f);
        b.Clear(Colour.Bytes(20, 160, 90, 200), 1.0);
        b.DepthStencil(Tested);
        b.FillPixels(40, 6, 12, 30, Colour.Yellow);
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene ScissoredQuadIsASmallQuad() => Drawing.Make("invariance/scissored-rectangle-is-a-small-one", "A rectangle over the whole window under scissor is the small rectangle: with exclusive-or nothing is left of both.", "GL 4.5 section 17.3.2", b =>
    {
        b.Clear(Colour.Bytes(20, 40, 60));
        b.FillPixels(1, 1, 2, 2, Colour.White);
        b.Blend(new BlendState { Logic = LogicOperation.Xor });
        b.Scissor(13, 9, 38, 41);
        b.Rasterizer(new() { Scissor = true });
        b.FillPixels(0, 0, 64, 64, Colour.Bytes(200, 100, 50, 170));
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(13, 9, 38, 41, Colour.Bytes(200, 100, 50, 170));
        b.FillPixels(2, 52, 20, 9, Colour.Bytes(200, 100, 50, 170));
    });

    private static Scene DrawnTwice() => Drawing.Make("invariance/drawn-twice-is-drawn-once", "What is drawn a second time without blending changes nothing.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.LessEqual });
        for (int i = 0; i < 3; i++)
        {
            b.Mesh(Primitive.TriangleStrip, Drawing.At(4, 6, Colour.Red, -0.5f), Drawing.At(58, 3, Colour.Green, 0.5f), Drawing.At(9, 60, Colour.Yellow, 0.25f), Drawing.At(61, 52, Colour.Cyan, -0.75f));
        }
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene Order(bool reversed) => Drawing.Make(
        $"invariance/depth-sorts-{(reversed ? "back-to-front" : "front-to-back")}", $"With the depth test the picture is the same {(reversed ? "from back to front" : "from front to back")}.", "GL 4.5 section 17.3.6", b =>
        {
            b.Clear(Colour.Black, 1.0);
            b.DepthStencil(Tested);
            Colour[] colours = [Colour.Red, Colour.Green, Colour.Blue, Colour.Yellow, Colour.Cyan, Colour.Magenta];
            for (int k = 0; k < 6; k++)
            {
                int i = reversed ? 5 - k : k;
                b.ShapeAt(-0.75f + (i * 0.25f), Primitive.Triangles, colours[i], (4 + (i * 6), 6 + (i % 3 * 9)), (36 + (i * 4), 3 + (i * 5)), (12 + (i * 5), 44 + (i * 3)));
            }
        }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene OneDrawOrMany() => Drawing.Make("invariance/one-draw-or-many", "Primitives of one draw and of many draws are the same: with exclusive-or nothing is left of both.", Section, b =>
    {
        b.Clear(Colour.Bytes(20, 40, 60));
        b.FillPixels(1, 1, 2, 2, Colour.White);
        b.Blend(new BlendState { Logic = LogicOperation.Xor });
        var corners = new List<(float, float)>();
        for (int i = 0; i < 8; i++)
        {
            corners.AddRange([(3 + (i * 5), 4 + (i * 3.25f)), (40 + (i * 2.5f), 7 + (i * 5)), (9 + (i * 6), 30 + (i * 4))]);
        }

        b.Shape(Primitive.Triangles, Colour.Bytes(200, 100, 50, 170), [.. corners]);
        for (int i = 0; i < 8; i++)
        {
            b.Draw(Primitive.Triangles, 3, first: i * 3);
        }

        b.Shape(Primitive.Triangles, Colour.Bytes(200, 100, 50, 170), (46, 4), (62, 8), (50, 20));
    });

    private static Scene StripsOrTriangles() => Drawing.Make("invariance/strip-or-triangles", "A strip and its separate triangles cover the same pixels: with exclusive-or nothing is left of both.", "GL 4.5 section 10.1", b =>
    {
        b.Clear(Colour.Bytes(20, 40, 60));
        b.FillPixels(1, 1, 2, 2, Colour.White);
        b.Blend(new BlendState { Logic = LogicOperation.Xor });
        (float X, float Y)[] p = [(4, 7), (9, 52), (21, 11), (27, 60), (38, 5), (45, 49), (60, 14)];
        b.Shape(Primitive.TriangleStrip, Colour.Bytes(200, 100, 50, 170), p);
        b.Shape(Primitive.Triangles, Colour.Bytes(200, 100, 50, 170), p[0], p[1], p[2], p[2], p[1], p[3], p[2], p[3], p[4], p[4], p[3], p[5], p[4], p[5], p[6]);
        b.Shape(Primitive.Triangles, Colour.Bytes(200, 100, 50, 170), (44, 54), (62, 52), (56, 62));
    });
}
