using Harness.Drm;
using Harness.Drm.Display;
using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Imaging;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Drm;

/// <summary>Modes and page flips, seen by a fake of the kernel.</summary>
public sealed class KmsScreenTests
{
    private FakeKernel _kernel = null!;

    [SetUp]
    public void SetUp() => _kernel = new FakeKernel();

    [Test]
    public void A_mode_is_set_for_a_new_size_only_and_two_pictures_take_turns()
    {
        using var screen = new KmsScreen(_kernel.Open());
        using DrmConnection connection = DrmConnection.Over(_kernel.Open, TimeSpan.FromSeconds(1));
        using var scanout = new DrmScanout(connection, screen);
        uint context = connection.CreateContext("scene");
        GuestResource large = Window(connection, context, 64);
        GuestResource small = Window(connection, context, 20);
        foreach (GuestResource window in (GuestResource[])[large, large, large, small, large])
        {
            scanout.Show(window, 1);
        }

        Assert.That(
            _kernel.Log.Where(l => l.StartsWith("1: mode", StringComparison.Ordinal) || l.StartsWith("1: flip", StringComparison.Ordinal)),
            Is.EqualTo((string[])
            [
                "1: mode 64x72 framebuffer 1", "1: flip to 2", "1: flip to 1", "1: mode 32x32 framebuffer 3", "1: mode 64x72 framebuffer 1",
            ]));
    }

    [Test]
    public void A_framebuffer_shows_blue_first_pixels_without_gaps_between_rows()
    {
        using var screen = new KmsScreen(_kernel.Open());
        using DrmConnection connection = DrmConnection.Over(_kernel.Open, TimeSpan.FromSeconds(1));
        using var scanout = new DrmScanout(connection, screen);
        uint context = connection.CreateContext("scene");
        GuestResource window = Window(connection, context, 64);
        scanout.Show(window, 0x12345678);
        string made = _kernel.Log.Last(l => l.Contains($"Format = {(uint)VirglFormat.B8G8R8X8_UNORM},", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(made, Does.Contain("Width = 64, Height = 72"));
            Assert.That(_kernel.Log, Has.Some.Match("framebuffer 1 of [0-9]+ 64x72 pitch 256"));
            Assert.That(_kernel.Log.Count(l => l.Contains("to host", StringComparison.Ordinal)), Is.EqualTo(2), "two strips");
        });
    }

    [Test]
    public void A_flip_without_an_answer_is_a_hang_and_a_strange_answer_an_error()
    {
        using var screen = new KmsScreen(_kernel.Open());
        var framebuffer = new KmsFramebuffer(1, 64, 64);
        screen.Show(framebuffer);
        _kernel.Events.Enqueue(null);
        _kernel.Events.Enqueue(new FlipEvent { Type = FlipEvent.FlipComplete, Length = 32, UserData = 999 });
        Assert.Multiple(() =>
        {
            Assert.That(() => screen.Show(framebuffer), Throws.InstanceOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.Hang));
            Assert.That(() => screen.Show(framebuffer), Throws.InstanceOf<DeviceException>().With.Message.Contains("for flip 999"));
        });
    }

    [Test]
    public void A_mode_that_may_not_be_set_names_who_may()
    {
        using var screen = new KmsScreen(_kernel.Open());
        _kernel.Failures[SetCrtcRequest.Name] = Errno.EACCES;
        Assert.That(
            () => screen.Show(new KmsFramebuffer(1, 64, 64)), Throws.InstanceOf<DeviceException>().With.Message.Contains("EACCES").And.Message.Contains("first to open the card"));
    }

    [Test]
    public void No_display_is_smaller_than_32_pixels()
    {
        using var screen = new KmsScreen(_kernel.Open());
        Assert.That(() => screen.Show(new KmsFramebuffer(1, 31, 64)), Throws.ArgumentException);
        Assert.That(NonceStrip.LeastWidth, Is.EqualTo(KmsScreen.LeastSide));
    }

    private static GuestResource Window(DrmConnection connection, uint context, int side)
    {
        GuestResource window = connection.CreateResource(ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget, side, side));
        connection.Attach(context, window);
        return window;
    }
}
