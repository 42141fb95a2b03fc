using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

public sealed class DifferencePictureTests
{
    private static readonly Frame Expected = Pictures.Filled(6, 4, new Rgba(200, 100, 100, 255));

    [Test]
    public void Pixels_in_bounds_are_dim_grey_and_pixels_out_are_bright_in_the_direction_of_the_defect()
    {
        var observed = Pictures.Copy(Expected);
        observed.SetPixel(0, 0, new Rgba(203, 100, 100, 255));
        observed.SetPixel(1, 0, new Rgba(200, 97, 100, 255));
        observed.SetPixel(2, 0, new Rgba(255, 0, 100, 255));
        observed.SetPixel(3, 0, new Rgba(200, 100, 100, 0));
        observed.SetPixel(4, 0, new Rgba(202, 98, 100, 255));
        var picture = DifferencePicture.Difference(Pictures.Around(Expected, 2), observed);

        Assert.That(picture.PixelAt(0, 0), Is.EqualTo(new Rgba(170, 0, 0, 255)), "too high");
        Assert.That(picture.PixelAt(1, 0), Is.EqualTo(new Rgba(0, 85, 170, 255)), "too low");
        Assert.That(picture.PixelAt(2, 0) is { R: > 170, G: 0, B: > 170 }, Is.True, "both");
        Assert.That(picture.PixelAt(3, 0), Is.EqualTo(new Rgba(254, 254, 0, 255)), "alpha alone");
        foreach (var inside in new[] { picture.PixelAt(4, 0), picture.PixelAt(5, 3) })
        {
            Assert.That(inside.R, Is.EqualTo(inside.G).And.EqualTo(inside.B).And.InRange(1, 64));
        }
    }

    [Test]
    public void Channels_that_are_not_judged_are_not_shown()
    {
        var observed = Pictures.Filled(6, 4, new Rgba(200, 100, 100, 0));
        Assert.That(DifferencePicture.Difference(Pictures.Around(Expected), observed, Channels.Colour).PixelAt(0, 0).R, Is.LessThan(65));
        Assert.That(DifferencePicture.Difference(Pictures.Around(Expected), observed).PixelAt(0, 0).R, Is.EqualTo(255));
    }

    [Test]
    public void Small_frames_are_enlarged_by_a_whole_factor_and_stand_side_by_side()
    {
        var expected = Pictures.Drawn(100, 50);
        var observed = Pictures.Copy(expected);
        observed.SetPixel(99, 0, new Rgba(255, 255, 255, 255));
        var picture = DifferencePicture.SideBySide(Pictures.Around(expected), observed);

        Assert.That((picture.Width, picture.Height), Is.EqualTo(((3 * 500) + (4 * 5), 250 + 10)));
        for (var y = 0; y < 250; y += 7)
        {
            for (var x = 0; x < 500; x += 7)
            {
                Assert.That(picture.PixelAt(5 + x, 5 + y), Is.EqualTo(expected.PixelAt(x / 5, y / 5) with { A = 255 }));
                Assert.That(picture.PixelAt(510 + x, 5 + y), Is.EqualTo(observed.PixelAt(x / 5, y / 5) with { A = 255 }));
            }
        }

        Assert.That(picture.PixelAt(1015 + 499, 5), Is.EqualTo(picture.PixelAt(1015 + 495, 9)).And.Not.EqualTo(picture.PixelAt(1015 + 494, 5)));
    }

    [Test]
    public void Frames_of_different_sizes_are_shown_at_one_scale()
    {
        var picture = DifferencePicture.SideBySide(Pictures.Around(Pictures.Drawn(100, 50)), Pictures.Drawn(40, 60));
        Assert.That((picture.Width, picture.Height), Is.EqualTo((500 + 200 + 500 + (4 * 5), 300 + 10)));
        Assert.That(picture.PixelAt(715 + 499, 5), Is.EqualTo(new Rgba(255, 255, 0, 255)), "not reached by the observed frame");
    }

    [Test]
    public void Large_frames_keep_their_size() =>
        Assert.That(DifferencePicture.SideBySide(Pictures.Around(Pictures.Drawn(800, 600)), Pictures.Drawn(800, 600)).Height, Is.EqualTo(608));
}
