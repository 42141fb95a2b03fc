using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Polygon offset: depth moved by slope times factor, and by units of the depth buffer. Probes at known depths bracket what was written.</summary>
internal static class PolygonOffsetScenes
{
    private const string Section = "GL 4.5 section 14.6.5";
    private static readonly DepthStencilState Less = new() { DepthTest = true };

    public static IEnumerable<Scene> All() =>
    [
        Decal(),
        Units("units-z16", Format.Z16_UNORM, 64, 1.0 / 65535),
        Units("units-z24", Format.S8_UINT_Z24_UNORM, 8192, 1.0 / 0xffffff),
        Units("units-z32-float", Format.Z32_FLOAT, 65536, 1.0 / (1 << 24)),
        Units("negative-units", Format.Z24X8_UNORM, -8192, 1.0 / 0xffffff),
        Sloped("factor", "The factor moves depth by a multiple of the steepest slope, away from the eye", 8),
        Sloped("negative-factor", "A negative factor moves depth towards the eye", -8),
        Clamp("clamp", "A positive clamp bounds a large offset from above", 0.125f, 1),
        Clamp("negative-clamp", "A negative clamp bounds a large negative offset from below", -0.125f, -1),
        Mode("lines", "Polygons drawn as lines are moved by their own enable", PolygonMode.Line),
        Mode("points", "Polygons drawn as points are moved by their own enable", PolygonMode.Point),
        FilledByOthers("lines", new() { OffsetLine = true }), FilledByOthers("points", new() { OffsetPoint = true }),
        NotForLines(),
        Order(),
    ];

    private static Scene Decal() => Drawing.Make(
        "polygon-offset/decal", "With an offset towards the eye a decal on a slanted plane wins over the plane everywhere.", Section, b =>
        {
            b.Clear(Colour.Black, 1.0);
            b.DepthStencil(Less);
            b.Mesh(Primitive.TriangleStrip, Drawing.At(4, 4, Colour.Blue, -0.8f), Drawing.At(60, 4, Colour.Blue, 0.2f), Drawing.At(4, 60, Colour.Blue, -0.2f), Drawing.At(60, 60, Colour.Blue, 0.8f));
            b.Rasterizer(new() { OffsetFill = true, OffsetFactor = -1, OffsetUnits = -1 });
            // The same plane, other corners: without the offset the two would fight.
            b.Mesh(Primitive.Triangles, Drawing.At(18, 11, Colour.Yellow, -0.475f), Drawing.At(53, 32, Colour.Yellow, 0.375f), Drawing.At(11, 46, Colour.Yellow, -0.225f));
        }, depth: Format.S8_UINT_Z24_UNORM);

    /// <summary>A flat rectangle in the middle of the depth range, moved by units; probes at half and at three times the least move.</summary>
    private static Scene Units(string name, Format format, float units, double step) => Drawing.Make(
        $"polygon-offset/{name}", $"Units count in smallest steps of a {format} buffer: {units} units move depth by one to two times as many steps.", Section, b =>
        {
            b.Clear(Colour.Black, 1.0);
            b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Always });
            b.Rasterizer(new() { OffsetFill = true, OffsetUnits = units });
            b.FillPixels(4, 4, 56, 56, Colour.Blue, Drawing.ClipDepth(0.5));
            b.Rasterizer(RasterizerState.Default);
            b.DepthStencil(Less);
            double move = units * step;
            Probe(b, 8, Colour.Red, 0.5 + (move / 2));
            Probe(b, 20, Colour.Green, 0.5 + (move * 3));
            Probe(b, 32, Colour.Yellow, 0.5);
            Probe(b, 44, Colour.Cyan, 0.5 - (move / 2));
        }, depth: format);

    private static void Probe(SceneBuilder b, int x, Colour colour, double depth) => b.FillPixels(x, 12, 8, 30, colour, Drawing.ClipDepth(depth));

    /// <summary>A plane that rises by 1/256 a pixel in x: the factor moves it by as many pixels to the side.</summary>
    private static Scene Sloped(string name, string proves, float factor) => Drawing.Make($"polygon-offset/{name}", $"{proves}.", Section, b =>
    {
        b.Clear(Colour.Black, 1.0);
        b.DepthStencil(Less);
        b.Rasterizer(new() { OffsetFill = true, OffsetFactor = factor });
        float z0 = Drawing.ClipDepth(0.375);
        float z1 = Drawing.ClipDepth(0.625);
        b.Mesh(Primitive.TriangleStrip, Drawing.At(0, 8, Colour.Blue, z0), Drawing.At(64, 8, Colour.Blue, z1), Drawing.At(0, 56, Colour.Blue, z0), Drawing.At(64, 56, Colour.Blue, z1));
        b.Rasterizer(RasterizerState.Default);
        // Seen where the plane is farther than this: from some column on.
        b.FillPixels(0, 20, 64, 20, Colour.Yellow, Drawing.ClipDepth(0.5 + (0.25 / 256)));
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene Clamp(string name, string proves, float clamp, float sign) => Drawing.Make($"polygon-offset/{name}", $"{proves}.", "GL 4.6 section 14.6.5 (GL_ARB_polygon_offset_clamp)", b =>
    {
        b.Clear(Colour.Black, 1.0);
        b.DepthStencil(new() { DepthTest = true, DepthFunction = Comparison.Always });
        b.Rasterizer(new() { OffsetFill = true, OffsetUnits = sign * 0x800000, OffsetClamp = clamp });
        b.FillPixels(4, 4, 56, 56, Colour.Blue, Drawing.ClipDepth(0.5));
        b.Rasterizer(RasterizerState.Default);
        b.DepthStencil(Less);
        Probe(b, 8, Colour.Red, 0.5 + (0.75 * clamp));
        Probe(b, 20, Colour.Green, 0.5 + (1.25 * clamp));
        Probe(b, 32, Colour.Yellow, 0.5 + (2 * clamp));
        Probe(b, 44, Colour.Cyan, 0.5);
    }, depth: Format.S8_UINT_Z24_UNORM);

    /// <summary>The middle triangle is moved to the front; the others, with the wrong enables or none, stay behind the plane that is there.</summary>
    private static Scene Mode(string name, string proves, PolygonMode mode) => Drawing.Make($"polygon-offset/{name}", $"{proves}, and by no other.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(Less);
        var state = new RasterizerState { FillFront = mode, FillBack = mode, OffsetUnits = -0x100000, PointSize = 5 };
        (float, float)[] shape = [(10.4375f, 4.5625f), (55.4375f, 8.5625f), (20.4375f, 18.5625f)];
        b.Rasterizer(state with { OffsetFill = true, OffsetLine = mode != PolygonMode.Line, OffsetPoint = mode != PolygonMode.Point });
        b.ShapeAt(0.0625f, Primitive.Triangles, Colour.Red, shape);
        b.Rasterizer(state with { OffsetLine = mode == PolygonMode.Line, OffsetPoint = mode == PolygonMode.Point });
        b.ShapeAt(0.0625f, Primitive.Triangles, Colour.Yellow, [.. shape.Select(p => (p.Item1, p.Item2 + 20))]);
        b.Rasterizer(state);
        b.ShapeAt(0.0625f, Primitive.Triangles, Colour.Green, [.. shape.Select(p => (p.Item1, p.Item2 + 40))]);
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene FilledByOthers(string name, RasterizerState enable) => Drawing.Make($"polygon-offset/filled-ones-not-by-that-of-{name}", $"Filled polygons are not moved by the enable for {name}.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(Less);
        b.Rasterizer(enable with { OffsetUnits = -0x100000 });
        b.ShapeAt(0.0625f, Primitive.Triangles, Colour.Red, (10, 4), (55, 8), (20, 28));
        b.ShapeAt(-0.0625f, Primitive.Triangles, Colour.Yellow, (10, 34), (55, 38), (20, 58));
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene NotForLines() => Drawing.Make("polygon-offset/not-for-lines-and-points", "Lines and points that are not polygons are never moved.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(Less);
        b.Rasterizer(new() { OffsetFill = true, OffsetLine = true, OffsetPoint = true, OffsetUnits = -0x100000, PointSize = 6 });
        b.ShapeAt(0.0625f, Primitive.Lines, Colour.Red, (4.4375f, 10.5625f), (60.4375f, 10.5625f));
        b.ShapeAt(-0.0625f, Primitive.Lines, Colour.Yellow, (4.4375f, 20.5625f), (60.4375f, 20.5625f));
        b.ShapeAt(0.0625f, Primitive.Points, Colour.Red, (20, 40));
        b.ShapeAt(-0.0625f, Primitive.Points, Colour.Yellow, (40, 40));
        b.ShapeAt(0.0625f, Primitive.Triangles, Colour.Green, (10, 46), (54, 50), (20, 60));
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene Order() => Drawing.Make("polygon-offset/changed-between-draws", "Factor and units are those at the time of the draw.", Section, b =>
    {
        b.Clear(Colour.Blue, 0.5);
        b.DepthStencil(Less);
        b.Rasterizer(new() { OffsetFill = true, OffsetUnits = -0x100000 });
        b.FillPixels(4, 4, 26, 26, Colour.Yellow, 0.0625f);
        b.Rasterizer(new() { OffsetFill = true, OffsetUnits = 0x100000 });
        b.FillPixels(34, 4, 26, 26, Colour.Red, -0.0625f);
        b.Rasterizer(new() { OffsetFill = true });
        b.FillPixels(4, 34, 26, 26, Colour.Green, -0.0625f);
        b.Rasterizer(new() { OffsetUnits = -0x100000 });
        b.FillPixels(34, 34, 26, 26, Colour.Magenta, 0.0625f);
    }, depth: Format.S8_UINT_Z24_UNORM);
}
