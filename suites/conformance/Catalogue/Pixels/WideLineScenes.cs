using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Lines wider than a pixel, and stippled lines.</summary>
internal static class WideLineScenes
{
    private const string Wide = "GL 4.5 section 14.5.2.1";
    private const string Stipple = "GL compatibility profile 4.5 section 14.5.2.2; gallium rasterizer line_stipple_enable";

    public static IEnumerable<Scene> All() =>
    [
        .. ((int[])[2, 3, 4, 7]).Select(Width),
        Rounding(), Changes(), Strip(),
        StippleScene("pattern", "A stipple pattern is taken bit by bit from its least significant end, a fragment each", new() { LineStipple = true, LineStipplePattern = 0x1f35 }),
        StippleScene("factor", "The factor repeats each bit of the pattern", new() { LineStipple = true, LineStipplePattern = 0x0a6d, LineStippleFactor = 3 }),
        StippleScene("wide", "A wide line is stippled along its length", new() { LineStipple = true, LineStipplePattern = 0x3333, LineStippleFactor = 2, LineWidth = 3 }),
        StippleRestarts(), StippleOff(),
        .. Drawing.InWindowAndTexture("polygon-stipple/pattern", "The pattern is tied to window coordinates: its first row is the bottom one, its highest bit leftmost", "GL compatibility profile 4.5 section 14.6.2", Stippled),
        PolygonStippleOff(), PolygonStippleNotForLines(), PolygonStippleChanges(),
    ];

    private static Scene Width(int width) => Drawing.Make(
        $"lines/width-{width}", $"A line of width {width} is {width} pixels high where it runs along x, and as wide where it runs along y.", Wide, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { LineWidth = width });
            b.Shape(Primitive.Lines, Colour.Yellow, (4.5f, 9.25f), (58.5f, 9.25f), (9.25f, 60.5f), (9.25f, 18.5f));
            b.Shape(Primitive.Lines, Colour.Cyan, (22.5625f, 20.3125f), (58.4375f, 35.1875f), (56.4375f, 48.6875f), (20.5625f, 57.8125f));
            b.Shape(Primitive.Lines, Colour.Red, (20.3125f, 26.5625f), (29.1875f, 46.4375f));
        });

    private static Scene Rounding() => Drawing.Make("lines/width-is-rounded", "Without antialiasing a width is rounded to whole pixels, and is at least one.", Wide, b =>
    {
        b.Clear(Colour.Black);
        float[] widths = [0.25f, 1.25f, 1.75f, 2.25f, 2.75f, 4.25f];
        for (int i = 0; i < widths.Length; i++)
        {
            b.Rasterizer(new() { LineWidth = widths[i] });
            b.Shape(Primitive.Lines, Colour.Yellow, (4.5f, 6.25f + (i * 10)), (58.5f, 6.25f + (i * 10)));
        }
    });

    private static Scene Changes() => Drawing.Make("lines/width-changes-between-draws", "The width is that at the time of the draw, and is one again afterwards.", Wide, b =>
    {
        b.Clear(Colour.Black);
        b.Shape(Primitive.Lines, Colour.Red, (4.5f, 8.25f), (58.5f, 8.25f));
        b.Rasterizer(new() { LineWidth = 5 });
        b.Shape(Primitive.Lines, Colour.Green, (4.5f, 24.25f), (58.5f, 24.25f));
        b.Rasterizer(new() { LineWidth = 3 });
        b.Shape(Primitive.Lines, Colour.Yellow, (40.5f, 36.25f), (58.5f, 36.25f));
        b.Rasterizer(RasterizerState.Default);
        b.Shape(Primitive.Lines, Colour.Cyan, (4.5f, 52.25f), (58.5f, 52.25f));
    });

    private static Scene Strip() => Drawing.Make("lines/wide-strip", "Each line of a wide strip is widened across its own direction.", Wide, b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { LineWidth = 5 });
        b.Shape(Primitive.LineStrip, Colour.Yellow, (8.5f, 10.25f), (54.5f, 10.25f), (54.25f, 50.5f), (20.5f, 50.25f));
    });

    private static Scene StippleScene(string name, string proves, RasterizerState state) => Drawing.Make($"line-stipple/{name}", $"{proves}.", Stipple, b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(state);
        b.Shape(Primitive.Lines, Colour.Yellow, (3.5f, 8.25f), (60.5f, 8.25f));
        b.Shape(Primitive.Lines, Colour.Cyan, (60.5f, 16.25f), (3.5f, 16.25f));
        b.Shape(Primitive.Lines, Colour.Red, (8.25f, 22.5f), (8.25f, 60.5f), (20.5f, 24.5f), (57.5f, 58.5f));
    });

    private static Scene StippleRestarts() => Drawing.Make(
        "line-stipple/restarts-with-each-line-but-not-in-strips", "The pattern starts anew with every separate line and every strip, and runs on within a strip.", Stipple, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { LineStipple = true, LineStipplePattern = 0x00ff });
            b.Shape(Primitive.Lines, Colour.Yellow, (4.5f, 8.25f), (16.5f, 8.25f), (16.5f, 8.25f), (28.5f, 8.25f), (28.5f, 8.25f), (40.5f, 8.25f));
            b.Shape(Primitive.LineStrip, Colour.Cyan, (4.5f, 20.25f), (16.5f, 20.25f), (28.5f, 20.25f), (40.5f, 20.25f));
            b.Shape(Primitive.LineLoop, Colour.Red, (10.5f, 30.25f), (50.25f, 30.5f), (50.5f, 56.25f), (10.25f, 56.5f));
        });

    private static Scene StippleOff() => Drawing.Make("line-stipple/off-again", "A pattern does not act once stippling is off.", Stipple, b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { LineStipple = true, LineStipplePattern = 0x5555 });
        b.Shape(Primitive.Lines, Colour.Yellow, (4.5f, 20.25f), (58.5f, 20.25f));
        b.Clear(Colour.Black);
        b.Rasterizer(new() { LineStipplePattern = 0x5555 });
        b.Shape(Primitive.Lines, Colour.Cyan, (4.5f, 40.25f), (58.5f, 40.25f));
    });

    /// <summary>An F-like figure in the pattern: no symmetry at all.</summary>
    private static EquatableList<uint> Figure => EquatableList.Create<uint>([.. Enumerable.Range(0, 32).Select(row =>
        row < 2 ? 0xc0000001u : row < 18 ? 0x3c000000u : row < 22 ? 0x3fff0000u : row < 26 ? 0x3c000000u : row < 30 ? 0x3ffffff0u : 0x0000000fu)]);

    private static void Stippled(SceneBuilder b)
    {
        b.Clear(Colour.Blue);
        b.Do(new SetPolygonStipple(Figure));
        b.Rasterizer(new() { PolygonStipple = true });
        b.FillPixels(3, 5, 58, 55, Colour.Yellow);
    }

    private static Scene PolygonStippleOff() => Drawing.Make("polygon-stipple/off-again", "A pattern does not act once stippling is off.", "GL compatibility profile 4.5 section 14.6.2", b =>
    {
        Stippled(b);
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(24, 28, 30, 20, Colour.Red);
    });

    private static Scene PolygonStippleNotForLines() => Drawing.Make("polygon-stipple/not-for-lines-and-points", "Points and lines are not stippled by the polygon pattern.", "GL compatibility profile 4.5 section 14.6.2", b =>
    {
        Stippled(b);
        b.Rasterizer(new() { PolygonStipple = true, PointSize = 14 });
        b.Shape(Primitive.Points, Colour.Red, (44, 20));
        b.Shape(Primitive.Lines, Colour.Green, (4.5f, 40.25f), (60.5f, 40.25f));
    });

    private static Scene PolygonStippleChanges() => Drawing.Make("polygon-stipple/changed-between-draws", "The pattern is that at the time of the draw.", "GL compatibility profile 4.5 section 14.6.2", b =>
    {
        Stippled(b);
        b.Do(new SetPolygonStipple(EquatableList.Create<uint>([.. Enumerable.Range(0, 32).Select(row => row % 4 == 0 ? 0xffffffffu : 0x11111113u)])));
        b.FillPixels(32, 0, 32, 32, Colour.Green);
    });
}
