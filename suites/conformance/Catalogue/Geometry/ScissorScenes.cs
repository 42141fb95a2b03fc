using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Which pixels the scissor box lets through (GL 4.5 section 17.3.2).</summary>
internal static class ScissorScenes
{
    private const string Test = "GL 4.5 section 17.3.2";

    private static readonly (string Name, string Proves, ScissorBox Box)[] Boxes =
    [
        ("half-open", "The box holds its left column and bottom row, and neither the column at x + width nor the row at y + height.", new(8, 16, 24, 12)),
        ("single-pixel", "A box of one pixel lets one pixel through.", new(37, 21, 1, 1)),
        ("one-column", "A box one pixel wide lets one column through.", new(13, 6, 1, 50)),
        ("one-row", "A box one pixel high lets one row through.", new(9, 50, 46, 1)),
        ("odd-edges", "Odd edges are kept to the pixel.", new(7, 5, 33, 21)),
        ("at-bottom-left", "A box in the bottom-left corner begins at the window's edge.", new(0, 0, 5, 3)),
        ("at-top-right", "A box in the top-right corner ends at the window's edge.", new(60, 57, 4, 7)),
        ("negative-origin", "A box may begin left of and below the window; its right and top edges stay where they are.", new(-10, -6, 30, 20)),
        ("beyond-right-and-top", "A box may end far outside the window.", new(40, 24, 1000, 1000)),
        ("larger-than-window", "A box that begins at the left edge and ends beyond all others leaves only the bottom rows out.", new(-500, 3, 40000, 40000)),
    ];

    private static readonly (string Name, string Proves, ScissorBox Box)[] EmptyBoxes =
    [
        ("outside-right", "A box right of the window lets nothing through.", new(64, 10, 20, 20)),
        ("outside-left", "A box left of the window lets nothing through.", new(-20, 10, 20, 20)),
        ("outside-above", "A box above the window lets nothing through.", new(10, 64, 20, 20)),
        ("outside-below", "A box below the window lets nothing through.", new(10, -20, 20, 20)),
        ("zero-size", "A box without width and height lets nothing through.", new(20, 20, 0, 0)),
        ("zero-width", "A box without width lets nothing through.", new(20, 10, 0, 30)),
        ("zero-height", "A box without height lets nothing through.", new(20, 10, 30, 0)),
    ];

    public static IEnumerable<Scene> All() => [.. Boxes.Select(Filled), .. EmptyBoxes.Select(Empty), Triangle(), Lines(), Points(), WithViewport(), Tiles(), Depth(), Stencil()];

    private static Scene Filled((string Name, string Proves, ScissorBox Box) box) => Draft.Of($"scissor/{box.Name}", box.Proves, Test, scene =>
    {
        scene.Clear(Background);
        Enable(scene, box.Box);
        scene.FillCorners();
    });

    private static Scene Empty((string Name, string Proves, ScissorBox Box) box) => Draft.Of($"scissor/{box.Name}", box.Proves, Test, scene =>
    {
        scene.Clear(Background);
        Enable(scene, box.Box);
        scene.Fill(Colour.Red);
        // The next box works: the one before was not an error that ended everything.
        scene.Scissor(33, 12, 20, 9);
        scene.FillCorners();
    });

    private static Scene Triangle() => Draft.Of("scissor/triangle", "A triangle is cut at all four edges of the box.", Test, scene =>
    {
        scene.Clear(Background);
        Enable(scene, new(14, 11, 35, 30));
        scene.DrawVertices(Primitive.Triangles, Path(Orange, (3.25f, 30), (60, 2), (38, 61.5f)));
    });

    private static Scene Lines() => Draft.Of("scissor/lines", "Lines are cut at the box's edges: along a row and a column just inside, along those just outside, and across.", Test, scene =>
    {
        scene.Clear(Background);
        Enable(scene, new(10, 12, 40, 30));
        scene.DrawVertices(Primitive.Lines,
        [
            .. Path(Orange, (2.5f, 12.5f), (60.5f, 12.5f)), .. Path(Colour.Red, (2.5f, 11.5f), (60.5f, 11.5f)),
            .. Path(Lime, (49.5f, 3.5f), (49.5f, 60.5f)), .. Path(Colour.Red, (50.5f, 3.5f), (50.5f, 60.5f)),
            .. Path(Sky, (3.2f, 20.4f), (61.3f, 37.9f)),
        ]);
    });

    private static Scene Points() => Draft.Of("scissor/points", "Squares of points are cut at the box's edges, and a point with its centre outside the box shows the part inside.", Test, scene =>
    {
        scene.Clear(Background);
        Enable(scene, new(16, 20, 30, 25));
        scene.Rasterizer(new RasterizerState { Scissor = true, PointSize = 10 });
        scene.DrawVertices(Primitive.Points, Path(Orange, (17, 30), (45, 46), (30, 18), (50, 25), (31, 33)));
    });

    private static Scene WithViewport() => Draft.Of("scissor/intersects-viewport", "What is drawn is what viewport and box have in common; the box does not scale the picture.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Viewport(6, 10, 40, 44);
        Enable(scene, new(20, 2, 40, 30));
        scene.FillCorners();
    });

    private static Scene Tiles() => Draft.Of("scissor/boxes-tile", "Boxes side by side share no pixel and leave none out: their sum is even.", Test, scene =>
    {
        scene.Clear(Colour.Bytes(0, 0, 0, 0));
        scene.AddColours();
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Bytes(60, 90, 20, 100)));
        scene.Rasterizer(new RasterizerState { Scissor = true });
        int[] columns = [3, 10, 11, 41, 60];
        int[] rows = [2, 23, 24, 61];
        for (int y = 0; y + 1 < rows.Length; y++)
        {
            for (int x = 0; x + 1 < columns.Length; x++)
            {
                scene.Scissor(columns[x], rows[y], columns[x + 1] - columns[x], rows[y + 1] - rows[y]);
                scene.Draw(Primitive.TriangleStrip, 4);
            }
        }
    });

    private static Scene Depth() => Draft.Of("scissor/no-depth-outside", "Fragments outside the box leave the depth buffer alone.", "GL 4.5 section 17.3", scene =>
    {
        scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
        scene.Clear(Background, 1);
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        Enable(scene, new(12, 18, 30, 20));
        scene.FillPixels(4, 4, 50, 50, Orange, -0.5f);
        scene.Rasterizer(new RasterizerState());
        scene.FillPixels(8, 2, 52, 60, Sky, 0.5f);
    });

    private static Scene Stencil() => Draft.Of("scissor/no-stencil-outside", "Fragments outside the box leave the stencil buffer alone.", "GL 4.5 section 17.3", scene =>
    {
        scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
        scene.Clear(Background, 1, 0);
        scene.StencilReference(1);
        scene.DepthStencil(new DepthStencilState { Front = new StencilFace { Enabled = true, Pass = StencilOperation.Replace } });
        Enable(scene, new(21, 9, 17, 40));
        scene.FillPixels(4, 4, 50, 50, Orange);
        scene.Rasterizer(new RasterizerState());
        scene.DepthStencil(new DepthStencilState { Front = new StencilFace { Enabled = true, Function = Comparison.Equal } });
        scene.FillPixels(0, 20, 64, 44, Sky);
    });

    private static void Enable(SceneBuilder scene, ScissorBox box)
    {
        scene.Scissor(box.X, box.Y, box.Width, box.Height);
        scene.Rasterizer(new RasterizerState { Scissor = true });
    }
}
