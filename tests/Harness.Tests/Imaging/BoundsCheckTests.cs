using CsCheck;
using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

public sealed class BoundsCheckTests
{
    private static readonly Gen<Channels> AnyChannels = Gen.Int[0, 15].Select(bits => (Channels)bits);

    /// <summary>Three buffers of whole pixels in which each byte is mostly inside its bounds, so that both verdicts occur at every length.</summary>
    private static readonly Gen<(byte[] Observed, byte[] Lower, byte[] Upper)> AnyBounds =
        from pixels in Gen.Int[1, 200]
        from observed in Gen.Byte.Array[pixels * 4]
        from below in Gen.Int[0, 40].Array[pixels * 4]
        from above in Gen.Int[0, 40].Array[pixels * 4]
        from wrong in Gen.Int[-1, (pixels * 4) - 1]
        select (observed, Lower(observed, below), Upper(observed, above, wrong));

    [Test]
    public void The_verdict_at_every_vector_width_is_the_verdict_of_the_definition() =>
        Gen.Select(AnyBounds, AnyChannels).Sample((bounds, channels) =>
        {
            var (observed, lower, upper) = bounds;
            var expected = ByDefinition(observed, lower, upper, channels);
            var mask = ChannelMask.Of(channels);
            var length = (nuint)observed.Length;
            Assert.That(BoundsCheck.Passes(observed, lower, upper, channels), Is.EqualTo(expected));
            Assert.That(BoundsCheck.PassesShort(observed, lower, upper, mask), Is.EqualTo(expected));
            if (length >= 16)
            {
                Assert.That(BoundsCheck.Passes128(ref observed[0], ref lower[0], ref upper[0], length, mask), Is.EqualTo(expected));
            }

            if (length >= 32)
            {
                Assert.That(BoundsCheck.Passes256(ref observed[0], ref lower[0], ref upper[0], length, mask), Is.EqualTo(expected));
            }

            if (length >= 64)
            {
                Assert.That(BoundsCheck.Passes512(ref observed[0], ref lower[0], ref upper[0], length, mask), Is.EqualTo(expected));
            }
        });

    [Test]
    public void A_single_byte_one_step_out_of_bounds_fails_wherever_it_is()
    {
        var frame = Pictures.Filled(37, 5, new Rgba(100, 100, 100, 100));
        var reference = Pictures.Around(frame, 3);
        for (var at = 0; at < frame.Rgba.Length; at++)
        {
            foreach (var (value, passes) in new[] { (96, false), (97, true), (103, true), (104, false) })
            {
                frame.Rgba[at] = (byte)value;
                var observed = Pictures.Copy(frame);
                frame.Rgba[at] = 100;
                Assert.That(BoundsCheck.Passes(reference, observed), Is.EqualTo(passes), $"byte {at} = {value}");
            }
        }
    }

    [Test]
    public void Bounds_that_meet_allow_the_expected_frame_alone()
    {
        var frame = Pictures.Drawn();
        var reference = new ReferenceFrame(frame, frame, frame);
        var other = Pictures.Copy(frame);
        Assert.That(BoundsCheck.Passes(reference, other), Is.True);
        other.Rgba[^1] ^= 1;
        Assert.That(BoundsCheck.Passes(reference, other), Is.False);
        Assert.That(BoundsCheck.Passes(reference, other, Channels.Colour), Is.True);
    }

    [Test]
    public void A_frame_of_another_size_fails_and_says_so()
    {
        var reference = Pictures.Around(Pictures.Drawn(96, 64));
        var observed = Pictures.Drawn(64, 96);
        Assert.That(BoundsCheck.Passes(reference, observed), Is.False);
        var violation = BoundsCheck.FindViolation(reference, observed);
        Assert.That(violation, Is.Not.Null);
        Assert.That(violation!.SizeDiffers, Is.True);
        Assert.That(violation.ToString(), Does.Contain("64x96").And.Contain("96x64"));
    }

    [Test]
    public void Spans_of_different_lengths_are_refused() =>
        Assert.That(() => BoundsCheck.Passes(new byte[8], new byte[8], new byte[4]), Throws.ArgumentException.With.Message.Contains("whole RGBA pixels"));

    [Test]
    public void A_passing_check_allocates_nothing()
    {
        var frame = Pictures.Drawn(640, 480);
        var reference = Pictures.Around(frame, 1);
        BoundsCheck.Passes(reference, frame);
        BoundsCheck.FindViolation(reference, frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var passes = BoundsCheck.Passes(reference, frame) && BoundsCheck.FindViolation(reference, frame) is null;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(passes, Is.True);
        Assert.That(allocated, Is.Zero);
    }

    private static bool ByDefinition(byte[] observed, byte[] lower, byte[] upper, Channels channels)
    {
        Channels[] order = [Channels.Red, Channels.Green, Channels.Blue, Channels.Alpha];
        return observed.Select((value, at) => !channels.HasFlag(order[at % 4]) || (lower[at] <= value && value <= upper[at])).All(inside => inside);
    }

    private static byte[] Lower(byte[] observed, int[] below) => [.. observed.Select((value, at) => (byte)Math.Max(0, value - below[at]))];

    /// <summary>Upper bounds around the observed bytes but for one, when <paramref name="wrong"/> is an index: that one lies below its byte where a byte can.</summary>
    private static byte[] Upper(byte[] observed, int[] above, int wrong) =>
        [.. observed.Select((value, at) => (byte)(at == wrong ? Math.Max(0, value - 1) : Math.Min(255, value + above[at])))];
}
