using CsCheck;
using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

public sealed class BoundsViolationTests
{
    [Test]
    public void Every_pixel_out_of_bounds_is_counted_and_lies_in_exactly_one_box() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[0, 89].Array[1, 120], Gen.Int[0, 89].Array[120]).Sample((width, height, xs, ys) =>
        {
            var expected = Pictures.Filled(width, height, Pictures.Background);
            var observed = Pictures.Copy(expected);
            var wrong = new HashSet<(int X, int Y)>();
            for (var i = 0; i < xs.Length; i++)
            {
                var place = (X: xs[i] % width, Y: ys[i] % height);
                wrong.Add(place);
                observed.SetPixel(place.X, place.Y, new Rgba(0, 0, 0, 0));
            }

            var violation = BoundsCheck.FindViolation(Pictures.Around(expected, 2), observed)!;
            Assert.That(violation.PixelsOut, Is.EqualTo(wrong.Count));
            Assert.That(violation.Boxes, Has.Count.InRange(1, BoundsViolation.MostBoxes));
            foreach (var (x, y) in wrong)
            {
                Assert.That(violation.Boxes.Count(box => Holds(box, x, y)), Is.EqualTo(1), $"({x}, {y})");
            }

            foreach (var box in violation.Boxes)
            {
                var inside = wrong.Where(place => Holds(box, place.X, place.Y)).ToList();
                Assert.That(box.PixelsOut, Is.EqualTo(inside.Count));
                Assert.That((box.X, box.Y), Is.EqualTo((inside.Min(place => place.X), inside.Min(place => place.Y))));
                Assert.That((box.Width, box.Height), Is.EqualTo(
                    (inside.Max(place => place.X) - box.X + 1, inside.Max(place => place.Y) - box.Y + 1)));
                Assert.That(box.GlY, Is.EqualTo(height - (box.Y + box.Height)));
            }

            var first = wrong.OrderBy(place => place.Y).ThenBy(place => place.X).First();
            Assert.That((violation.First!.X, violation.First.Y), Is.EqualTo(first));
        });

    [Test]
    public void Two_defects_far_apart_are_two_boxes_and_two_close_together_are_one()
    {
        var expected = Pictures.Filled(100, 100, Pictures.Background);
        var observed = Pictures.Copy(expected);
        Pictures.Fill(observed, 10, 10, 5, 3, default);
        Pictures.Fill(observed, 16, 10, 5, 3, default);
        Pictures.Fill(observed, 70, 80, 2, 9, default);
        var violation = BoundsCheck.FindViolation(Pictures.Around(expected), observed)!;
        Assert.That(violation.Boxes, Is.EqualTo(new[] { new ViolationBox(10, 10, 87, 11, 3, 30), new ViolationBox(70, 80, 11, 2, 9, 18) }));
    }

    [Test]
    public void The_worst_pixel_is_named_with_its_bounds_and_its_distance_from_them()
    {
        var expected = Pictures.Filled(8, 4, new Rgba(100, 100, 100, 255));
        var observed = Pictures.Copy(expected);
        observed.SetPixel(1, 0, new Rgba(100, 110, 100, 255));
        observed.SetPixel(6, 3, new Rgba(100, 100, 40, 255));
        var violation = BoundsCheck.FindViolation(Pictures.Around(expected, 4), observed)!;
        Assert.That(violation.First, Is.EqualTo(new PixelViolation(
            1, 0, 3, new Rgba(100, 110, 100, 255), new Rgba(100, 100, 100, 255), new Rgba(96, 96, 96, 251), new Rgba(104, 104, 104, 255), 6)));
        Assert.That(violation.Worst, Is.EqualTo(new PixelViolation(
            6, 3, 0, new Rgba(100, 100, 40, 255), new Rgba(100, 100, 100, 255), new Rgba(96, 96, 96, 251), new Rgba(104, 104, 104, 255), 56)));
        Assert.That(violation.ChannelsOut, Is.EqualTo(Channels.Green | Channels.Blue));
        Assert.That(violation.ToString(), Does.Contain("(6, 3) [GL y 0] observed (100, 100, 40, 255)").And.Contain("2 of 32 pixels (6.25 %) out of bounds, in GB."));
    }

    [Test]
    public void Channels_that_are_not_judged_are_neither_counted_nor_measured()
    {
        var expected = Pictures.Filled(8, 8, new Rgba(9, 9, 9, 255));
        var observed = Pictures.Filled(8, 8, new Rgba(9, 9, 9, 0));
        observed.SetPixel(2, 2, new Rgba(9, 19, 9, 0));
        Assert.That(BoundsCheck.FindViolation(Pictures.Around(expected), observed, Channels.Alpha | Channels.Blue)!.PixelsOut, Is.EqualTo(64));
        var violation = BoundsCheck.FindViolation(Pictures.Around(expected), observed, Channels.Colour)!;
        Assert.That((violation.PixelsOut, violation.Worst!.Deviation, violation.ChannelsOut), Is.EqualTo((1, 10, Channels.Green)));
    }

    [Test]
    [CancelAfter(20_000)]
    public void A_large_frame_that_is_noise_still_yields_few_boxes()
    {
        var expected = Pictures.Filled(1920, 1080, Pictures.Background);
        var observed = Pictures.Copy(expected);
        var random = new Random(7);
        for (var i = 0; i < 30_000; i++)
        {
            observed.SetPixel(random.Next(1920), random.Next(1080), default);
        }

        var violation = BoundsCheck.FindViolation(Pictures.Around(expected), observed)!;
        Assert.That(violation.Boxes, Has.Count.InRange(1, BoundsViolation.MostBoxes));
        Assert.That(violation.Boxes.Sum(box => box.PixelsOut), Is.EqualTo(violation.PixelsOut));
    }

    private static bool Holds(ViolationBox box, int x, int y) => x >= box.X && x < box.X + box.Width && y >= box.Y && y < box.Y + box.Height;
}
