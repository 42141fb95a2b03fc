using Harness.Imaging;
using Harness.Qemu.Scanout;
using Harness.Qemu.Scanout.Mutants;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

/// <summary>Defects of a display change the picture between the strips, and nothing else.</summary>
[TestFixture]
internal sealed class ScanoutMutantTests
{
    [TestCaseSource(typeof(ScanoutMutants), nameof(ScanoutMutants.All))]
    public void Each_defect_shows_in_a_picture_that_is_nowhere_like_itself(ScanoutMutant mutant)
    {
        var frame = Picture(3);
        var before = (byte[])frame.Rgba.Clone();
        var shown = mutant.Show(frame, Picture(7));
        Assert.That((shown.Width, shown.Height), Is.EqualTo((frame.Width, frame.Height)));
        Assert.That(shown.Rgba, Is.Not.EqualTo(frame.Rgba));
        Assert.That(frame.Rgba, Is.EqualTo(before), "the observed frame itself stays");
    }

    [Test]
    public void Nothing_is_changed_while_nothing_is_planted_and_a_stale_display_shows_the_frame_before()
    {
        ScanoutMutant? planted = null;
        using var display = new FakeDisplay();
        using var observer = new MutantScanout(display, () => planted);
        Assert.That(Look(1), Is.EqualTo(Picture(1).Rgba));
        planted = ScanoutMutants.All.First(mutant => mutant.Name == "scanout-stale");
        Assert.That(Look(2), Is.EqualTo(Picture(1).Rgba));
        Assert.That(Look(3), Is.EqualTo(Picture(2).Rgba));
        planted = null;
        Assert.That(Look(4), Is.EqualTo(Picture(4).Rgba));

        byte[] Look(uint nonce) => observer.WaitForFrame(8, 6, nonce, TimeSpan.FromSeconds(1)).Rgba;
    }

    private static Frame Picture(int seed)
    {
        var frame = new Frame(8, 6);
        new Random(seed).NextBytes(frame.Rgba);
        return frame;
    }

    /// <summary>FAKE: a display that shows another picture for each nonce.</summary>
    private sealed class FakeDisplay : IScanoutObserver
    {
        public Frame WaitForFrame(int width, int height, uint nonce, TimeSpan atMost) => Picture((int)nonce);

        public Frame WaitForPicture(Frame picture, TimeSpan atMost) => picture;

        public void ShowCursor(TimeSpan atMost)
        {
        }

        public Frame CaptureScreen() => Picture(0);

        public void Dispose()
        {
        }
    }
}
