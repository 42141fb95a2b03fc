using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Where the viewport transform puts things (GL 4.5 section 13.6.1).</summary>
internal static class ViewportScenes
{
    private const string Transform = "GL 4.5 section 13.6.1";

    private static readonly (string Name, string Proves, Viewport Viewport)[] Places =
    [
        ("offset", "A viewport's origin is its bottom-left corner, and drawing outside it does not happen.", new(8, 16, 32, 24)),
        ("negative-origin", "A viewport may begin left of and below the window: what lies outside is cut off, the rest is not moved.", new(-20, -12, 50, 40)),
        ("beyond-right-and-top", "A viewport may end right of and above the window: its scale does not change for it.", new(40, 36, 50, 44)),
        ("larger-than-target", "A viewport larger than the window on all sides shows its middle only.", new(-32, -16, 160, 128)),
        ("mostly-outside", "Only the top-right corner of a viewport of more than a thousand pixels is in the window.", new(-1000, -900, 1032, 932)),
        ("odd-size", "Odd origins and sizes are kept to the pixel.", new(7, 5, 33, 21)),
        ("one-column", "A viewport one pixel wide fills one column.", new(13, 6, 1, 50)),
        ("one-row", "A viewport one pixel high fills one row.", new(9, 50, 46, 1)),
        ("one-pixel", "A viewport of one pixel fills that pixel.", new(37, 21, 1, 1)),
        ("left-edge-only", "A viewport that reaches into the window by its rightmost column alone shows that column.", new(-31, 10, 32, 40)),
        ("bottom-edge-only", "A viewport that reaches into the window by its topmost row alone shows that row.", new(12, -29, 40, 30)),
    ];

    public static IEnumerable<Scene> All() =>
    [
        Whole(), .. Places.Select(Placed), WhollyOutside(), .. ZeroSizes(), Triangle(), FragmentCoordinates(),
        PointSpillsOver(), PointCentreOutside(), LinesCut(),
    ];

    private static Scene Whole() => Draft.Of("viewport/whole", "Clip coordinates -1..1 fill the whole window, x to the right and y up.", Transform, scene =>
    {
        scene.Clear(Colour.Black);
        scene.FillCorners();
    });

    private static Scene Placed((string Name, string Proves, Viewport Viewport) place) => Draft.Of($"viewport/{place.Name}", place.Proves, Transform, scene =>
    {
        Viewport v = place.Viewport;
        scene.Clear(Background);
        scene.Viewport(v.X, v.Y, v.Width, v.Height);
        scene.FillCorners();
    });

    private static Scene WhollyOutside() => Draft.Of("viewport/wholly-outside", "Viewports beside the window, on each of its four sides, draw nothing and harm nothing.", Transform, scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Red));
        foreach ((int x, int y) in new[] { (64, 10), (-40, 10), (10, 64), (10, -40) })
        {
            scene.Viewport(x, y, 40, 40);
            scene.Draw(Primitive.TriangleStrip, 4);
        }

        scene.Viewport(30, 12, 20, 10);
        scene.FillCorners();
    });

    private static IEnumerable<Scene> ZeroSizes() => new[] { ("zero-width", 0, 30), ("zero-height", 30, 0), ("zero-size", 0, 0) }.Select(size =>
        Draft.Of($"viewport/{size.Item1}", $"Triangles in a viewport of {size.Item2}x{size.Item3} pixels have no area and draw nothing; the next viewport works.", Transform, scene =>
        {
            scene.Clear(Background);
            scene.Viewport(20, 10, size.Item2, size.Item3);
            scene.Fill(Colour.Red);
            scene.Viewport(5, 40, 30, 12);
            scene.FillCorners();
        }));

    private static Scene Triangle() => Draft.Of("viewport/slanted-edges", "Slanted edges are scaled differently in x and y by a viewport that is not square.", Transform, scene =>
    {
        scene.Clear(Background);
        scene.Viewport(5, 9, 51, 23);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.9f, -0.75f, Orange), .. SceneBuilder.Vertex(0.8f, -0.2f, Orange), .. SceneBuilder.Vertex(-0.3f, 0.95f, Orange)]);
    });

    private static Scene FragmentCoordinates() => Draft.Of(
        "viewport/fragment-coordinates", "Fragment coordinates count from the window's bottom-left corner, not from the viewport's.", "GLSL 4.50 section 7.1.5", scene =>
        {
            scene.Clear(Background);
            scene.Viewport(24, 10, 30, 45);
            scene.FillShaded(_ => Scenes.Shading.Shade.Join(Scenes.Shading.Shade.FragmentCoordinate.Swizzle("xy") * (1 / 64f), 0.25f, 1));
        });

    private static Scene PointSpillsOver() => Draft.Of(
        "viewport/point-spills-over-edge", "A point whose centre is inside is drawn whole, also where its square reaches over the viewport's edge.", "GL 4.5 section 13.5", scene =>
        {
            scene.Clear(Background);
            scene.Viewport(16, 16, 32, 32);
            scene.Rasterizer(new RasterizerState { PointSize = 10 });
            scene.DrawVertices(Primitive.Points, [.. SceneBuilder.Vertex(0.9375f, 0.25f, Orange), .. SceneBuilder.Vertex(-0.25f, 0.875f, Lime), .. SceneBuilder.Vertex(-0.9375f, -0.75f, Sky)]);
        });

    private static Scene PointCentreOutside() => Draft.Of(
        "viewport/point-centre-outside", "A point whose centre is outside is not drawn, although its square would reach into the viewport.", "GL 4.5 section 13.5", scene =>
        {
            scene.Clear(Background);
            scene.Viewport(16, 16, 32, 32);
            scene.Rasterizer(new RasterizerState { PointSize = 10 });
            scene.DrawVertices(Primitive.Points, [.. SceneBuilder.Vertex(1.125f, 0.25f, Orange), .. SceneBuilder.Vertex(-0.25f, -1.0625f, Lime), .. SceneBuilder.Vertex(-0.25f, 0.25f, Sky)]);
        });

    private static Scene LinesCut() => Draft.Of("viewport/lines-cut-at-edge", "Lines that run out of the viewport end at its edges.", "GL 4.5 section 13.5", scene =>
    {
        scene.Clear(Background);
        scene.Viewport(16, 8, 32, 48);
        // Row 40 and column 28 through pixel centres, and a diagonal.
        scene.DrawVertices(Primitive.Lines,
        [
            .. SceneBuilder.Vertex(-1.75f, (32.5f / 24) - 1, Orange), .. SceneBuilder.Vertex(1.5f, (32.5f / 24) - 1, Orange),
            .. SceneBuilder.Vertex((12.5f / 16) - 1, -1.25f, Lime), .. SceneBuilder.Vertex((12.5f / 16) - 1, 1.125f, Lime),
            .. SceneBuilder.Vertex(-1.3f, 0.9f, Sky), .. SceneBuilder.Vertex(1.45f, -0.87f, Sky),
        ]);
    });
}
