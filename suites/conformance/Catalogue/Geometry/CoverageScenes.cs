using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Which pixels triangles own (GL 4.5 section 14.6.1): sums of colours show gaps and overlaps.</summary>
internal static class CoverageScenes
{
    private const string Rule = "GL 4.5 section 14.6.1";

    private static readonly Colour Step = Colour.Bytes(40, 60, 90, 50);

    public static IEnumerable<Scene> All() =>
    [
        Diagonals(), FanAround(), Mesh(), MeshInOneStrip(), SlantedStrip(), Quadrants(), Shaded(), Degenerate(), Collinear(), Tiny(), Slivers(), Order(), LineJoints(), LinesGoOn(), PointsAdded(), Far(),
    ];

    private static Scene Diagonals() => Sum("adjacent-through-pixel-centres", "Where a shared edge runs through pixel centres, each of them belongs to exactly one triangle, whichever way the edge goes.", scene =>
    {
        scene.DrawTriangles(
            Quad((2, 3), (26, 3), (26, 27), (2, 27)), Quad((58, 4), (58, 28), (34, 28), (34, 4)),
            Quad((3, 34), (27, 34), (27, 58), (3, 58), true), Quad((32, 36), (60, 36), (60, 50), (32, 50)), Quad((32, 52), (50, 52), (50, 61), (32, 61), true));
    });

    private static Scene FanAround() => Sum("adjacent-in-a-fan", "Twelve triangles around a point leave no gap and do not overlap.", scene =>
    {
        var corners = new List<(float X, float Y)> { (31.3f, 33.2f) };
        for (int i = 0; i <= 12; i++)
        {
            double angle = i % 12 * Math.PI / 6;
            corners.Add(((float)(31 + ((22 + (i % 12 * 5 % 7)) * Math.Cos(angle))), (float)(32 + ((20 + (i % 12 * 3 % 8)) * Math.Sin(angle)))));
        }

        scene.DrawVertices(Primitive.TriangleFan, Path(Step, [.. corners]));
    });

    private static Scene Mesh() => Sum("mesh-of-five-hundred", "A mesh of 512 triangles that share their vertices covers every pixel once.", scene =>
    {
        scene.ColouredVertices([.. Grid().SelectMany(p => Vertex(p.X, p.Y, Step))]);
        ushort[] indices = [.. Enumerable.Range(0, 256).SelectMany(q =>
        {
            int v = (q / 16 * 17) + (q % 16);
            return q % 3 == 0 ? new[] { v, v + 1, v + 18, v, v + 18, v + 17 } : [v, v + 1, v + 17, v + 17, v + 1, v + 18];
        }).Select(i => (ushort)i)];
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, indices), 2);
        scene.DrawIndexed(Primitive.Triangles, indices.Length);
    });

    private static Scene MeshInOneStrip() => Sum("mesh-in-one-strip", "A mesh drawn as one strip, rows joined by triangles without area, covers every pixel once.", scene =>
    {
        scene.ColouredVertices([.. Grid().SelectMany(p => Vertex(p.X, p.Y, Step))]);
        var indices = new List<ushort>();
        for (int row = 0; row < 16; row++)
        {
            if (row > 0)
            {
                indices.AddRange([indices[^1], (ushort)(row * 17)]);
            }

            for (int column = 0; column < 17; column++)
            {
                indices.AddRange([(ushort)((row * 17) + column), (ushort)(((row + 1) * 17) + column)]);
            }
        }

        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [.. indices]), 2);
        scene.DrawIndexed(Primitive.TriangleStrip, indices.Count);
    });

    private static Scene SlantedStrip() => Sum("adjacent-in-a-strip", "Long thin triangles of a strip share their edges without gap and overlap.", scene =>
        scene.DrawVertices(Primitive.TriangleStrip, Path(Step, [.. Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? (2.3f + (i * 2.1f), 1.7f + (i * 0.4f)) : (7.9f + (i * 1.9f), 59.2f - (i * 0.3f)))])));

    private static Scene Quadrants() => Sum("adjacent-rectangles", "Rectangles whose sides run through pixel centres share no pixel and leave none out.", scene =>
    {
        // Sides at x = 20.5 and 40.5, y = 15.5 and 33.5; the outer ones on pixel boundaries.
        float[] xs = [4, 20.5f, 40.5f, 60];
        float[] ys = [3, 15.5f, 33.5f, 58];
        var vertices = new List<float>();
        for (int i = 0; i < 16; i++)
        {
            vertices.AddRange(Vertex(xs[i % 4], ys[i / 4], Step));
        }

        scene.ColouredVertices([.. vertices]);
        ushort[] indices = [.. Enumerable.Range(0, 9).SelectMany(q =>
        {
            int v = (q / 3 * 4) + (q % 3);
            return new[] { v, v + 1, v + 4, v + 4, v + 1, v + 5 };
        }).Select(i => (ushort)i)];
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, indices), 2);
        scene.DrawIndexed(Primitive.Triangles, indices.Length);
    });

    private static Scene Shaded() => Draft.Of("primitive/mesh-shaded", "Colours go over from triangle to triangle of a mesh as its vertices have them.", Rule, scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices([.. Grid().SelectMany(p => Vertex(p.X, p.Y, new Colour(p.X / 64, p.Y / 64, 1 - (p.X / 64))))]);
        uint[] indices = [.. Enumerable.Range(0, 256).SelectMany(q =>
        {
            int v = (q / 16 * 17) + (q % 16);
            return new[] { v, v + 1, v + 17, v + 17, v + 1, v + 18 };
        }).Select(i => (uint)i)];
        scene.IndexBuffer(scene.Buffer<uint>(BufferUse.Index, indices), 4);
        scene.DrawIndexed(Primitive.Triangles, indices.Length);
    });

    private static Scene Degenerate() => Draft.Of("primitive/degenerate-triangles", "Triangles with two equal corners draw nothing; their neighbours do.", Rule, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles,
        [
            .. Path(Colour.Red, (5, 5), (60, 5), (60, 5)), .. Path(Orange, (8, 10), (40, 14), (20, 44)), .. Path(Colour.Red, (3.5f, 60.5f), (3.5f, 60.5f), (60.5f, 3.5f)),
            .. Path(Colour.Red, (30.5f, 30.5f), (30.5f, 30.5f), (30.5f, 30.5f)), .. Path(Sky, (44, 30), (62, 40), (50, 62)),
        ]);
    });

    private static Scene Collinear() => Draft.Of("primitive/collinear-triangles", "Triangles whose corners lie on one line draw nothing, also when the line runs through pixel centres.", Rule, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles,
        [
            .. Path(Colour.Red, (4.5f, 20.5f), (30.5f, 20.5f), (60.5f, 20.5f)), .. Path(Colour.Red, (10.5f, 4.5f), (10.5f, 60.5f), (10.5f, 30.5f)),
            .. Path(Colour.Red, (4.5f, 4.5f), (60.5f, 60.5f), (20.5f, 20.5f)), .. Path(Lime, (34, 6), (60, 12), (44, 18)),
        ]);
    });

    private static Scene Tiny() => Draft.Of("primitive/smaller-than-a-pixel", "A triangle smaller than a pixel is drawn where it holds the pixel's centre, and not where it holds none.", Rule, scene =>
    {
        scene.Clear(Background);
        var shapes = new List<float>();
        for (int i = 0; i < 36; i++)
        {
            (float x, float y) = ((i % 6 * 10) + 5, (i / 6 * 10) + 5);
            // Around the centre for every third, else in one of the corners.
            (float dx, float dy) = (i % 3) switch { 0 => (0.25f, 0.25f), 1 => (0, 0), _ => (0.5625f, 0.5625f) };
            shapes.AddRange(Path(Cells.Colour(i), (x + dx, y + dy), (x + dx + 0.4375f, y + dy + 0.0625f), (x + dx + 0.25f, y + dy + 0.4375f)));
        }

        scene.DrawVertices(Primitive.Triangles, [.. shapes]);
    });

    private static Scene Slivers() => Draft.Of("primitive/thinner-than-a-pixel", "Triangles thinner than a pixel are drawn only where they hold centres: dotted, not dilated.", Rule, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles,
        [
            .. Path(Orange, (2.125f, 4.25f), (61.25f, 17.125f), (61.25f, 17.75f)), .. Path(Sky, (8.25f, 60.125f), (8.625f, 20.25f), (9, 60.125f)),
            .. Path(Lime, (20, 30.625f), (60, 30.625f), (60, 31.375f)), .. Path(Violet, (20, 40.375f), (60, 40.375f), (60, 40.625f)),
        ]);
    });

    private static Scene Order() => Draft.Of("primitive/drawn-in-order", "Triangles of one draw go over one another in the order of their vertices.", "GL 4.5 section 2.1", scene =>
    {
        scene.Clear(Background);
        scene.DrawTriangles([.. Enumerable.Range(0, 40).Select(i => Rectangle(i * 23 % 41, i * 17 % 37, 20 - (i % 7), 12 + (i % 11), Cells.Colour(i)))]);
    });

    private static Scene LineJoints() => Sum("line-joints-once", "Where the lines of a strip meet, the pixel belongs to one of them.", scene =>
        scene.DrawVertices(Primitive.LineStrip, Path(Step, (8.5f, 10.5f), (40.5f, 10.5f), (40.5f, 50.5f), (20.5f, 50.5f), (20.5f, 20.5f), (56.5f, 20.5f))), "GL 4.5 section 14.5.1");

    private static Scene LinesGoOn() => Sum("lines-of-a-strip-go-on", "A straight run of segments that go the same way has neither gap nor double pixel, in each of the four directions.", scene =>
    {
        scene.DrawVertices(Primitive.LineStrip, Path(Step, (8.5f, 4.5f), (8.5f, 20.5f), (8.5f, 21.5f), (8.5f, 40.5f), (8.5f, 58.5f)));
        scene.DrawVertices(Primitive.LineStrip, Path(Step, (16.5f, 58.5f), (16.5f, 33.5f), (16.5f, 32.5f), (16.5f, 4.5f)));
        scene.DrawVertices(Primitive.LineStrip, Path(Step, (24.5f, 10.5f), (31.5f, 10.5f), (32.5f, 10.5f), (60.5f, 10.5f)));
        scene.DrawVertices(Primitive.LineStrip, Path(Step, (60.5f, 20.5f), (44.5f, 20.5f), (43.5f, 20.5f), (24.5f, 20.5f)));
    }, "GL 4.5 section 14.5.1 (rule 4)");

    private static Scene PointsAdded() => Sum("points-overlap", "Each point of several at one place is drawn.", scene =>
    {
        scene.Rasterizer(new RasterizerState { PointSize = 8 });
        scene.DrawVertices(Primitive.Points, Path(Step, (20, 20), (20, 20), (24, 26), (50, 40), (58, 40), (20, 28)));
    }, "GL 4.5 section 14.4");

    private static Scene Far() => Sum("adjacent-across-edges", "Triangles that share an edge and reach far beyond the window share it inside without gap and overlap.", scene =>
        scene.DrawTriangles(
            Path(Step, (-90, -60), (31, 34), (-50, 150)), Path(Step, (-90, -60), (120, -40), (31, 34)), Path(Step, (31, 34), (120, -40), (130, 110)), Path(Step, (31, 34), (130, 110), (-50, 150))));

    private static Scene Sum(string name, string proves, Action<SceneBuilder> draw, string specification = Rule) => Draft.Of($"primitive/{name}", proves, specification, scene =>
    {
        scene.Clear(Colour.Bytes(10, 5, 0, 0));
        scene.AddColours();
        draw(scene);
    });

    /// <summary>17 x 17 points whose rows and columns are bent, none of them on a pixel's centre line.</summary>
    private static IEnumerable<(float X, float Y)> Grid()
    {
        for (int i = 0; i < 289; i++)
        {
            (int column, int row) = (i % 17, i / 17);
            bool edge = column is 0 or 16 || row is 0 or 16;
            yield return (2.0625f + (column * 3.75f) + (edge ? 0 : ((row * 7) + (column * 3)) % 5 * 0.375f), 3.0625f + (row * 3.625f) + (edge ? 0 : ((column * 5) + row) % 4 * 0.375f));
        }
    }

    private static float[] Quad((float X, float Y) a, (float X, float Y) b, (float X, float Y) c, (float X, float Y) d, bool other = false) =>
        other ? Path(Step, a, b, d, d, b, c) : Path(Step, a, b, c, a, c, d);
}
