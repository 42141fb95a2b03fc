using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;
using Harness.Scenes.State;
using NUnit.Framework;

namespace Harness.Tests.Oracle;

/// <summary>Which pixels a rectangle covers under gallium's rules for sample points and ties; row and column 0 are the window's lower left ones.</summary>
public sealed class SamplePointTests
{
    [TestCase(true, 4, 11)]
    [TestCase(false, 5, 12)]
    public void Samples_on_a_horizontal_edge_belong_to_the_side_that_the_rule_names(bool bottom, int first, int last)
    {
        // From centre to centre: rows 4 and 12 are on the edges, and so are columns 4 and 12.
        ReferenceFrame frame = Rectangle(4.5f, 12.5f, new() { BottomEdgeRule = bottom });

        Assert.That(Rows(frame), Is.EqualTo(Enumerable.Range(first, last - first + 1)));
        Assert.That(Columns(frame), Is.EqualTo(Enumerable.Range(4, 8)), "the left edge owns its samples under either rule");
    }

    [Test]
    public void Without_a_rule_samples_on_an_outer_edge_are_uncertain()
    {
        ReferenceFrame frame = Rectangle(4.5f, 12.5f, RasterizerState.Default);

        Assert.That(Rows(frame), Is.EqualTo(Enumerable.Range(5, 7)), "certain");
        Assert.That(Bounds(frame, 8, 4), Is.EqualTo((0, 255)));
        Assert.That(Bounds(frame, 8, 12), Is.EqualTo((0, 255)));
    }

    [Test]
    public void Sample_points_at_whole_coordinates_are_the_upper_left_corners_of_a_windows_pixels()
    {
        // 4.75 to 9.75: columns have their samples at x, rows at y + 1.
        ReferenceFrame frame = Rectangle(4.75f, 9.75f, new() { HalfPixelCenter = false });

        Assert.That(Columns(frame), Is.EqualTo(Enumerable.Range(5, 5)));
        Assert.That(Rows(frame), Is.EqualTo(Enumerable.Range(4, 5)));
    }

    private static ReferenceFrame Rectangle(float from, float to, RasterizerState state)
    {
        var scene = new SceneBuilder("test/rectangle", "A test.", "none", 16, 16);
        scene.Clear(Colour.Black);
        scene.Rasterizer(state);
        scene.FillPixels(from, from, to - from, to - from, Colour.White);
        return ReferenceOracle.Render(scene.Build());
    }

    /// <summary>Rows that are certainly drawn, along a column through the middle that the diagonal does not meet on a sample.</summary>
    private static IEnumerable<int> Rows(ReferenceFrame frame) => Enumerable.Range(0, 16).Where(y => Bounds(frame, 8, y).Lower == 255);

    private static IEnumerable<int> Columns(ReferenceFrame frame) => Enumerable.Range(0, 16).Where(x => Bounds(frame, x, 8).Lower == 255);

    private static (int Lower, int Upper) Bounds(ReferenceFrame frame, int x, int y)
    {
        int at = (((frame.Lower.Height - 1 - y) * frame.Lower.Width) + x) * 4;
        return (frame.Lower.Rgba[at], frame.Upper.Rgba[at]);
    }
}
