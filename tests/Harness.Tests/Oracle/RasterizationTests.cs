using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;
using Harness.Scenes.State;
using NUnit.Framework;

namespace Harness.Tests.Oracle;

/// <summary>Which pixels primitives own: red is added once for each time a pixel is drawn, 100 steps a time.</summary>
public sealed class RasterizationTests
{
    private static readonly Colour Once = Colour.Bytes(100, 0, 0, 0);

    [Test]
    public void A_pixel_on_the_edge_between_two_triangles_belongs_to_exactly_one_of_them()
    {
        // The diagonal from (4, 4) to (20, 20) runs through pixel centres.
        ReferenceFrame frame = Added(Primitive.Triangles, (4, 4), (20, 4), (20, 20), (4, 4), (20, 20), (4, 20));

        Assert.That(Red(frame, 10, 10), Is.EqualTo((100, 100)));
    }

    [Test]
    public void A_pixel_on_an_edge_with_both_triangles_on_one_side_of_it_is_drawn_by_both_or_by_none()
    {
        ReferenceFrame frame = Added(Primitive.Triangles, (4, 4), (20, 4), (20, 20), (4, 4), (24, 8), (20, 20));

        Assert.That(Red(frame, 10, 10), Is.EqualTo((0, 200)));
    }

    [Test]
    public void A_line_is_free_at_its_ends_and_nowhere_else()
    {
        ReferenceFrame frame = Added(Primitive.Lines, (8.5f, 4.5f), (8.5f, 20.5f));

        Assert.Multiple(() =>
        {
            Assert.That(Red(frame, 8, 3), Is.EqualTo((0, 0)), "before the start");
            Assert.That(Red(frame, 8, 4), Is.EqualTo((0, 100)), "the start");
            Assert.That(Enumerable.Range(5, 15).Select(y => Red(frame, 8, y)), Is.All.EqualTo((100, 100)), "between");
            Assert.That(Red(frame, 8, 20), Is.EqualTo((0, 100)), "the end, which the diamond-exit rule leaves out");
            Assert.That(Red(frame, 8, 21), Is.EqualTo((0, 0)), "behind the end");
        });
    }

    [Test]
    public void Where_two_segments_of_a_strip_go_the_same_way_the_pixel_is_drawn_exactly_once()
    {
        ReferenceFrame frame = Added(Primitive.LineStrip, (8.5f, 4.5f), (8.5f, 12.5f), (8.5f, 20.5f));

        Assert.That(Red(frame, 8, 12), Is.EqualTo((100, 100)));
    }

    [Test]
    public void Where_a_strip_turns_round_a_corner_the_pixel_may_be_left_out_or_drawn_twice()
    {
        ReferenceFrame frame = Added(Primitive.LineStrip, (4.5f, 12.5f), (12.5f, 12.5f), (12.5f, 24.5f));

        Assert.That(Red(frame, 12, 12), Is.EqualTo((0, 200)));
    }

    [TestCase(1), TestCase(3)]
    public void A_stippled_line_has_gaps_along_its_length_and_none_across_it(int width)
    {
        ReferenceFrame frame = Added(new RasterizerState { LineStipple = true, LineStipplePattern = 0x0f0f, LineWidth = width }, Primitive.Lines, (4.5f, 12.25f), (28.5f, 12.25f));
        for (int y = 12 - (width / 2); y <= 12 + (width / 2); y++)
        {
            Assert.That(Enumerable.Range(4, 24).Select(x => Red(frame, x, y)), Is.EqualTo(Enumerable.Range(0, 24).Select(s => s / 4 % 2 == 0 ? (100, 100) : (0, 0))), $"row {y}");
        }
    }

    private static ReferenceFrame Added(Primitive primitive, params (float X, float Y)[] corners) => Added(RasterizerState.Default, primitive, corners);

    private static ReferenceFrame Added(RasterizerState state, Primitive primitive, params (float X, float Y)[] corners)
    {
        var scene = new SceneBuilder("test/added", "A test.", "none", 32, 32);
        scene.Clear(Colour.Bytes(0, 0, 0, 0));
        scene.Rasterizer(state);
        scene.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        scene.ColouredVertices([.. corners.SelectMany(c => SceneBuilder.Vertex(SceneBuilder.Clip(c.X, 32), SceneBuilder.Clip(c.Y, 32), Once))]);
        scene.Draw(primitive, corners.Length);
        return ReferenceOracle.Render(scene.Build());
    }

    /// <summary>Bounds of the red channel; y counts from the bottom.</summary>
    private static (int Lower, int Upper) Red(ReferenceFrame frame, int x, int y)
    {
        int at = (((31 - y) * 32) + x) * 4;
        return (frame.Lower.Rgba[at], frame.Upper.Rgba[at]);
    }
}
