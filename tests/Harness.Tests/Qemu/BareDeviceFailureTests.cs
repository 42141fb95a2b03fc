using System.Diagnostics;
using Harness.Processes;
using Harness.Qemu;
using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.State;
using Harness.Tests.VirtioGpu;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

/// <summary>What happens when QEMU dies, hangs, is missing or wrong, and when its owner dies.</summary>
[TestFixture, CancelAfter(30_000)]
internal sealed class BareDeviceFailureTests
{
    [TestCase(ProcessSignals.Kill, "SIGKILL")]
    [TestCase(ProcessSignals.Segv, "SIGSEGV")]
    public void A_killed_QEMU_is_a_crash_with_its_signal_and_a_restart_renders_again(int signal, string name)
    {
        using var device = BareDevice.Start(TestDevice.Offscreen);
        var context = device.Connection.CreateContext("victim");
        device.Connection.Finish(context);
        ProcessSignals.Send(device.Qemu.Id, signal);
        var failure = Assert.Throws<DeviceException>(() => KeepBusy(device, context));
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.HostCrash));
        Assert.That(failure.Message, Does.Contain(name).And.Contain("GLSL feature level"), "the signal, and QEMU's last words");
        Assert.That(() => device.Connection.Finish(context), Throws.TypeOf<DeviceException>().With.Property("Fault").EqualTo(DeviceFault.HostCrash));

        device.Restart();
        context = device.Connection.CreateContext("again");
        device.Connection.Submit(context, new RawStream().Command(0, 0, 0).Dwords);
        device.Connection.Finish(context);
    }

    [Test]
    public void A_stopped_QEMU_is_a_hang_within_the_deadline_and_everything_goes()
    {
        var soon = TimeSpan.FromMilliseconds(400);
        var device = BareDevice.Start(TestDevice.Options with { CommandAllowed = soon, RegisterAllowed = soon });
        var (qemu, state) = (ProcessIdentity.Of(device.Qemu.Id)!.Value, device.StatePath);
        var context = device.Connection.CreateContext("stopped");
        device.Connection.Finish(context);
        ProcessSignals.Send(qemu.Id, ProcessSignals.Stop);
        var watch = Stopwatch.StartNew();
        var failure = Assert.Throws<DeviceException>(() => KeepBusy(device, context));
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(2000));
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.Hang));
        Assert.That(failure.Message, Does.Contain("stopped"));
        Assert.That(() => device.Registers.ReadUInt32(0xe0000000), Throws.TypeOf<DeviceException>().With.Property("Fault").EqualTo(DeviceFault.Hang));
        device.Dispose();
        Assert.That(qemu.IsAlive, Is.False);
        Assert.That(Directory.Exists(state), Is.False);
    }

    [Test]
    public void A_disposed_device_leaves_nothing()
    {
        var before = Directory.GetFiles("/tmp", ".X*-lock");
        var device = BareDevice.Start(TestDevice.Options);
        var (state, qemu) = (device.StatePath, ProcessIdentity.Of(device.Qemu.Id)!.Value);
        var children = Children(state);
        Assert.That(children, Has.Count.EqualTo(2), "Xvfb and QEMU");
        var locks = Directory.GetFiles("/tmp", ".X*-lock").Except(before).ToArray();
        device.Dispose();
        device.Dispose();
        Assert.That(qemu.IsAlive || children.Any(c => c.IsAlive), Is.False);
        Assert.That(Directory.Exists(state), Is.False);
        Assert.That(locks.Where(File.Exists).Where(l => children.Any(c => File.ReadAllText(l).Trim() == $"{c.Id}")), Is.Empty);
        Assert.That(() => device.Connection, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Two_devices_run_at_once_and_do_not_know_of_each_other()
    {
        using var first = BareDevice.Start(TestDevice.Options);
        using var second = BareDevice.Start(TestDevice.Options);
        Assert.That(first.StatePath, Is.Not.EqualTo(second.StatePath));
        var (a, b) = (first.Connection.CreateContext("a"), second.Connection.CreateContext("b"));
        second.Connection.Submit(b, [2 | (1 << 8) | (1 << 16), 77]);
        Assert.That(() => second.Connection.Finish(b), Throws.TypeOf<DeviceException>());
        first.Connection.Submit(a, new RawStream().Command(0, 0, 0).Dwords);
        first.Connection.Finish(a);
    }

    [Test]
    public void When_the_owner_is_killed_its_processes_go_and_its_files_with_them()
    {
        var root = Directory.CreateTempSubdirectory("vg-").FullName;
        using var owner = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareDeviceFailureTests).Assembly.Location, "own-a-device", root])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var line = owner.StandardOutput.ReadLine()!.Split(' ');
        var (qemu, state) = (ProcessIdentity.Of(int.Parse(line[0]))!.Value, line[1]);
        var children = Children(state);
        Assert.That(children.All(c => c.IsAlive), Is.True);
        Assert.That(children, Does.Contain(qemu));
        Assert.That(StateReaper.Reap(root), Is.Zero, "the owner lives");

        owner.Kill();
        owner.WaitForExit();
        Assert.That(TestDevice.Eventually(() => !children.Any(c => c.IsAlive)), Is.True, "QEMU and Xvfb follow their owner");
        Assert.That(TestDevice.Eventually(() => !Directory.Exists(state)), Is.True, "so does the state folder, guest RAM and all");
        Assert.That(
            Directory.GetFiles("/tmp", ".X*-lock").Where(l => children.Any(c => File.ReadAllText(l).Trim() == $"{c.Id}")), Is.Empty, "the X lock is gone too");
        Directory.Delete(root);
    }

    [Test]
    public void A_missing_QEMU_is_named_with_the_remedy()
        => Assert.That(
            () => QemuInstallation.Locate("/nowhere/qemu"),
            Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("/nowhere/qemu").And.Message.Contains("full path"));

    [Test]
    public void A_program_that_is_no_QEMU_is_named()
        => Assert.That(
            () => BareDevice.Start(With(c => c with { Binary = "/bin/false" })),
            Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("/bin/false").And.Message.Contains("code 1"));

    [Test]
    public void A_device_QEMU_does_not_have_is_named()
        => Assert.That(
            () => BareDevice.Start(With(c => c with { Device = "virtio-gpu-of-the-future" })),
            Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("virtio-gpu-of-the-future").And.Message.Contains("lacks the device"));

    [Test]
    public void An_argument_QEMU_does_not_know_is_named()
        => Assert.That(
            () => BareDevice.Start(With(c => c with { Extra = ["-no-such-option"] })),
            Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("-no-such-option").And.Message.Contains("option"));

    [Test]
    public void A_QEMU_that_never_connects_is_given_up_in_time()
    {
        var watch = Stopwatch.StartNew();
        var options = With(c => c with { Binary = ProgramPath.Find("sleep")! }) with { StartAllowed = TimeSpan.FromMilliseconds(300) };
        Assert.That(() => BareDevice.Start(options), Throws.TypeOf<QemuUnavailableException>());
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(3000));
    }

    [Test]
    public void A_missing_X_server_is_named_with_the_remedy()
        => Assert.That(
            () => BareDevice.Start(TestDevice.Options with { Display = new XvfbDisplay { Server = "/bin/false" } }),
            Throws.TypeOf<QemuUnavailableException>().With.Message.Contains("Xvfb did not start"));

    private static void KeepBusy(BareDevice device, uint context)
    {
        for (var i = 0; i < 100; i++)
        {
            device.Connection.Submit(context, []);
            device.Connection.Finish(context);
        }
    }

    private static BareDeviceOptions With(Func<QemuCommandLine, QemuCommandLine> change)
        => TestDevice.Offscreen with { Command = change(TestDevice.Offscreen.Command) };

    private static List<ProcessIdentity> Children(string state)
        => [.. File.ReadAllLines(Path.Combine(state, "processes")).Select(l => ProcessIdentity.Parse(l)!.Value)];
}
