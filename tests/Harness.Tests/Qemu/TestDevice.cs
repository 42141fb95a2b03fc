using Harness.Qemu;
using Harness.Qemu.Displays;
using Harness.Qemu.Launch;

namespace Harness.Tests.Qemu;

/// <summary>
/// The device the tests run on: QEMU from PATH, software OpenGL where there is no GPU, and one shader cache for all tests.
/// </summary>
internal static class TestDevice
{
    /// <summary>With a private X server, so that the scanout can be seen.</summary>
    public static BareDeviceOptions Options { get; } = new()
    {
        Command = new QemuCommandLine { Binary = QemuInstallation.Locate() },
        Display = new XvfbDisplay { LargestWidth = 808, LargestHeight = 616 },
        Gl = GlHost.Discover(Path.Combine(Path.GetTempPath(), $"virtgpu-tests-shaders.{Environment.UserName}")),
    };

    /// <summary>Without any window system.</summary>
    public static BareDeviceOptions Offscreen { get; } = Options with { Display = new OffscreenDisplay() };

    /// <summary>Waits for something outside of .NET that gives no signal; false when the time has passed.</summary>
    public static bool Eventually(Func<bool> condition, int milliseconds = 5000) => SpinWait.SpinUntil(condition, milliseconds);
}
