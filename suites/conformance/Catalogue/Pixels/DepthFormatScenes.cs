using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Depth formats, and clipping or clamping at the near and far planes.</summary>
internal static class DepthFormatScenes
{
    private const string Clip = "GL 4.5 sections 13.5 and 17.3.6";

    private static readonly (Format Format, double Step)[] Formats =
    [
        (Format.Z16_UNORM, 1.0 / 0xffff), (Format.Z24X8_UNORM, 1.0 / 0xffffff), (Format.S8_UINT_Z24_UNORM, 1.0 / 0xffffff),
        (Format.Z32_FLOAT, 1.0 / (1 << 24)), (Format.Z32_FLOAT_S8X24_UINT, 1.0 / (1 << 24)),
    ];

    public static IEnumerable<Scene> All() =>
    [
        .. Formats.Select(f => Resolution(f.Format, f.Step)),
        .. Formats.Select(f => Sampled(f.Format)),
        .. Formats.Where(f => FormatLayout.Of(f.Format).HasStencil).Select(f => StencilBeside(f.Format)),
        SmallFloats(),
        .. Planes("depth-clip/clips", "A slanted rectangle is cut where it leaves the near and the far plane", new()),
        .. Planes("depth-clip/clamps", "Without depth clipping a slanted rectangle is drawn whole, its depth held in the depth range", new() { DepthClip = false }),
        LinesAndPoints(true), LinesAndPoints(false), ClampToRange(), ClampToReversedRange(), ClampShaderDepth(), HalfRange(), ChangesBetweenDraws(),
    ];

    private static string Name(Format format) => format.ToString().ToLowerInvariant().Replace('_', '-');

    /// <summary>Depths three steps of the format apart are told apart, near the middle of the range.</summary>
    private static Scene Resolution(Format format, double step) => Drawing.Make(
        $"depth-format/{Name(format)}", $"A {format} buffer tells depths a few of its steps apart.", "GL 4.5 section 17.3.6 and table 8.13", b =>
        {
            double middle = 0.5 + (step * 64);
            b.Clear(Colour.Blue, 1.0);
            b.DepthStencil(new() { DepthTest = true });
            b.FillPixels(4, 4, 56, 56, Colour.Green, Drawing.ClipDepth(middle));
            int[] offsets = [-12, -6, -3, 3, 6, 12];
            for (int i = 0; i < 6; i++)
            {
                b.FillPixels(6 + (i * 9), 10 + i, 7, 40, Colour.Yellow, Drawing.ClipDepth(middle + (offsets[i] * step)));
            }

            b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Equal });
            b.FillPixels(4, 54, 56, 4, Colour.Red, Drawing.ClipDepth(middle));
        }, depth: format);

    /// <summary>Depth drawn into a texture, then sampled and shown as a colour.</summary>
    private static Scene Sampled(Format format) => Drawing.Make(
        $"depth-format/{Name(format)}-sampled", $"What was drawn into a {format} texture is what a shader reads from it.", "GL 4.5 sections 8.23.1 and 9.2.8", b =>
        {
            TextureResource colour = b.ColourTarget(64, 64);
            TextureResource depth = b.DepthTarget(64, 64, format);
            b.Target(colour, depth);
            b.Clear(Colour.Black, 0.75);
            b.DepthStencil(new() { DepthTest = true });
            b.Mesh(Primitive.TriangleStrip, Drawing.At(4, 8, Colour.White, -0.9f), Drawing.At(60, 4, Colour.White, 0.3f), Drawing.At(8, 58, Colour.White, -0.2f), Drawing.At(56, 60, Colour.White, 0.95f));
            b.FillPixels(30, 20, 12, 30, Colour.White, -0.5f);
            b.Show(depth);
        });

    private static Scene StencilBeside(Format format) => Drawing.Make(
        $"depth-format/{Name(format)}-stencil", $"Depth and stencil of a {format} buffer do not touch each other.", "GL 4.5 sections 17.3.5 and 17.3.6", b =>
        {
            b.Clear(Colour.Blue, 0.5, 0xa5);
            b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Pass = StencilOperation.Invert, DepthFail = StencilOperation.Zero } });
            b.Mesh(Primitive.Triangles, Drawing.At(4, 4, Colour.Green, -1), Drawing.At(60, 8, Colour.Green, 1), Drawing.At(12, 60, Colour.Green, -0.5f));
            b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Function = Comparison.Equal } });
            b.StencilReference(0x5a);
            b.FillPixels(0, 0, 64, 40, Colour.Yellow, -0.625f);
            b.StencilReference(0xa5);
            b.FillPixels(0, 30, 64, 34, Colour.Red, -0.25f);
            b.StencilReference(0);
            b.FillPixels(0, 0, 64, 24, Colour.Cyan, -0.25f);
        }, depth: format);

    private static Scene SmallFloats() => Drawing.Make(
        "depth-format/z32-float-small", "A floating-point depth buffer tells tiny depths apart that no fixed-point one can.", "GL 4.5 section 17.3.6", b =>
        {
            b.Clear(Colour.Blue, 1.0);
            b.DepthStencil(new() { DepthTest = true });
            // A zero-to-one clip volume keeps small depths exact on the way.
            b.Rasterizer(new() { ClipHalfZ = true });
            b.FillPixels(4, 4, 56, 56, Colour.Green, MathF.ScaleB(1, -40));
            b.FillPixels(8, 8, 20, 48, Colour.Yellow, MathF.ScaleB(1, -41));
            b.FillPixels(36, 8, 20, 48, Colour.Red, MathF.ScaleB(1.5f, -40));
        }, depth: Format.Z32_FLOAT);

    private static IEnumerable<Scene> Planes(string name, string proves, RasterizerState state) => Drawing.InWindowAndTexture(name, proves, Clip, b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.LessEqual });
        b.Rasterizer(state);
        b.Mesh(Primitive.TriangleStrip, Drawing.At(2, 6, Colour.Yellow, -2.25f), Drawing.At(62, 2, Colour.Yellow, 1.125f), Drawing.At(6, 60, Colour.Yellow, -1.25f), Drawing.At(58, 62, Colour.Yellow, 2.5f));
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(0, 26, 64, 10, Colour.Red, -0.984375f);
    }, Format.S8_UINT_Z24_UNORM);

    private static Scene LinesAndPoints(bool clip) => Drawing.Make(
        $"depth-clip/{(clip ? "clips" : "clamps")}-lines-and-points",
        clip ? "Lines end where they leave the depth range, points outside it are gone." : "Without depth clipping lines and points outside the depth range are drawn.", Clip, b =>
        {
            b.Clear(Colour.Blue, 1.0);
            b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.LessEqual });
            b.Rasterizer(new() { DepthClip = clip, PointSize = 8 });
            b.Mesh(Primitive.Lines, Drawing.At(4.5f, 10.25f, Colour.Yellow, -2.0625f), Drawing.At(60.5f, 10.25f, Colour.Yellow, 2.125f));
            b.Mesh(Primitive.Lines, Drawing.At(10.25f, 60.5f, Colour.Yellow, -0.9375f), Drawing.At(10.25f, 20.5f, Colour.Yellow, 1.625f));
            b.ShapeAt(-1.25f, Primitive.Points, Colour.Green, (24, 40));
            b.ShapeAt(0.25f, Primitive.Points, Colour.Green, (36, 40));
            b.ShapeAt(1.25f, Primitive.Points, Colour.Green, (48, 40));
        }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene ClampToRange() => Drawing.Make("depth-clip/clamps-to-the-depth-range", "Depth is clamped to near and far, not to 0 and 1.", Clip, b => Clamped(b, 0.25f, 0.75f), depth: Format.S8_UINT_Z24_UNORM);

    private static Scene ClampToReversedRange() =>
        Drawing.Make("depth-clip/clamps-to-a-reversed-range", "Depth is clamped to far and near where far is the smaller.", Clip, b => Clamped(b, 0.75f, 0.25f), depth: Format.S8_UINT_Z24_UNORM);

    private static void Clamped(SceneBuilder b, float near, float far)
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true });
        b.Viewport(0, 0, 64, 64, near, far);
        b.Rasterizer(new() { DepthClip = false });
        b.FillPixels(0, 0, 20, 64, Colour.Yellow, -3);
        b.FillPixels(22, 0, 20, 64, Colour.Green, 0.5f);
        b.FillPixels(44, 0, 20, 64, Colour.Cyan, 3);
        b.Viewport(0, 0, 64, 64);
        b.Rasterizer(RasterizerState.Default);
        double[] probes = [0.125, 0.234375, 0.265625, 0.734375, 0.765625];
        for (int i = 0; i < 5; i++)
        {
            b.FillPixels(0, 4 + (i * 12), 64, 6, Colour.Red, Drawing.ClipDepth(probes[i]));
        }
    }

    private static Scene ClampShaderDepth() => Drawing.Make("depth-clip/clamps-shader-depth", "A depth that the shader writes is clamped to the depth range as well.", "GL 4.5 section 17.3.6", b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true });
        b.Viewport(0, 0, 64, 64, 0.25f, 0.75f);
        b.Rasterizer(new() { DepthClip = false });
        BufferResource buffer = b.VertexBuffer(-0.875f, -1, 0.875f, -1, -0.875f, 1, 0.875f, 1);
        b.VertexBuffers(new VertexBufferBinding(buffer, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []),
            new FragmentShader([Shade.Colour(Colour.Yellow)], Shade.Select(Shade.Less(Shade.FragmentCoordinate.Swizzle("x"), 32), 0, 1)));
        b.Draw(Primitive.TriangleStrip, 4);
        b.Viewport(0, 0, 64, 64);
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(8, 6, 48, 10, Colour.Red, Drawing.ClipDepth(0.125));
        b.FillPixels(8, 22, 48, 10, Colour.Green, Drawing.ClipDepth(0.6875));
        b.FillPixels(8, 40, 48, 10, Colour.Magenta, Drawing.ClipDepth(0.8125));
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene HalfRange() => Drawing.Make("depth-clip/zero-to-one", "With a clip volume from 0 to w, depth 0 is the near plane and what lies before it is cut.", "GL 4.5 section 13.5 (glClipControl)", b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true });
        b.Rasterizer(new() { ClipHalfZ = true });
        b.Mesh(Primitive.TriangleStrip, Drawing.At(2, 6, Colour.Yellow, -0.625f), Drawing.At(62, 6, Colour.Yellow, 1.1875f), Drawing.At(2, 60, Colour.Yellow, -0.625f), Drawing.At(62, 60, Colour.Yellow, 1.1875f));
        b.FillPixels(0, 26, 64, 10, Colour.Red, 0.484375f);
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(0, 44, 64, 10, Colour.Green, -0.515625f);
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene ChangesBetweenDraws() => Drawing.Make("depth-clip/changes-between-draws", "Clipping and clamping are those at the time of the draw.", Clip, b =>
    {
        b.Clear(Colour.Blue);
        b.FillPixels(4, 4, 26, 26, Colour.Red, 1.5f);
        b.Rasterizer(new() { DepthClip = false });
        b.FillPixels(34, 4, 26, 26, Colour.Yellow, 1.5f);
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(4, 34, 26, 26, Colour.Red, -1.5f);
        b.FillPixels(34, 34, 26, 26, Colour.Green, -0.5f);
    });
}
