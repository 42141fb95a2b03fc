using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Which pixels belong to a triangle.</summary>
internal static class TriangleScenes
{
    private const string Section = "GL 4.5 section 14.6.1";
    private const string EdgeRule = "gallium rasterizer bottom_edge_rule";
    private const string PixelCentre = "gallium rasterizer half_pixel_center";

    public static IEnumerable<Scene> All() =>
    [
        PixelSized(), Needles(), Slivers(), SharedEdges(), CornerFan(), QuadsOnCentres(), Mesh(), Overlap(), Huge(),
        .. EdgeRuleScenes(true, "bottom"), .. EdgeRuleScenes(false, "top"),
        .. Drawing.InWindowAndTexture("pixel-centre/integer-triangles", "With sample points at whole coordinates triangles lie half a pixel farther to the side", PixelCentre, b => Centres(b, Primitive.Triangles)),
        .. Drawing.InWindowAndTexture("pixel-centre/integer-lines", "With sample points at whole coordinates lines lie half a pixel farther to the side", PixelCentre, b => Centres(b, Primitive.LineLoop)),
        Drawing.Make("pixel-centre/half-again", "Sample points are pixel centres again once the state says so.", PixelCentre, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { HalfPixelCenter = false });
            b.FillPixels(2, 2, 4, 4, Colour.Red);
            b.Rasterizer(RasterizerState.Default);
            b.Clear(Colour.Black);
            b.Shape(Primitive.Triangles, Colour.Yellow, (8.25f, 6.625f), (57.75f, 20.25f), (20.125f, 58.375f));
        }),
        Discard(), DiscardThenDraw(), FlatShade(true), FlatShade(false), FlatShadeOff(),
    ];

    /// <summary>Triangles of about a pixel's size, half of which hold a pixel centre.</summary>
    private static Scene PixelSized() => Drawing.Make("triangle/pixel-sized", "A triangle as small as a pixel is drawn if and only if it holds the pixel's centre.", Section, b =>
    {
        b.Clear(Colour.Black);
        var corners = new List<(float, float)>();
        for (int y = 0; y < 10; y++)
        {
            for (int x = 0; x < 10; x++)
            {
                (float px, float py) = (3 + (x * 6) + (x * 0.0625f), 3 + (y * 6) + (y * 0.0625f));
                corners.AddRange([(px + 0.125f, py + 0.1875f), (px + 0.875f, py + 0.25f), (px + 0.375f, py + 0.9375f)]);
            }
        }

        b.Shape(Primitive.Triangles, Colour.Yellow, [.. corners]);
    });

    private static Scene Needles() => Drawing.Make("triangle/needles", "Long triangles thinner than a pixel cover the pixels whose centres they hold, with gaps.", Section, b =>
    {
        b.Clear(Colour.Black);
        for (int i = 0; i < 8; i++)
        {
            float y = 4 + (i * 7);
            b.Shape(Primitive.Triangles, i % 2 == 0 ? Colour.Yellow : Colour.Cyan, (2.0625f, y + 0.1875f), (61.9375f, y + 1.3125f + (i * 0.25f)), (61.9375f, y + 1.9375f + (i * 0.25f)));
        }
    });

    private static Scene Slivers() => Drawing.Make("triangle/slivers-without-area", "Triangles whose corners lie on one line draw nothing.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.Shape(
            Primitive.Triangles, Colour.Red,
            (4, 4), (60, 60), (32, 32), (10, 20), (50, 20), (30, 20), (12.5f, 8.5f), (12.5f, 50.5f), (12.5f, 30.5f), (40, 10), (40, 10), (60, 50), (22, 44), (22, 44), (22, 44));
        b.Shape(Primitive.Triangles, Colour.Yellow, (44, 8), (60, 12), (50, 30));
    });

    /// <summary>A rectangle cut into triangles through inner points that lie anywhere; added up, each pixel has each colour once.</summary>
    private static Scene SharedEdges() => Drawing.Make("triangle/shared-edges", "Triangles that share edges leave no gap and do not overlap.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        (float X, float Y)[] p = [(4, 4), (31.25f, 4), (60, 4), (4, 33.75f), (60, 28.125f), (4, 60), (25.5f, 60), (60, 60), (23.4375f, 22.8125f), (41.1875f, 38.6875f), (18.8125f, 44.9375f)];
        int[] corners =
        [
            0, 1, 8, 1, 2, 4, 8, 1, 9, 1, 4, 9, 0, 8, 3, 3, 8, 10, 8, 9, 10, 3, 10, 5, 5, 10, 6, 10, 9, 6, 6, 9, 7, 9, 4, 7,
        ];
        b.Shape(Primitive.Triangles, Colour.Bytes(90, 120, 30, 0), [.. corners.Select(i => p[i])]);
    });

    private static Scene CornerFan() => Drawing.Make("triangle/fan-around-a-pixel-centre", "Triangles that meet in a pixel centre cover all other pixels around it once.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Shape(
            Primitive.TriangleFan, Colour.Bytes(60, 90, 120, 0),
            (30.5f, 33.5f), (60.5f, 40.5f), (50.5f, 58.5f), (30.5f, 60.5f), (10.5f, 53.5f), (4.5f, 33.5f), (12.5f, 15.5f), (30.5f, 4.5f), (52.5f, 11.5f), (60.5f, 40.5f));
    });

    private static Scene QuadsOnCentres() => Drawing.Make(
        "triangle/rectangles-side-by-side-on-centres", "Rectangles whose common sides run through pixel centres leave no gap and do not overlap.", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
            for (int i = 0; i < 3; i++)
            {
                float y = 2 + (i * 20);
                // Sides on centres in x, and between centres in y.
                b.Shape(Primitive.TriangleStrip, Colour.Bytes(70, 100, 40, 0), (5.5f, y), (5.5f, y + 8), (20.5f + i, y), (20.5f + i, y + 8), (41.5f, y), (41.5f, y + 8), (58.5f, y), (58.5f, y + 8));
            }
        });

    /// <summary>An indexed grid of unequal cells, corners anywhere.</summary>
    private static Scene Mesh() => Drawing.Make("triangle/grid-of-many", "A fine mesh with corners anywhere covers its area once.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        (float X, float Y) Corner(int x, int y) => x is 0 or 8 || y is 0 or 8
            ? (4 + (x * 7), 4 + (y * 7))
            : (4 + (x * 7) + (((x * 5) + (y * 3)) % 7 * 0.4375f) - 1.3125f, 4 + (y * 7) + (((x * 2) + (y * 5)) % 9 * 0.3125f) - 1.25f);
        var corners = new List<(float, float)>();
        for (int y = 0; y < 8; y++)
        {
            for (int x = 0; x < 8; x++)
            {
                corners.AddRange([Corner(x, y), Corner(x + 1, y), Corner(x + 1, y + 1), Corner(x, y), Corner(x + 1, y + 1), Corner(x, y + 1)]);
            }
        }

        b.Shape(Primitive.Triangles, Colour.Bytes(100, 50, 75, 0), [.. corners]);
    });

    private static Scene Overlap() => Drawing.Make("triangle/later-ones-over-earlier-ones", "Triangles of one draw are drawn in the order of their vertices.", "GL 4.5 section 2.1", b =>
    {
        b.Clear(Colour.Black);
        var vertices = new List<float[]>();
        Colour[] colours = [Colour.Red, Colour.Green, Colour.Blue, Colour.Yellow, Colour.Cyan];
        for (int i = 0; i < 5; i++)
        {
            vertices.AddRange([Drawing.At(4 + (i * 8), 4 + (i * 5), colours[i]), Drawing.At(30 + (i * 8), 6 + (i * 5), colours[i]), Drawing.At(10 + (i * 8), 38 + (i * 5), colours[i])]);
        }

        b.Mesh(Primitive.Triangles, [.. vertices]);
    });

    private static Scene Huge() => Drawing.Make("triangle/far-larger-than-the-window", "A triangle that reaches far beyond the window on all sides is drawn right inside.", "GL 4.5 section 13.5", b =>
    {
        b.Clear(Colour.Blue);
        b.Shape(Primitive.Triangles, Colour.Yellow, (-2000, -1500), (3000, 800), (-500, 2500));
        b.Shape(Primitive.Triangles, Colour.Red, (-900, 20), (24, 36), (-900, 1000));
        b.Shape(Primitive.Triangles, Colour.Green, (40, -4000), (4000, 30), (44, 28));
    });

    /// <summary>Corners and edges exactly on sample points, so that the rule decides alone; added up, so that each pixel is seen to be drawn once.</summary>
    private static IEnumerable<Scene> EdgeRuleScenes(bool bottom, string name) => Drawing.InWindowAndTexture(
        $"triangle/{name}-edge-rule", $"A sample exactly on an edge belongs to the triangle if the edge is its left one or a horizontal one at the {name}", EdgeRule, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { BottomEdgeRule = bottom });
            b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
            b.Shape(Primitive.TriangleFan, Colour.Bytes(80, 0, 0, 0), (16.5f, 16.5f), (28.5f, 18.5f), (22.5f, 28.5f), (16.5f, 30.5f), (6.5f, 24.5f), (4.5f, 16.5f), (8.5f, 6.5f), (16.5f, 2.5f), (26.5f, 6.5f), (28.5f, 18.5f));
            b.Shape(Primitive.TriangleStrip, Colour.Bytes(0, 80, 0, 0), (36.5f, 4.5f), (60.5f, 4.5f), (36.5f, 28.5f), (60.5f, 28.5f));
            for (int i = 0; i < 9; i++)
            {
                (float x, float y) = (6.5f + (i % 3 * 8), 36.5f + (i / 3 * 8));
                b.Shape(Primitive.TriangleStrip, Colour.Bytes(0, 0, 80, 0), (x, y), (x + 8, y), (x, y + 8), (x + 8, y + 8));
            }

            b.Shape(Primitive.Triangles, Colour.Bytes(80, 80, 0, 0), (36.5f, 36.5f), (56.5f, 36.5f), (46.5f, 46.5f), (36.5f, 60.5f), (46.5f, 50.5f), (56.5f, 60.5f), (58.5f, 40.5f), (62.5f, 48.5f), (58.5f, 56.5f));
        });

    private static void Centres(SceneBuilder b, Primitive primitive)
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { HalfPixelCenter = false });
        b.Shape(primitive, Colour.Yellow, (6.375f, 5.25f), (57.8125f, 14.625f), (18.25f, 57.375f));
        if (primitive == Primitive.Triangles)
        {
            b.FillPixels(40.25f, 40.25f, 12, 14, Colour.Cyan);
        }
    }

    private static Scene Discard() => Drawing.Make("discard/nothing-is-drawn", "While rasterizer discard is on, no primitive of any kind reaches the window.", "GL 4.5 section 14.1", b =>
    {
        b.Clear(Colour.Blue);
        b.FillPixels(4, 4, 20, 30, Colour.Yellow);
        b.Rasterizer(new() { Discard = true, PointSize = 9, LineWidth = 3 });
        b.FillPixels(10, 10, 40, 40, Colour.Red);
        b.Shape(Primitive.Lines, Colour.Red, (4.5f, 50.5f), (60.5f, 58.5f));
        b.Shape(Primitive.Points, Colour.Red, (50, 12));
    });

    private static Scene DiscardThenDraw() => Drawing.Make("discard/off-again", "Drawing goes on once discard is off, and depth and stencil of what was discarded were not touched.", "GL 4.5 section 14.1", b =>
    {
        b.Clear(Colour.Blue, 1.0, 0);
        b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Pass = StencilOperation.IncrementWrap } });
        b.Rasterizer(new() { Discard = true });
        b.FillPixels(4, 4, 56, 56, Colour.Red, -0.5f);
        b.Rasterizer(RasterizerState.Default);
        b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Function = Comparison.Equal } });
        b.Shape(Primitive.Triangles, Colour.Yellow, (8, 8), (58, 20), (16, 56));
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene FlatShade(bool first) => Drawing.Make(
        $"flat-shade/provoking-{(first ? "first" : "last")}", $"Under flat shading every primitive has the colour of its {(first ? "first" : "last")} vertex, in strips and fans as well.",
        "GL compatibility profile 4.5 section 13.4; gallium rasterizer flatshade", b => Shaded(b, new() { FlatShade = true, ProvokingFirst = first }));

    private static Scene FlatShadeOff() => Drawing.Make(
        "flat-shade/off-again", "Colours are interpolated again once flat shading is off.", "GL compatibility profile 4.5 section 13.4; gallium rasterizer flatshade", b =>
        {
            Shaded(b, new() { FlatShade = true });
            b.Clear(Colour.Black);
            Shaded(b, RasterizerState.Default);
        });

    private static void Shaded(SceneBuilder b, RasterizerState state)
    {
        b.Clear(Colour.Black);
        b.Rasterizer(state);
        Colour[] c = [Colour.Red, Colour.Green, Colour.Blue, Colour.Yellow, Colour.Cyan, Colour.Magenta, Colour.White];
        Draw(Primitive.TriangleStrip, (4, 4), (8, 26), (20, 6), (26, 28), (38, 4), (44, 26), (60, 8));
        Draw(Primitive.TriangleFan, (20, 44), (38, 40), (34, 56), (20, 62), (6, 54), (4, 36), (20, 30));
        Draw(Primitive.Triangles, (44, 34), (60, 38), (50, 60));
        Draw(Primitive.LineStrip, (42.4375f, 34.5625f), (41.4375f, 46.5625f), (43.4375f, 61.5625f));

        void Draw(Primitive primitive, params (float X, float Y)[] corners)
        {
            b.ColouredVertices([.. corners.SelectMany((p, i) => Drawing.At(p.X, p.Y, c[i]))], Interpolation.Colour);
            b.Draw(primitive, corners.Length);
        }
    }
}
