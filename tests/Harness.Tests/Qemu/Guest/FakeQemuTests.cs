using System.Diagnostics;
using Harness.Guests;
using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.Guest;
using NUnit.Framework;

namespace Harness.Tests.Qemu.Guest;

/// <summary>What a machine makes of a QEMU that misbehaves: a program of the tests in its place.</summary>
[TestFixture, CancelAfter(60_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class FakeQemuTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vg-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_guest_that_boots_works_and_is_stopped_has_stopped_and_leaves_nothing()
    {
        var machine = Start("say [    0.000000] Linux version 6", "event VSERPORT_CHANGE {\"open\":true,\"id\":\"agent0\"}", "stay");
        machine.Watch.Ready();
        var traces = TestGuest.TracesOf(machine);
        Assert.That(machine.Stop().Class, Is.EqualTo(GuestEndClass.Stopped));
        Assert.That(traces.AreGone, Is.True);
    }

    [Test]
    public void An_agent_that_says_hello_and_never_that_the_drivers_were_loaded_is_a_guest_that_hangs()
    {
        var limits = TestGuest.Limits with { GpuDriver = TimeSpan.FromSeconds(0.3), Progress = TimeSpan.FromSeconds(5) };
        var setup = new GuestSetup
        {
            Qemu = FakeQemu.Write(_folder, "say [    0.000000] Linux version 6", "hello", "stay"),
            Kernel = "/kernel",
            WriteInitramfs = path => File.WriteAllText(path, string.Empty),
            Disks = [],
            Display = new OffscreenDisplay(),
            Gl = TestDevice.Options.Gl,
            Limits = limits,
        };
        var end = Assert.Throws<GuestEndedException>(() => RunningGuest.Boot(setup, CancellationToken.None))!.End;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.GuestHung), end.ToString());
        Assert.That(end.Sentence, Does.Contain("The GPU's driver was being loaded"));
    }

    [TestCase("exit 0", GuestEndClass.QemuExitedTooSoon, "exited with code 0")]
    [TestCase("exit 3", GuestEndClass.QemuExitedTooSoon, "exited with code 3")]
    [TestCase("die 11", GuestEndClass.QemuCrashed, "SIGSEGV")]
    [TestCase("die 6", GuestEndClass.QemuCrashed, "SIGABRT")]
    public void An_end_during_the_boot_is_named(string step, GuestEndClass expected, string words)
    {
        using var machine = Start("say [    0.000000] Linux version 6", "stderr last words", "pause 300", step);
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(expected), end.Sentence);
        Assert.That(end.Sentence, Does.Contain(words).And.Contain("before the guest was ready").And.Contain("last words"));
    }

    [Test]
    public void A_crash_while_stopping_is_a_crash()
    {
        using var machine = Start("quit-by 11", "stay");
        machine.Watch.Ready();
        var end = machine.Stop();
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuCrashed), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("SIGSEGV").And.Contain("while it was being stopped"));
    }

    [Test]
    public void A_failure_while_stopping_is_no_stop()
    {
        using var machine = Start("quit 7", "stay");
        machine.Watch.Ready();
        var end = machine.Stop();
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuExitedTooSoon), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("code 7"));
    }

    [Test]
    public void A_panic_that_comes_after_the_agent_left_is_a_panic()
    {
        using var machine = Start(
            "event VSERPORT_CHANGE {\"open\":true,\"id\":\"agent0\"}", "pause 200", "event VSERPORT_CHANGE {\"open\":false,\"id\":\"agent0\"}", "pause 300",
            "part [    5.000000] Kernel pa", "pause 50", "say nic - not syncing: Fatal exception", "event SHUTDOWN {\"guest\":true,\"reason\":\"guest-reset\"}", "exit 0");
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.GuestPanic), end.Sentence);
        Assert.That(end.MonitorEvents, Has.Some.StartsWith("VSERPORT_CHANGE").And.Some.StartsWith("SHUTDOWN"));
    }

    [Test]
    public void A_panic_without_a_line_end_before_the_end_of_QEMU_is_a_panic()
    {
        using var machine = Start("pause 300", "part [    5.000000] Kernel panic - not syncing: x", "exit 0");
        Assert.That(machine.Watch.Ended.Result.Class, Is.EqualTo(GuestEndClass.GuestPanic));
    }

    [Test]
    public void An_agent_that_left_while_the_guest_goes_on_is_lost()
    {
        using var machine = Start("event VSERPORT_CHANGE {\"open\":false,\"id\":\"agent0\"}", "stay");
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.AgentLost), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("closed its port"));
    }

    [TestCase("internal-error")]
    [TestCase("io-error")]
    public void A_QEMU_that_stopped_the_guest_is_paused(string state)
    {
        using var machine = Start($"status {state}", "event STOP", "stay");
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuPaused), end.Sentence);
        Assert.That(end.Sentence, Does.Contain(state));
    }

    [Test]
    public void A_disk_without_room_is_named_rather_than_the_pause_that_follows()
    {
        using var machine = Start("status io-error", "event BLOCK_IO_ERROR {\"node-name\":\"disk0\",\"nospace\":true,\"action\":\"stop\"}", "event STOP", "stay");
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.DiskFull), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("disk0"));
    }

    [Test]
    public void A_monitor_that_does_not_answer_is_a_QEMU_that_hangs()
    {
        using var machine = Start("pause 300", "deaf", "stay");
        machine.Watch.Ready();
        Assert.That(machine.Watch.Ended.Result.Class, Is.EqualTo(GuestEndClass.QemuHung));
    }

    [Test]
    public void A_QEMU_that_obeys_neither_its_monitor_nor_SIGTERM_is_killed_and_its_grandchild_with_it()
    {
        using var machine = Start("ignore-term", "ignore-quit", "grandchild", "say there", "stay");
        Assert.That(machine.WaitForConsole("there"), Is.True);
        machine.Watch.Ready();
        var traces = TestGuest.TracesOf(machine);
        var watch = Stopwatch.StartNew();
        var end = machine.Stop();
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.Stopped), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("SIGKILL"));
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(20));
        Assert.That(traces.AreGone, Is.True, "the grandchild works in the machine's folder");
    }

    [Test]
    public void A_QEMU_that_obeys_SIGTERM_only_is_ended_so()
    {
        using var machine = Start("ignore-quit", "say there", "stay");
        Assert.That(machine.WaitForConsole("there"), Is.True);
        var end = machine.Stop();
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.Stopped), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("SIGTERM"));
    }

    [Test]
    public void Words_of_programs_are_no_findings()
    {
        using var machine = Start(
            "say [    0.000000] Linux version 6", "say WARNING in the words of a program", "say [    1.000000] ODEBUG: active", "say Oops", "say my BUG: none", "stay");
        Assert.That(machine.WaitForConsole("none"), Is.True);
        Assert.That(machine.Stop().Findings, Is.Empty);
    }

    [Test]
    public void A_QEMU_that_does_not_know_an_option_is_told_from_one_that_just_ends()
    {
        Assert.That(StartFails("early", "stderr qemu: -foo: invalid option", "exit 1").Class, Is.EqualTo(GuestEndClass.UnsupportedOption));
        Assert.That(StartFails("early", "exit 1").Class, Is.EqualTo(GuestEndClass.QemuExitedTooSoon));
        Assert.That(StartFails("early", "die 11").Class, Is.EqualTo(GuestEndClass.QemuCrashed));
        var end = StartFails("early", "stay");
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuHung), end.Sentence);
        Assert.That(end.CommandLine, Has.Some.EqualTo("-kernel"));
    }

    [Test]
    public void A_QEMU_that_is_not_there_is_named()
    {
        var failure = Assert.Throws<GuestEndedException>(() => GuestMachine.Start(Options("/nowhere/qemu")));
        Assert.That(failure!.End.Class, Is.EqualTo(GuestEndClass.QemuNotFound));
        Assert.That(failure.End.Sentence, Does.Contain("/nowhere/qemu"));
    }

    [Test]
    public void A_folder_whose_path_is_too_long_for_sockets_is_named()
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder, new string('x', 120))).FullName;
        var failure = Assert.Throws<PathTooLongException>(() => GuestMachine.Start(Options("/bin/false") with { StateRoot = root }));
        Assert.That(failure!.Message, Does.Contain("107"));
        Assert.That(Directory.GetDirectories(root), Is.Empty);
    }

    [Test]
    public void More_memory_than_the_host_has_is_refused_before_the_start()
    {
        var options = Options("/bin/false");
        var failure = Assert.Throws<GuestEndedException>(() => GuestMachine.Start(options with { Command = options.Command with { MemoryBytes = 1L << 50 } }));
        Assert.That(failure!.End.Class, Is.EqualTo(GuestEndClass.HostOom));
    }

    [Test]
    public void When_the_owner_of_a_guest_is_killed_all_of_it_goes()
    {
        using var owner = Process.Start(new ProcessStartInfo("dotnet", [typeof(FakeQemuTests).Assembly.Location, "own-a-guest", _folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var state = owner.StandardOutput.ReadLine()!.Split(' ')[1];
        var traces = new Traces(state, [.. File.ReadAllLines(Path.Combine(state, "processes")).Select(line => ProcessIdentity.Parse(line)!.Value)], []);
        Assert.That(traces.Processes, Has.Count.EqualTo(2), "Xvfb and QEMU");
        Assert.That(traces.Processes.All(process => process.IsAlive), Is.True);
        owner.Kill();
        owner.WaitForExit();
        Assert.That(traces.AreGone, Is.True);
    }

    private GuestMachine Start(params string[] steps) => GuestMachine.Start(Options(FakeQemu.Write(_folder, steps)));

    private GuestEnd StartFails(params string[] steps)
    {
        var options = Options(FakeQemu.Write(_folder, steps)) with { Limits = TestGuest.Limits with { Qemu = TimeSpan.FromSeconds(2) } };
        var end = Assert.Throws<GuestEndedException>(() => GuestMachine.Start(options))!.End;
        Assert.That(TestDevice.Eventually(() => Directory.GetDirectories(Path.Combine(_folder, "s")).Length == 0), Is.True, "nothing is left");
        return end;
    }

    private GuestMachineOptions Options(string qemu)
    {
        var options = TestGuest.Options("/kernel");
        return options with { Command = options.Command with { Binary = qemu }, StateRoot = Directory.CreateDirectory(Path.Combine(_folder, "s")).FullName };
    }
}
