using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Every primitive type: which vertices go together, and what is left over (GL 4.5 section 10.1).</summary>
internal static class PrimitiveScenes
{
    private static readonly (float X, float Y)[] Outline = [(6.5f, 9.5f), (50.5f, 9.5f), (50.5f, 30.5f), (58.5f, 30.5f), (58.5f, 52.5f), (20.5f, 52.5f), (20.5f, 38.5f)];

    /// <summary>Vertices of a strip: a band that bends and widens.</summary>
    private static readonly (float X, float Y)[] Band = [(4, 6), (22, 3), (10, 30), (34, 16), (20, 58), (52, 33), (61, 60)];

    private static readonly (float X, float Y)[] Round = [(30, 28), (58, 20), (60, 44), (40, 60), (12, 52), (5, 30), (14, 5)];

    /// <summary>Neighbours that adjacency primitives name and do not draw.</summary>
    private static readonly (float X, float Y) Elsewhere = (1, 63);

    public static IEnumerable<Scene> All() =>
    [
        Of("points", "Points are drawn one for each vertex.", "10.1.1", Primitive.Points, [.. Outline, (2.5f, 2.5f), (63.5f, 61.5f)]),
        Of("lines", "Lines take vertices two by two.", "10.1.4", Primitive.Lines, Outline[..6]),
        Of("line-strip", "A line strip goes from vertex to vertex and stays open.", "10.1.2", Primitive.LineStrip, Outline),
        Of("line-loop", "A line loop comes back to its first vertex.", "10.1.3", Primitive.LineLoop, [.. Outline, (6.5f, 38.5f)]),
        Of("triangles", "Triangles take vertices three by three.", "10.1.7", Primitive.Triangles, [(4, 5), (30, 9), (12, 40), (40, 20), (61, 8), (55, 58)]),
        Of("triangle-strip", "A triangle strip makes a triangle of every vertex and the two before it.", "10.1.8", Primitive.TriangleStrip, Band),
        Of("triangle-fan", "All triangles of a fan have its first vertex.", "10.1.9", Primitive.TriangleFan, Round),
        Of("lines-adjacency", "Of four vertices of a line with adjacency the two in the middle are drawn.", "10.1.11", Primitive.LinesAdjacency,
            [Elsewhere, Outline[0], Outline[1], Elsewhere, Elsewhere, Outline[4], Outline[5], Elsewhere]),
        Of("line-strip-adjacency", "A line strip with adjacency leaves out its first and last vertex.", "10.1.12", Primitive.LineStripAdjacency, [Elsewhere, .. Outline, Elsewhere]),
        Of("triangles-adjacency", "Of six vertices of a triangle with adjacency every second is drawn.", "10.1.13", Primitive.TrianglesAdjacency,
            [(4, 5), Elsewhere, (30, 9), Elsewhere, (12, 40), Elsewhere, (40, 20), Elsewhere, (61, 8), Elsewhere, (55, 58), Elsewhere]),
        Of("triangle-strip-adjacency", "Every second vertex of a triangle strip with adjacency is one of the strip.", "10.1.14", Primitive.TriangleStripAdjacency,
            [.. Band.SelectMany(v => new[] { v, Elsewhere })]),
        Incomplete("lines", "10.1.4", Primitive.Lines, 3, 1, 5),
        Incomplete("line-strip", "10.1.2", Primitive.LineStrip, 1),
        Incomplete("triangles", "10.1.7", Primitive.Triangles, 1, 2, 4, 5),
        Incomplete("triangle-strip", "10.1.8", Primitive.TriangleStrip, 1, 2),
        Incomplete("triangle-fan", "10.1.9", Primitive.TriangleFan, 1, 2),
        Incomplete("lines-adjacency", "10.1.11", Primitive.LinesAdjacency, 1, 3, 6),
        Incomplete("line-strip-adjacency", "10.1.12", Primitive.LineStripAdjacency, 2, 3),
        Incomplete("triangles-adjacency", "10.1.13", Primitive.TrianglesAdjacency, 3, 5),
        Incomplete("triangle-strip-adjacency", "10.1.14", Primitive.TriangleStripAdjacency, 4, 5, 7),
        FirstVertex("points", Primitive.Points, 3), FirstVertex("lines", Primitive.Lines, 4), FirstVertex("line-strip", Primitive.LineStrip, 4), FirstVertex("line-loop", Primitive.LineLoop, 4),
        FirstVertex("triangles", Primitive.Triangles, 3), FirstVertex("triangle-strip", Primitive.TriangleStrip, 4), FirstVertex("triangle-fan", Primitive.TriangleFan, 4),
        CountZero(), ZeroInstances(), Winding("strip", Primitive.TriangleStrip), Winding("strip-adjacency", Primitive.TriangleStripAdjacency), Winding("fan", Primitive.TriangleFan),
        TypeChanged(),
    ];

    private static Scene Of(string name, string proves, string section, Primitive primitive, (float X, float Y)[] corners) => Draft.Of(
        $"primitive/{name}", proves, $"GL 4.5 section {section}", scene =>
        {
            scene.Clear(Background);
            // Triangles carry a colour for each vertex, so that their order shows.
            scene.DrawVertices(primitive, [.. corners.SelectMany((c, i) => Vertex(c.X, c.Y, IsArea(primitive) ? Cells.Colour(i) : Orange))]);
        });

    private static Scene Incomplete(string name, string section, Primitive primitive, params int[] counts) => Draft.Of(
        $"primitive/incomplete-{name}", $"Vertices that do not complete one of the {name.Replace('-', ' ')} are left out: {string.Join(", ", counts)} of them.", $"GL 4.5 sections 10.1 and {section}", scene =>
        {
            scene.Clear(Background);
            scene.ColouredVertices([.. Band.SelectMany((c, i) => Vertex(c.X, c.Y, IsArea(primitive) ? Cells.Colour(i) : Orange))]);
            for (int i = 0; i < counts.Length; i++)
            {
                scene.Viewport(i % 2 * 32, i / 2 * 32, 32, 32);
                scene.Draw(primitive, counts[i]);
            }

            // A complete one beside them.
            scene.Viewport(40, 40, 24, 24);
            scene.Draw(primitive, primitive == Primitive.TrianglesAdjacency || primitive == Primitive.TriangleStripAdjacency ? 6 : primitive is Primitive.Lines or Primitive.LineStrip ? 2 : 4);
        });

    private static Scene FirstVertex(string name, Primitive primitive, int count) => Draft.Of(
        $"primitive/first-of-{name}", $"A draw of {name.Replace('-', ' ')} that begins at vertex 2 uses none before it and none behind its {count}.", "GL 4.5 section 10.4 (DrawArrays)", scene =>
        {
            scene.Clear(Background);
            (float X, float Y)[] corners = IsArea(primitive) ? Band : [.. Outline, (2.5f, 60.5f)];
            scene.ColouredVertices([.. corners.SelectMany((c, i) => Vertex(c.X, c.Y, IsArea(primitive) ? Cells.Colour(i) : Orange))]);
            scene.Draw(primitive, count, 2);
        });

    private static Scene CountZero() => Draft.Of("primitive/count-zero", "A draw of no vertices draws nothing, and the next one draws.", "GL 4.5 section 10.4", scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices([.. Rectangle(0, 0, 64, 64, Colour.Red), .. Rectangle(10, 20, 30, 14, Orange)]);
        scene.Draw(Primitive.Triangles, 0);
        scene.Draw(Primitive.Triangles, 6, 6);
        scene.Draw(Primitive.TriangleStrip, 0, 2);
    });

    private static Scene ZeroInstances() => Draft.Of("primitive/zero-instances", "A draw of no instances draws nothing.", "GL 4.5 section 10.4 (DrawArraysInstanced)", scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices([.. Rectangle(0, 0, 64, 64, Colour.Red), .. Rectangle(10, 20, 30, 14, Orange)]);
        scene.Draw(Primitive.Triangles, 6, 6);
        scene.Draw(Primitive.Triangles, 6, instances: 0);
    });

    private static Scene Winding(string name, Primitive primitive) => Draft.Of(
        $"primitive/winding-in-{name}", $"All triangles of a {name.Replace('-', ' ')} that bends one way have one front side: culling takes all of them or none.", "GL 4.5 sections 10.1 and 14.6.1", scene =>
        {
            (float X, float Y)[] corners = primitive switch
            {
                Primitive.TriangleFan => Round,
                Primitive.TriangleStripAdjacency => [.. Band.SelectMany(v => new[] { v, Elsewhere })],
                _ => Band,
            };
            scene.Clear(Background);
            scene.ColouredVertices([.. corners.SelectMany((c, i) => Vertex(c.X, c.Y, Cells.Colour(i)))]);
            scene.Viewport(0, 0, 40, 40);
            scene.Rasterizer(new RasterizerState { Cull = CullFace.Back });
            scene.Draw(primitive, corners.Length);
            scene.Viewport(24, 24, 40, 40);
            scene.Rasterizer(new RasterizerState { Cull = CullFace.Front });
            scene.Draw(primitive, corners.Length);
        });

    private static Scene TypeChanged() => Draft.Of("primitive/type-changed-between-draws", "The same vertices make another picture with each primitive type.", "GL 4.5 section 10.1", scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices([.. Outline.SelectMany(c => Vertex(c.X, c.Y, Orange))]);
        Primitive[] types = [Primitive.TriangleFan, Primitive.Points, Primitive.LineStrip, Primitive.Triangles, Primitive.Lines, Primitive.TriangleStrip];
        for (int i = 0; i < types.Length; i++)
        {
            scene.Viewport(i % 2 * 32, i / 2 * 21, 32, 21);
            scene.Draw(types[i], 6);
        }
    });

    private static bool IsArea(Primitive primitive) =>
        primitive is not (Primitive.Points or Primitive.Lines or Primitive.LineStrip or Primitive.LineLoop or Primitive.LinesAdjacency or Primitive.LineStripAdjacency);
}
