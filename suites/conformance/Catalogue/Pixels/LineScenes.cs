using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Lines of one pixel's width: the diamond-exit rule.</summary>
internal static class LineScenes
{
    private const string Section = "GL 4.5 section 14.5.1";

    private static readonly (string Name, float X, float Y)[] Directions =
    [
        ("east", 41, 0), ("east-north-east", 41, 17), ("north-east", 37, 37), ("north-north-east", 17, 41), ("north", 0, 41), ("north-north-west", -17, 41), ("north-west", -37, 37),
        ("west-north-west", -41, 17), ("west", -41, 0), ("west-south-west", -41, -17), ("south-west", -37, -37), ("south-south-west", -17, -41), ("south", 0, -41),
        ("south-south-east", 17, -41), ("south-east", 37, -37), ("east-south-east", 41, -17),
    ];

    public static IEnumerable<Scene> All() =>
    [
        .. Directions.Select(Direction),
        Ends("row", "along a row of centres", 0.5f, false), Ends("row-off-centre", "along a row a quarter above the centres", 0.75f, false),
        Ends("column", "along a column of centres", 0.5f, true), Ends("column-off-centre", "along a column a quarter right of the centres", 0.75f, true),
        Strip(), Loop(), LoopOfThree(), Star(), Clipped(), ClippedByViewport(), SinglePixels(), Ordered(), Gradient(),
        .. Drawing.InWindowAndTexture("lines/polyline", "A polyline at fractions of pixels", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Shape(Primitive.LineStrip, Colour.Yellow, (4.375f, 5.25f), (58.6875f, 12.125f), (49.8125f, 57.25f), (30.3125f, 22.9375f), (6.0625f, 60.3125f));
        }),
    ];

    /// <summary>Four parallel lines that start and end at different places within a pixel.</summary>
    private static Scene Direction((string Name, float X, float Y) d) => Drawing.Make(
        $"lines/{d.Name}", $"A line to the {d.Name.Replace('-', ' ')} covers the pixels whose diamonds it leaves: its first one mostly, its last one not.", Section, b =>
        {
            b.Clear(Colour.Black);
            float length = MathF.Sqrt((d.X * d.X) + (d.Y * d.Y));
            (float, float)[] fractions = [(0.5f, 0.5f), (0.3125f, 0.5625f), (0.6875f, 0.375f), (0.4375f, 0.8125f)];
            Colour[] colours = [Colour.Red, Colour.Green, Colour.Yellow, Colour.Cyan];
            for (int i = 0; i < 4; i++)
            {
                // Side by side, seven pixels apart.
                float x = 32 - (d.X / 2) - MathF.Round(d.Y / length * ((i * 7) - 10));
                float y = 32 - (d.Y / 2) + MathF.Round(d.X / length * ((i * 7) - 10));
                (float fx, float fy) = (MathF.Floor(x) + fractions[i].Item1, MathF.Floor(y) + fractions[i].Item2);
                b.Shape(Primitive.Lines, colours[i], (fx, fy), (fx + d.X + (i * 0.125f), fy + d.Y + (i * 0.0625f)));
            }
        });

    /// <summary>Short lines that start and end at every combination of quarters of a pixel.</summary>
    private static Scene Ends(string name, string where, float minor, bool vertical) => Drawing.Make(
        $"lines/diamond-exit-{name}", $"Where a line {where} starts before, in or past a diamond and ends so decides over its first and last pixel.", Section, b =>
        {
            b.Clear(Colour.Black);
            float[] fractions = [0.0625f, 0.3125f, 0.6875f, 0.9375f];
            var forwards = new List<(float, float)>();
            var backwards = new List<(float, float)>();
            for (int i = 0; i < 16; i++)
            {
                (float from, float to) = (4 + fractions[i / 4], 12 + fractions[i % 4]);
                float across = 3 + (i * 3.0f) + minor + (i / 4 * 3);
                forwards.AddRange([Turned(from, across), Turned(to, across)]);
                backwards.AddRange([Turned(68 - from, across), Turned(68 - to, across)]);
            }

            b.Shape(Primitive.Lines, Colour.Yellow, [.. forwards]);
            b.Shape(Primitive.Lines, Colour.Cyan, [.. backwards]);

            (float, float) Turned(float major, float across) => vertical ? (across, major) : (major, across);
        });

    private static Scene Strip() => Drawing.Make("lines/strip-shares-ends", "Where two lines of a strip meet, the common pixel is drawn once.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Shape(Primitive.LineStrip, Colour.Bytes(100, 60, 0, 0), (5.4375f, 5.5625f), (25.4375f, 9.5625f), (40.4375f, 5.5625f), (58.4375f, 20.5625f), (50.4375f, 40.5625f), (58.4375f, 58.5625f), (20.4375f, 50.5625f), (6.4375f, 58.5625f));
    });

    private static Scene Loop() => Drawing.Make("lines/loop-closes", "A loop is closed by a line from its last vertex to its first, and has each pixel once.", "GL 4.5 section 10.1.3", b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Shape(Primitive.LineLoop, Colour.Bytes(0, 100, 60, 0), (6.4375f, 10.5625f), (40.4375f, 4.5625f), (59.4375f, 30.5625f), (44.4375f, 57.5625f), (12.4375f, 48.5625f));
    });

    private static Scene LoopOfThree() => Drawing.Make("lines/loops-in-both-directions", "A loop drawn forwards and one drawn backwards cover each its own pixels once.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Shape(Primitive.LineLoop, Colour.Bytes(90, 0, 0, 0), (4.4375f, 4.5625f), (50.4375f, 12.5625f), (16.4375f, 52.5625f));
        b.Shape(Primitive.LineLoop, Colour.Bytes(0, 90, 0, 0), (28.4375f, 58.5625f), (60.4375f, 20.5625f), (58.4375f, 60.5625f));
    });

    private static Scene Star() => Drawing.Make("lines/star", "Lines from one vertex to all sides each draw that vertex' pixel.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        var lines = new List<(float, float)>();
        for (int i = 0; i < 12; i++)
        {
            lines.AddRange([(32.4375f, 31.5625f), (32.4375f + MathF.Round(27 * MathF.Cos(i * MathF.PI / 6)), 31.5625f + MathF.Round(27 * MathF.Sin(i * MathF.PI / 6)))]);
        }

        b.Shape(Primitive.Lines, Colour.Bytes(20, 15, 10, 0), [.. lines]);
    });

    private static Scene Clipped() => Drawing.Make("lines/clipped-by-the-window", "Lines that reach beyond the window keep their course inside.", "GL 4.5 section 13.5", b =>
    {
        b.Clear(Colour.Black);
        b.Shape(Primitive.Lines, Colour.Yellow, (-20.25f, 12.5f), (90.75f, 40.125f), (20.5f, -30.25f), (40.125f, 100.5f), (-10, -12), (-30, 80));
        b.Shape(Primitive.Lines, Colour.Cyan, (70.4375f, 3.5625f), (50.5f, -10.5f), (-4.5f, 50.5f), (20.4375f, 80.5625f));
    });

    private static Scene ClippedByViewport() => Drawing.Make("lines/clipped-by-the-viewport", "Lines end where the viewport ends.", "GL 4.5 section 13.5", b =>
    {
        b.Clear(Colour.Blue);
        b.Viewport(12, 20, 32, 32);
        b.Shape(Primitive.Lines, Colour.Yellow, (-30.25f, 11.5f), (90.75f, 40.125f), (10.5f, 61.25f), (80.5f, 61.25f), (33, -40), (33, 20));
    });

    private static Scene SinglePixels() => Drawing.Make("lines/of-one-pixel", "A line that just leaves one diamond draws one pixel; one that stays inside draws none.", Section, b =>
    {
        b.Clear(Colour.Black);
        List<(float, float)>[] rows = [[], [], [], []];
        for (int i = 0; i < 8; i++)
        {
            float x = 6 + (i * 7);
            rows[0].AddRange([(x + 0.5f, 10.5f), (x + 0.5f + (i * 0.1875f), 10.5f)]);
            rows[1].AddRange([(x + 0.5f, 25.5f), (x + 0.5f, 25.5f - (i * 0.1875f))]);
            rows[2].AddRange([(x + 0.1875f, 40.4375f), (x + 1.1875f, 40.5625f)]);
            rows[3].AddRange([(x + 0.4375f, 55.5f), (x + 0.5625f, 55.5f)]);
        }

        Colour[] colours = [Colour.Yellow, Colour.Cyan, Colour.Red, Colour.Green];
        for (int row = 0; row < 4; row++)
        {
            b.Shape(Primitive.Lines, colours[row], [.. rows[row]]);
        }
    });

    private static Scene Ordered() => Drawing.Make("lines/later-ones-over-earlier-ones", "Lines of one draw are drawn in the order of their vertices.", "GL 4.5 section 2.1", b =>
    {
        b.Clear(Colour.Black);
        b.ColouredVertices(
        [
            .. Drawing.At(4.4375f, 20.5625f, Colour.Red), .. Drawing.At(60.4375f, 20.5625f, Colour.Red), .. Drawing.At(20.4375f, 4.5625f, Colour.Green), .. Drawing.At(20.4375f, 60.5625f, Colour.Green),
            .. Drawing.At(4.4375f, 40.5625f, Colour.Blue), .. Drawing.At(60.4375f, 40.5625f, Colour.Blue), .. Drawing.At(4.4375f, 4.5625f, Colour.Yellow), .. Drawing.At(58.4375f, 58.5625f, Colour.Yellow),
        ], Scenes.Shading.Interpolation.Flat);
        b.Draw(Primitive.Lines, 8);
    });

    private static Scene Gradient() => Drawing.Make("lines/colour-runs-along", "Values run linearly along a line, from its first vertex to its second.", "GL 4.5 section 14.5.1 equation 14.3", b =>
    {
        b.Clear(Colour.Black);
        for (int i = 0; i < 5; i++)
        {
            b.Mesh(Primitive.Lines, Drawing.At(0.4375f, 6.5625f + (i * 6), Colour.Bytes(200, 0, 40 * i)), Drawing.At(64.4375f, 6.5625f + (i * 6), Colour.Bytes(8, 192, 40 * i)));
            b.Mesh(Primitive.Lines, Drawing.At(6.5f + (i * 6), 63.5f, Colour.Bytes(200, 40 * i, 0)), Drawing.At(6.5f + (i * 6), 39.5f, Colour.Bytes(8, 40 * i, 192)));
        }
    });
}
