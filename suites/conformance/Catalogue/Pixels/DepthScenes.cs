using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>The depth test and what is written by it.</summary>
internal static class DepthScenes
{
    private const string Section = "GL 4.5 section 17.3.6";
    private const Format Depth = Format.S8_UINT_Z24_UNORM;
    private static readonly DepthStencilState Less = new() { DepthTest = true };

    public static IEnumerable<Scene> All() =>
    [
        .. Enum.GetValues<Comparison>().Select(Function),
        WriteOff(), TestOff(), NoBuffer(), ClearValue(), ClearAlone(), Range(), RangeReversed(), RangeChanges(), EqualOrder(), EqualOrderOfLess(),
        Planes(), Perspective(), ShaderDepth(), ShaderDepthLate(), Discarded(), EqualTwice(), FunctionChanges(), Lines(), MaskOffStillTests(),
    ];

    /// <summary>A cleared depth of a half, and a rectangle that passes it from far to near in five steps.</summary>
    private static Scene Function(Comparison function) => Drawing.Make(
        $"depth/{Drawing.Kebab(function)}", $"The comparison {Drawing.Kebab(function)} passes just the fragments that it names, and writes their depth.", Section, b =>
        {
            b.Clear(Colour.Blue, 0.5);
            b.DepthStencil(new() { DepthTest = true, DepthFunction = function });
            double[] depths = [0.25, 0.4375, 0.5, 0.5625, 0.75];
            for (int i = 0; i < 5; i++)
            {
                b.FillPixels(2 + (i * 12), 4, 12, 40, Colour.Yellow, Drawing.ClipDepth(depths[i]));
            }

            // What was written shows in front of or behind a second rectangle.
            b.DepthStencil(Less);
            b.FillPixels(4, 20, 56, 40, Colour.Red, Drawing.ClipDepth(0.46875));
        }, depth: Depth);

    private static Scene WriteOff() => Drawing.Make("depth/write-mask-off", "With the depth mask off fragments are tested and drawn, and leave no depth.", "GL 4.5 section 17.4.2", b =>
    {
        b.Clear(Colour.Blue, 0.75);
        b.DepthStencil(new() { DepthTest = true, DepthWrite = false });
        b.FillPixels(4, 4, 40, 40, Colour.Yellow, Drawing.ClipDepth(0.25));
        b.FillPixels(30, 30, 30, 30, Colour.Magenta, Drawing.ClipDepth(0.875));
        b.DepthStencil(Less);
        b.FillPixels(20, 10, 40, 20, Colour.Red, Drawing.ClipDepth(0.5));
    }, depth: Depth);

    private static Scene TestOff() => Drawing.Make("depth/test-off-writes-nothing", "With the depth test off all fragments are drawn and none writes depth, though the mask is on.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(new() { DepthWrite = true });
        b.FillPixels(4, 4, 40, 40, Colour.Yellow, Drawing.ClipDepth(0.125));
        b.FillPixels(30, 30, 30, 30, Colour.Green, Drawing.ClipDepth(0.875));
        b.DepthStencil(Less);
        b.FillPixels(20, 10, 40, 34, Colour.Red, Drawing.ClipDepth(0.25));
    }, depth: Depth);

    private static Scene NoBuffer() => Drawing.Make("depth/without-a-buffer", "Without a depth buffer the depth test always passes.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Less });
        b.FillPixels(4, 4, 40, 40, Colour.Yellow, -0.5f);
        b.FillPixels(20, 20, 40, 40, Colour.Red, 0.5f);
    });

    private static Scene ClearValue() => Drawing.Make("depth/clear-value", "A depth buffer is cleared to the value given, whatever was there.", "GL 4.5 section 17.4.3", b =>
    {
        b.DepthStencil(Less);
        double[] values = [1.0, 0.75, 0.25, 0.0];
        for (int i = 0; i < 4; i++)
        {
            b.Clear(null, values[i]);
            b.FillPixels(i * 16, 0, 8, 64, Colour.Yellow, Drawing.ClipDepth(values[i] - 0.0625));
            b.FillPixels((i * 16) + 8, 0, 8, 30, Colour.Red, Drawing.ClipDepth(Math.Min(values[i] + 0.0625, 1)));
        }
    }, depth: Depth);

    private static Scene ClearAlone() => Drawing.Make("depth/clear-leaves-stencil-and-colour", "Clearing depth leaves colour and stencil, clearing stencil leaves depth.", "GL 4.5 section 17.4.3", b =>
    {
        b.Clear(Colour.Blue, 0.25, 7);
        b.FillPixels(8, 8, 20, 48, Colour.Green);
        b.Clear(null, 0.75);
        b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Function = Comparison.Equal } });
        b.StencilReference(7);
        b.FillPixels(16, 16, 40, 16, Colour.Yellow, Drawing.ClipDepth(0.5));
        b.Clear(null, null, 9);
        b.StencilReference(9);
        b.FillPixels(20, 20, 40, 24, Colour.Red, Drawing.ClipDepth(0.625));
    }, depth: Depth);

    private static Scene Range() => Drawing.Make("depth/range", "The depth range maps clip depths -1..1 to near..far.", "GL 4.5 section 13.6.1", b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(Less);
        b.Viewport(0, 0, 64, 64, 0.25f, 0.5f);
        b.FillPixels(0, 0, 20, 64, Colour.Yellow, -1);
        b.FillPixels(22, 0, 20, 64, Colour.Green, 0);
        b.FillPixels(44, 0, 20, 64, Colour.Cyan, 1);
        b.Viewport(0, 0, 64, 64);
        double[] probes = [0.234375, 0.265625, 0.359375, 0.390625, 0.484375, 0.515625];
        for (int i = 0; i < 6; i++)
        {
            b.FillPixels(0, 4 + (i * 10), 64, 6, Colour.Red, Drawing.ClipDepth(probes[i]));
        }
    }, depth: Depth);

    private static Scene RangeReversed() => Drawing.Make("depth/range-reversed", "A depth range with near beyond far turns depth over.", "GL 4.5 section 13.6.1", b =>
    {
        b.Clear(Colour.Blue, 0.0);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Greater });
        b.Viewport(0, 0, 64, 64, 1, 0);
        b.FillPixels(4, 4, 36, 36, Colour.Yellow, -0.5f);
        b.FillPixels(20, 20, 40, 40, Colour.Red, 0.25f);
        b.FillPixels(12, 30, 20, 30, Colour.Green, -0.75f);
    }, depth: Depth);

    private static Scene RangeChanges() => Drawing.Make("depth/range-changes-between-draws", "The depth range is that at the time of the draw.", "GL 4.5 section 13.6.1", b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(Less);
        b.Viewport(0, 0, 64, 64, 0.5f, 0.75f);
        b.FillPixels(4, 4, 40, 40, Colour.Yellow, -0.5f);
        b.Viewport(0, 0, 64, 64, 0.75f, 1);
        b.FillPixels(20, 12, 40, 20, Colour.Red, -0.875f);
        b.Viewport(0, 0, 64, 64, 0, 0.5f);
        b.FillPixels(12, 28, 20, 32, Colour.Green, 0.875f);
    }, depth: Depth);

    private static Scene EqualOrder() => Drawing.Make("depth/equal-depths-last-wins", "Of fragments of equal depth less-or-equal shows the last.", Section, b => Layers(b, Comparison.LessEqual), depth: Depth);

    private static Scene EqualOrderOfLess() => Drawing.Make("depth/equal-depths-first-wins", "Of fragments of equal depth less shows the first.", Section, b => Layers(b, Comparison.Less), depth: Depth);

    private static void Layers(SceneBuilder b, Comparison function)
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = function });
        b.FillPixels(4, 4, 30, 30, Colour.Yellow, 0.25f);
        b.FillPixels(18, 18, 30, 30, Colour.Red, 0.25f);
        b.FillPixels(32, 32, 30, 30, Colour.Green, 0.25f);
    }

    private static Scene Planes() => Drawing.Make("depth/planes-that-cross", "Where two slanted planes cross, each is in front on its own side, pixel by pixel.", Section, b =>
    {
        b.Clear(Colour.Black, 1.0);
        b.DepthStencil(Less);
        b.Mesh(Primitive.TriangleStrip, Drawing.At(4, 4, Colour.Yellow, -0.9f), Drawing.At(60, 4, Colour.Yellow, 0.7f), Drawing.At(4, 60, Colour.Yellow, -0.3f), Drawing.At(60, 60, Colour.Yellow, 0.8f));
        b.Mesh(Primitive.TriangleStrip, Drawing.At(8, 8, Colour.Red, 0.8f), Drawing.At(62, 2, Colour.Red, -0.5f), Drawing.At(2, 50, Colour.Red, 0.1f), Drawing.At(58, 62, Colour.Red, -0.2f));
    }, depth: Depth);

    private static Scene Perspective() => Drawing.Make("depth/linear-in-the-window", "Depth runs linearly over the window, however different w is at the corners.", "GL 4.5 section 14.6.1 equation 14.10", b =>
    {
        b.Clear(Colour.Black, 1.0);
        b.DepthStencil(Less);
        // Depths -0.5 and 0.5 at the left and right, with w of 1 and 8.
        b.Mesh(
            Primitive.TriangleStrip, SceneBuilder.Vertex(-1, -1, Colour.Yellow, -0.5f, 1), SceneBuilder.Vertex(8, -8, Colour.Yellow, 4, 8),
            SceneBuilder.Vertex(-1, 1, Colour.Yellow, -0.5f, 1), SceneBuilder.Vertex(8, 8, Colour.Yellow, 4, 8));
        for (int i = 0; i < 5; i++)
        {
            b.FillPixels(0, 4 + (i * 12), 64, 6, Colour.Red, -0.3671875f + (i * 0.15625f));
        }
    }, depth: Depth);

    private static Scene ShaderDepth() => Drawing.Make("depth/written-by-the-shader", "A depth that the fragment shader writes replaces that of the primitive, in the test and in the buffer.", "GL 4.5 section 15.2.3", b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(Less);
        WithDepth(b, Colour.Yellow, Shade.Select(Shade.Less(Shade.FragmentCoordinate.Swizzle("y"), 30), 0.25f, 0.75f), 0.9f);
        b.FillPixels(20, 4, 24, 56, Colour.Red, Drawing.ClipDepth(0.375));
    }, depth: Depth);

    private static Scene ShaderDepthLate() => Drawing.Make("depth/shader-depth-then-none", "After a shader that writes depth, one that does not uses the primitive's again.", "GL 4.5 section 15.2.3", b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(Less);
        WithDepth(b, Colour.Yellow, Shade.Select(Shade.Less(Shade.FragmentCoordinate.Swizzle("x"), 40), 0.125f, 0.25f), 0.5f);
        b.FillPixels(10, 10, 44, 20, Colour.Red, Drawing.ClipDepth(0.1875));
        b.FillPixels(10, 36, 44, 20, Colour.Green, Drawing.ClipDepth(0.0625));
    }, depth: Depth);

    private static void WithDepth(SceneBuilder b, Colour colour, Expr depth, float z)
    {
        BufferResource buffer = b.VertexBuffer(-0.75f, -0.75f, 0.875f, -0.75f, -0.75f, 0.625f, 0.875f, 0.625f);
        b.VertexBuffers(new VertexBufferBinding(buffer, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), z, 1), []), new FragmentShader([Shade.Colour(colour)], depth));
        b.Draw(Primitive.TriangleStrip, 4);
    }

    private static Scene Discarded() => Drawing.Make("depth/discarded-fragments-leave-none", "A fragment that its shader discards leaves neither colour nor depth.", "GL 4.5 section 15.2", b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(Less);
        BufferResource buffer = b.VertexBuffer(-0.75f, -0.875f, 0.875f, -0.875f, -0.75f, 0.625f, 0.875f, 0.625f);
        b.VertexBuffers(new VertexBufferBinding(buffer, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        Expr stripes = Shade.Less(Shade.Fract(Shade.FragmentCoordinate.Swizzle("y") * 0.125f), 0.5f);
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), -0.5f, 1), []), new FragmentShader([Shade.Colour(Colour.Yellow)], discardWhen: stripes));
        b.Draw(Primitive.TriangleStrip, 4);
        b.FillPixels(24, 2, 30, 60, Colour.Red, 0.5f);
    }, depth: Depth);

    private static Scene EqualTwice() => Drawing.Make("depth/drawn-again-with-equal", "The same slanted triangles drawn again have exactly the same depths.", "GL 4.5 appendix A.1 and section 17.3.6", b =>
    {
        b.Clear(Colour.Black, 1.0);
        b.DepthStencil(Less);
        float[][] mesh =
        [
            Drawing.At(3, 5, Colour.Blue, -0.37f), Drawing.At(61, 9, Colour.Blue, 0.83f), Drawing.At(14, 58, Colour.Blue, 0.11f),
            Drawing.At(30, 4, Colour.Blue, 0.71f), Drawing.At(62, 60, Colour.Blue, -0.93f), Drawing.At(6, 40, Colour.Blue, 0.29f),
        ];
        b.Mesh(Primitive.Triangles, mesh);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Equal });
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Shaders(new VertexShader(Shade.Attribute(0), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Attribute(1))]), FragmentShader.Of(Shade.Colour(Colour.Bytes(120, 80, 0, 0))));
        b.Draw(Primitive.Triangles, 6);
    }, depth: Depth);

    private static Scene FunctionChanges() => Drawing.Make("depth/function-changes-between-draws", "The comparison is that at the time of the draw.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5);
        Comparison[] functions = [Comparison.Greater, Comparison.Less, Comparison.Never, Comparison.Always];
        for (int i = 0; i < 4; i++)
        {
            b.DepthStencil(new() { DepthTest = true, DepthFunction = functions[i] });
            b.FillPixels(4, 2 + (i * 16), 28, 12, Colour.Yellow, 0.5f);
            b.FillPixels(32, 2 + (i * 16), 28, 12, Colour.Green, -0.5f);
        }
    }, depth: Depth);

    private static Scene Lines() => Drawing.Make("depth/of-lines-and-points", "Lines and points are tested and write depth like triangles.", Section, b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(Less);
        b.Rasterizer(new() { PointSize = 12 });
        b.ShapeAt(-0.25f, Primitive.Points, Colour.Yellow, (20, 20), (44, 44));
        b.ShapeAt(0.25f, Primitive.Lines, Colour.Red, (4.5f, 20.25f), (60.5f, 20.25f));
        b.ShapeAt(-0.5f, Primitive.Lines, Colour.Green, (4.5f, 44.25f), (60.5f, 44.25f));
        b.FillPixels(18, 2, 24, 60, Colour.Magenta, -0.375f);
    }, depth: Depth);

    private static Scene MaskOffStillTests() => Drawing.Make("depth/clear-ignores-the-write-mask", "Clearing depth is not held back by the depth mask.", "gallium clear; GL 4.5 section 17.4.3 with the mask on", b =>
    {
        b.Clear(Colour.Blue, 0.25);
        b.DepthStencil(new() { DepthTest = true, DepthWrite = false });
        b.FillPixels(2, 2, 8, 8, Colour.Green, -0.875f);
        b.Clear(null, 0.75);
        b.FillPixels(12, 12, 40, 40, Colour.Yellow, 0);
    }, depth: Depth);
}
