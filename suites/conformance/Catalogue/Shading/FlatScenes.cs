using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Flat varyings take the provoking vertex' value: the last or the first of each primitive (GL 4.5 section 13.4, table 13.2).</summary>
internal static class FlatScenes
{
    private const string Section = "GL 4.5 section 13.4";

    /// <summary>Vertex positions on a zigzag and a ring, in sixteenths of the half window, so that all lie between pixels.</summary>
    private static readonly (int X, int Y)[] Zigzag = [(-14, -12), (-14, 12), (-8, -12), (-6, 12), (-2, -12), (2, 12), (5, -12), (8, 12), (12, -12), (14, 12), (15, -13), (15, 13)];

    private static readonly (int X, int Y)[] Ring = [(1, -1), (14, -8), (12, 10), (0, 14), (-12, 9), (-14, -7), (-2, -14), (9, -13)];

    /// <summary>Every other vertex belongs to a triangle, those between are its neighbours' and must not show.</summary>
    private static readonly (int X, int Y)[] Adjacent =
        [(-14, -12), (15, -15), (-13, 12), (15, 15), (-4, -13), (-15, 0), (-2, 13), (-15, 15), (8, -12), (-15, -15), (12, 11), (0, 0)];

    public static IEnumerable<Scene> All() =>
    [
        .. new[] { false, true }.SelectMany(first => new[]
        {
            Of(Primitive.Points, first, Ring), Of(Primitive.Lines, first, Lines), Of(Primitive.LineStrip, first, Stair), Of(Primitive.LineLoop, first, Loop),
            Of(Primitive.Triangles, first, Zigzag), Of(Primitive.TriangleStrip, first, Zigzag[..10]), Of(Primitive.TriangleFan, first, Ring),
            Of(Primitive.LinesAdjacency, first, Lines), Of(Primitive.LineStripAdjacency, first, Stair),
            Of(Primitive.TrianglesAdjacency, first, Adjacent), Of(Primitive.TriangleStripAdjacency, first, Adjacent),
        }),
        Switched(), Indexed(), EveryBit(),
    ];

    /// <summary>Axis-parallel lines; drawn close to pixel centres.</summary>
    private static (int X, int Y)[] Lines => [(-14, -13), (12, -13), (-12, -5), (14, -5), (-14, 3), (10, 3), (-10, 11), (14, 11)];

    private static (int X, int Y)[] Stair => [(-14, -13), (-6, -13), (-6, -3), (4, -3), (4, 7), (12, 7), (12, 14)];

    private static (int X, int Y)[] Loop => [(-13, -12), (11, -12), (11, 2), (3, 2), (3, 13), (-13, 13)];

    private static bool IsLine(Primitive primitive) => primitive is Primitive.Lines or Primitive.LineStrip or Primitive.LineLoop or Primitive.LinesAdjacency or Primitive.LineStripAdjacency;

    private static float[] Vertices(IReadOnlyList<(int X, int Y)> positions, bool onCentres)
    {
        // Five eighths of a pixel: ends are well inside the diamond around a pixel centre, and no line lies between two pixels.
        float shift = onCentres ? 5 / 256f : 0;
        return [.. positions.SelectMany((p, k) => SceneBuilder.Vertex(
            (p.X / 16f) + shift, (p.Y / 16f) + shift, Colour.Bytes(40 + (k * 67 % 216), 250 - (k * 41 % 200), 30 + (k * 103 % 220))))];
    }

    private static Scene Of(Primitive primitive, bool first, (int X, int Y)[] positions)
    {
        string kebab = string.Concat(primitive.ToString().Select((c, k) => char.IsUpper(c) ? (k > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
        var scene = new SceneBuilder(
            $"flat/{(first ? "first" : "last")}-{kebab}", $"With the {(first ? "first" : "last")} vertex provoking, flat varyings of {kebab.Replace('-', ' ')} take that vertex' value.", Section);
        scene.Clear(Colour.Black);
        scene.Rasterizer(new RasterizerState { ProvokingFirst = first, PointSize = 6 });
        scene.ColouredVertices(Vertices(positions, IsLine(primitive)), Interpolation.Flat);
        return scene.Draw(primitive, positions.Length).Build();
    }

    private static Scene Switched()
    {
        var scene = new SceneBuilder("flat/switched-between-draws", "The provoking vertex may change from draw to draw.", Section);
        scene.Clear(Colour.Black);
        scene.ColouredVertices(Vertices(Zigzag, false), Interpolation.Flat);
        scene.Viewport(0, 0, 64, 32).Rasterizer(new RasterizerState { ProvokingFirst = true }).Draw(Primitive.TriangleStrip, 10);
        return scene.Viewport(0, 32, 64, 32).Rasterizer(new RasterizerState()).Draw(Primitive.TriangleStrip, 10).Build();
    }

    private static Scene Indexed()
    {
        var scene = new SceneBuilder("flat/indexed", "In indexed draws the provoking vertex is the one of the last index, not of the largest.", Section);
        scene.Clear(Colour.Black);
        scene.ColouredVertices(Vertices(Zigzag, false), Interpolation.Flat);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [2, 1, 0, 5, 4, 3, 7, 8, 6, 9, 11, 10]), 2);
        return scene.DrawIndexed(Primitive.Triangles, 12).Build();
    }

    /// <summary>Integers near 2^24 and fractions with full mantissas, compared with literals of the same value.</summary>
    private static Scene EveryBit()
    {
        var scene = new SceneBuilder("flat/every-bit", "A flat varying arrives with every bit of its mantissa.", Section);
        scene.Clear(Colour.Black);
        float[] values = [16777215, 16777213, -8388607.5f, 1 / 3f, MathF.PI, 1.0000001f, 0.99999994f, 1e-20f];
        ValueGrid.DrawInFragmentStage(scene, 8, 8, (i, j) => [values[i], values[j], i, j], v =>
        {
            Expr expected = values[0];
            for (int k = 1; k < values.Length; k++)
            {
                expected = Shade.Select(Shade.Equal(v[0].Z, k), values[k], expected);
            }

            return Shade.Join(Shade.Equal(v[0].X, expected), Shade.Equal(v[0].X, v[0].Y), (v[0].W + 1) * 0.125f, 1);
        });
        return scene.Build();
    }
}
