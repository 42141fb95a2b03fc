using Harness.Processes;
using Harness.Qemu.Launch;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

[TestFixture, CancelAfter(30_000)]
internal sealed class QemuInstallationTests
{
    [Test]
    public void The_installed_QEMU_has_what_the_device_lane_needs()
    {
        var qemu = QemuInstallation.Inspect().RequireVirgl();
        Assert.That(qemu.Version, Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(qemu.Binary, Does.StartWith("/"));
    }

    [Test]
    public void Another_program_is_told_from_QEMU()
        => Assert.That(() => QemuInstallation.Inspect("/bin/echo"), Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("/bin/echo"));

    [Test]
    public void A_QEMU_without_the_device_is_refused_with_the_remedy()
        => Assert.That(
            () => new QemuInstallation("/usr/bin/q", "1.0", true, false).RequireVirgl(), Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("virglrenderer"));

    [Test]
    public void The_probe_guest_reaches_its_end_under_TCG()
    {
        var (exit, words) = AcceleratorProbe.Run(QemuInstallation.Locate(), Accelerator.Tcg);
        Assert.That(exit, Is.EqualTo(new ProcessExit(0x55)), words);
    }

    [Test]
    public void The_accelerator_is_KVM_only_where_the_probe_guest_ran_and_is_remembered()
    {
        var cache = Directory.CreateTempSubdirectory("vg-").FullName;
        var finding = AcceleratorProbe.Choose(QemuInstallation.Locate(), cache);
        Assert.That(finding.Reason, Is.Not.Empty);
        Assert.That(File.ReadAllLines(Path.Combine(cache, "accelerator")), Has.Length.EqualTo(3));
        Assert.That(AcceleratorProbe.Choose(QemuInstallation.Locate(), cache), Is.EqualTo(finding));
        Directory.Delete(cache, recursive: true);
    }

    [Test]
    public void The_monitor_greets_with_the_version_and_answers()
    {
        using var device = Harness.Qemu.BareDevice.Start(TestDevice.Offscreen);
        Assert.That(QemuInstallation.Inspect().Version, Does.StartWith(device.Qemu.Monitor.Version));
        Assert.That(device.Qemu.Monitor.QueryStatus(), Is.EqualTo("running"));
        Assert.That(() => device.Qemu.Monitor.Execute("no-such-command"), Throws.TypeOf<Harness.Qemu.Monitor.QmpException>().With.Message.Contains("no-such-command"));
        device.Qemu.Monitor.Quit();
        Assert.That(TestDevice.Eventually(() => device.Qemu.HasExited), Is.True);
    }
}
