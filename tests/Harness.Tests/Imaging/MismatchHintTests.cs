using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

/// <summary>Each hint is given for the defect that it names, also under bounds with some slack, and the moves are told with the right numbers.</summary>
public sealed class MismatchHintTests
{
    private static readonly Frame Picture = Pictures.Drawn();

    private static int Right => Picture.Width - 1;

    private static int Bottom => Picture.Height - 1;

    private static IEnumerable<TestCaseData> Defects()
    {
        yield return Defect("flipped_in_y", HintKind.FlippedInY, (x, y) => Picture.PixelAt(x, Bottom - y));
        yield return Defect("flipped_in_x", HintKind.FlippedInX, (x, y) => Picture.PixelAt(Right - x, y));
        yield return Defect("turned_by_180_degrees", HintKind.TurnedHalf, (x, y) => Picture.PixelAt(Right - x, Bottom - y));
        yield return Defect("shifted", HintKind.Shifted, (x, y) => Shifted(x, y, 3, -2), "shifted by (3, -2) pixels", "GL y 2");
        yield return Defect("shifted_by_one", HintKind.Shifted, (x, y) => Shifted(x, y, 0, 1), "shifted by (0, 1) pixels");
        yield return Defect("stride_too_long", HintKind.Sheared, (x, y) => Sheared(x, y, 5), "5 pixels later", "20 bytes");
        yield return Defect("stride_too_short", HintKind.Sheared, (x, y) => Sheared(x, y, -16), "16 pixels earlier", "-64 bytes");
        yield return Defect("red_and_blue_swapped", HintKind.ChannelsReordered, (x, y) => Change(x, y, p => new Rgba(p.B, p.G, p.R, p.A)), "R and B are swapped");
        yield return Defect("ARGB_for_RGBA", HintKind.ChannelsReordered, (x, y) => Change(x, y, p => new Rgba(p.A, p.R, p.G, p.B)), "expected A, R, G, B");
        yield return Defect("premultiplied", HintKind.Premultiplied, (x, y) => Change(x, y, p => Scaled(p, p.A / 255.0)));
        yield return Defect("unpremultiplied", HintKind.Unpremultiplied, (x, y) => Change(x, y, p => Scaled(p, 255.0 / p.A)));
        yield return Defect("srgb_encoded", HintKind.SrgbEncoded, (x, y) => Change(x, y, p => Curved(p, c => c <= 0.0031308 ? 12.92 * c : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055)));
        yield return Defect("srgb_decoded", HintKind.SrgbDecoded, (x, y) => Change(x, y, p => Curved(p, c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))));
        yield return Defect("all_black", HintKind.OneColour, (_, _) => new Rgba(0, 0, 0, 255), "black");
        yield return Defect("only_cleared", HintKind.OneColour, (_, _) => Pictures.Background, "nothing was drawn over it");
        yield return Defect("one_foreign_colour", HintKind.OneColour, (_, _) => new Rgba(255, 0, 255, 255), "none that the background should have");
        yield return Defect("alpha_lost", HintKind.SomeChannelsOnly, (x, y) => Change(x, y, p => p with { A = 255 }), "only alpha");
        yield return Defect("green_masked", HintKind.SomeChannelsOnly, (x, y) => Change(x, y, p => p with { G = 0 }), "only Green");
        yield return Defect("draw_missing", HintKind.Missing, (x, y) => Picture.PixelAt(x, y) is { A: 128 } ? Pictures.Background : Picture.PixelAt(x, y));
        yield return Defect("draw_too_much", HintKind.Superfluous, (x, y) => x is > 5 and < 9 && y > 40 && y < 50 ? new Rgba(1, 2, 3, 4) : Picture.PixelAt(x, y));
        yield return Defect("box_one_column_short", HintKind.EdgesOnly, (x, y) => x == Picture.Width / 10 ? Pictures.Background : Picture.PixelAt(x, y));
        yield return Defect("one_step_dark", HintKind.OneStep, (x, y) => Change(x, y, p => p with { R = (byte)(p.R - 3) }), 2);
    }

    [TestCaseSource(nameof(Defects))]
    public void A_known_defect_is_recognised(HintKind kind, Func<int, int, Rgba> pixel, string[] words, int slack)
    {
        var violation = BoundsCheck.FindViolation(Pictures.Around(Picture, slack), Pictures.Map(Picture, pixel));
        Assert.That(violation, Is.Not.Null);
        var hint = violation!.Hints.SingleOrDefault(hint => hint.Kind == kind);
        Assert.That(hint, Is.Not.Null, $"hints: {string.Join(", ", violation.Hints.Select(hint => hint.Kind))}");
        foreach (var word in words)
        {
            Assert.That(hint!.Text, Does.Contain(word));
        }
    }

    [TestCase(HintKind.FlippedInY)]
    [TestCase(HintKind.Shifted)]
    [TestCase(HintKind.ChannelsReordered)]
    [TestCase(HintKind.OneColour)]
    public void A_defect_of_another_kind_does_not_earn_the_hint(HintKind kind)
    {
        var observed = Pictures.Copy(Picture);
        Pictures.Fill(observed, 20, 30, 9, 9, new Rgba(255, 255, 0, 255));
        Assert.That(BoundsCheck.FindViolation(Pictures.Around(Picture, 1), observed)!.Hints.Select(hint => hint.Kind), Has.None.EqualTo(kind));
    }

    [Test]
    public void A_move_is_still_recognised_when_a_few_pixels_are_wrong_besides()
    {
        var observed = Pictures.Map(Picture, (x, y) => Picture.PixelAt(x, Bottom - y));
        Pictures.Fill(observed, 50, 10, 3, 3, new Rgba(255, 255, 0, 255));
        Assert.That(BoundsCheck.FindViolation(Pictures.Around(Picture), observed)!.Hints.Select(hint => hint.Kind), Has.Some.EqualTo(HintKind.FlippedInY));
    }

    [Test]
    public void A_frame_of_one_pixel_is_described_without_guesses_about_moves()
    {
        var violation = BoundsCheck.FindViolation(Pictures.Around(Pictures.Filled(1, 1, Pictures.Background)), Pictures.Filled(1, 1, default))!;
        Assert.That(violation.PixelsOut, Is.EqualTo(1));
        Assert.That(violation.Hints.Select(hint => hint.Kind), Has.None.AnyOf(HintKind.Shifted, HintKind.Sheared, HintKind.FlippedInY));
    }

    private static TestCaseData Defect(string name, HintKind kind, Func<int, int, Rgba> pixel, params string[] words) => Defect(name, kind, pixel, 1, words);

    private static TestCaseData Defect(string name, HintKind kind, Func<int, int, Rgba> pixel, int slack, params string[] words) =>
        new TestCaseData(kind, pixel, words, slack).SetArgDisplayNames(name);

    private static Rgba Change(int x, int y, Func<Rgba, Rgba> change) => change(Picture.PixelAt(x, y));

    private static Rgba Shifted(int x, int y, int dx, int dy)
    {
        var (fromX, fromY) = (x - dx, y - dy);
        return fromX >= 0 && fromX <= Right && fromY >= 0 && fromY <= Bottom ? Picture.PixelAt(fromX, fromY) : Pictures.Background;
    }

    private static Rgba Sheared(int x, int y, int d)
    {
        var at = (y * (Picture.Width + d)) + x;
        return at >= 0 && at < Picture.Width * Picture.Height ? Picture.PixelAt(at % Picture.Width, at / Picture.Width) : default;
    }

    private static Rgba Scaled(Rgba pixel, double factor) => new(Byte(pixel.R * factor), Byte(pixel.G * factor), Byte(pixel.B * factor), pixel.A);

    private static Rgba Curved(Rgba pixel, Func<double, double> curve) =>
        new(Byte(255 * curve(pixel.R / 255.0)), Byte(255 * curve(pixel.G / 255.0)), Byte(255 * curve(pixel.B / 255.0)), pixel.A);

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
