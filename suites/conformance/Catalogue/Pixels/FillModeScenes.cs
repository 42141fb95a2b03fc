using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Polygons drawn as areas, outlines and corners.</summary>
internal static class FillModeScenes
{
    private const string Section = "GL 4.5 section 14.6.4";

    private static readonly (float X, float Y)[] CounterClockwise = [(5.4375f, 6.5625f), (28.4375f, 12.5625f), (12.4375f, 50.5625f)];
    private static readonly (float X, float Y)[] Clockwise = [(36.4375f, 16.5625f), (44.4375f, 58.5625f), (60.4375f, 20.5625f)];

    public static IEnumerable<Scene> All() =>
    [
        .. Drawing.InWindowAndTexture("fill-mode/lines", "In line mode both faces are drawn as the outlines of their triangles", Section, b => Faces(b, new() { FillFront = PolygonMode.Line, FillBack = PolygonMode.Line })),
        .. Drawing.InWindowAndTexture("fill-mode/points", "In point mode a point of the point size is drawn at each corner", Section, b => Faces(b, new() { FillFront = PolygonMode.Point, FillBack = PolygonMode.Point, PointSize = 5 })),
        Scene("line-and-fill", "Front faces as lines and back faces as areas", new() { FillFront = PolygonMode.Line }),
        Scene("fill-and-line", "Front faces as areas and back faces as lines", new() { FillBack = PolygonMode.Line }),
        Scene("point-and-line", "Front faces as points and back faces as lines", new() { FillFront = PolygonMode.Point, FillBack = PolygonMode.Line, PointSize = 3 }),
        Scene("fill-and-point-of-clockwise-fronts", "Front faces, which are the clockwise ones, as areas and back faces as points", new() { FillBack = PolygonMode.Point, FrontCounterClockwise = false, PointSize = 3 }),
        Drawing.Make("fill-mode/lines-of-culled-faces", "Culling comes before the mode: of culled faces no outline is drawn.", Section, b =>
            Faces(b, new() { FillFront = PolygonMode.Line, FillBack = PolygonMode.Line, Cull = CullFace.Back })),
        Drawing.Make("fill-mode/points-of-culled-faces", "Culling comes before the mode: of culled faces no corner is drawn.", Section, b =>
            Faces(b, new() { FillFront = PolygonMode.Point, FillBack = PolygonMode.Point, Cull = CullFace.Front, PointSize = 4 })),
        Drawing.Make("fill-mode/lines-of-a-strip", "In line mode the inner edges of a strip are drawn as well, and lines have the line width.", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { FillFront = PolygonMode.Line, FillBack = PolygonMode.Line, LineWidth = 3 });
            b.Shape(Primitive.TriangleStrip, Colour.Yellow, (8.3125f, 8.4375f), (54.3125f, 8.4375f), (8.3125f, 54.4375f), (54.3125f, 54.4375f));
        }),
        Drawing.Make("fill-mode/not-for-lines-and-points", "The mode of polygons says nothing of points and lines.", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { FillFront = PolygonMode.Point, FillBack = PolygonMode.Point, PointSize = 5 });
            b.Shape(Primitive.LineStrip, Colour.Yellow, (5.4375f, 5.5625f), (58.4375f, 5.5625f), (58.4375f, 40.5625f));
            b.Shape(Primitive.Triangles, Colour.Red, (10.4375f, 20.5625f), (40.4375f, 20.5625f), (20.4375f, 55.5625f));
        }),
        Drawing.Make("fill-mode/changed-between-draws", "The mode is that at the time of the draw, and areas are filled again afterwards.", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { FillFront = PolygonMode.Line, FillBack = PolygonMode.Line });
            b.Shape(Primitive.Triangles, Colour.Red, (2.4375f, 2.5625f), (28.4375f, 5.5625f), (8.4375f, 29.5625f));
            b.Rasterizer(new() { FillFront = PolygonMode.Point, FillBack = PolygonMode.Point, PointSize = 3 });
            b.Shape(Primitive.Triangles, Colour.Green, (34.4375f, 2.5625f), (60.4375f, 5.5625f), (40.4375f, 29.5625f));
            b.Rasterizer(RasterizerState.Default);
            b.Shape(Primitive.Triangles, Colour.Yellow, (2, 34), (28, 37), (8, 61));
        }),
        Drawing.Make("fill-mode/lines-by-provoking-vertex", "The outline of a flat-shaded triangle has the colour of the triangle's provoking vertex on all three sides.", "GL 4.5 sections 13.4 and 14.6.4", b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { FillFront = PolygonMode.Line, FillBack = PolygonMode.Line });
            b.ColouredVertices([.. Drawing.At(6.4375f, 6.5625f, Colour.Red), .. Drawing.At(57.4375f, 10.5625f, Colour.Green), .. Drawing.At(20.4375f, 55.5625f, Colour.Cyan)], Scenes.Shading.Interpolation.Flat);
            b.Draw(Primitive.Triangles, 3);
        }),
    ];

    private static Scene Scene(string name, string what, RasterizerState state) =>
        Drawing.Make($"fill-mode/{name}", $"{what}: each face has its own mode.", "GL compatibility profile 4.5 section 14.6.4; gallium rasterizer fill_front and fill_back", b => Faces(b, state));

    private static void Faces(SceneBuilder b, RasterizerState state)
    {
        b.Clear(Colour.Black);
        b.Rasterizer(state);
        b.Shape(Primitive.Triangles, Colour.Yellow, [.. CounterClockwise, .. Clockwise]);
    }
}
