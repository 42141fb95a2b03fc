using System.Diagnostics;
using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.Guest;
using NUnit.Framework;

namespace Harness.Tests.Qemu.Guest;

/// <summary>Real QEMU with guests that end in every way there is.</summary>
[TestFixture, CancelAfter(60_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class GuestMachineTests
{
    private const string Hello = "[    0.000000] Linux version 0.0.1 of a test\n";

    private static BareKernel Kernel => new BareKernel().Say(Hello);

    [Test]
    public void A_guest_runs_is_stopped_and_leaves_nothing()
    {
        var machine = TestGuest.Start(Kernel.Halt());
        Assert.That(TestDevice.Eventually(() => machine.Console.Bytes == Hello.Length), Is.True);
        Assert.That(File.ReadAllText(machine.Console.LogPath), Is.EqualTo(Hello));
        machine.Watch.Ready();
        var traces = TestGuest.TracesOf(machine);
        Assert.That(traces.AreGoneNow, Is.False);
        var end = machine.Stop();
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.Stopped), end.Sentence);
        Assert.That(end.Console, Is.EqualTo(Hello.TrimEnd()));
        Assert.That(end.CommandLine, Does.Contain("virtserialport,bus=ports.0,chardev=agent,id=agent0,name=harness.agent"));
        Assert.That(traces.AreGone, Is.True);
    }

    [Test]
    public void A_guest_that_switches_itself_off_when_it_is_asked_to_has_stopped()
    {
        using var machine = TestGuest.Start(Kernel.Count(600_000_000).Say("goodbye\n").PowerOff(), o => o with
        {
            Limits = TestGuest.Limits with { PowerOff = TimeSpan.FromSeconds(10) },
        });
        Assert.That(machine.WaitForConsole("Linux version"), Is.True);
        var asked = false;
        var end = machine.Stop(() => asked = true);
        Assert.That(asked, Is.True);
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.Stopped), end.Sentence);
        Assert.That(end.Exit, Is.EqualTo(new ProcessExit(0)));
        Assert.That(end.Console, Does.Contain("goodbye"));
        Assert.That(end.Sentence, Does.Contain("as it was asked"));
    }

    [Test]
    public void A_guest_that_switches_itself_off_unasked_is_named()
        => Expect(Kernel.PowerOff(), GuestEndClass.UnexpectedPowerOff);

    [Test]
    public void A_guest_that_resets_itself_is_named()
        => Expect(Kernel.Reset(), GuestEndClass.UnexpectedReboot);

    [Test]
    public void A_panic_that_only_the_panic_device_tells_is_a_panic()
        => Expect(Kernel.TellPanicDevice().Reset(), GuestEndClass.GuestPanic, "panic device");

    [Test]
    public void A_panic_is_quoted_and_the_reset_after_it_is_no_finding()
        => Expect(Kernel.Say("[    1.0000").Say("00] Kernel panic - not syncing: Attempted to kill init!\r\n").Reset(), GuestEndClass.GuestPanic, "Attempted to kill init");

    [Test]
    public void An_oops_before_a_reset_is_the_cause()
        => Expect(
            Kernel.Say("[    1.000000] BUG: kernel NULL pointer dereference, address: 0000000000000008\n").Reset(),
            GuestEndClass.GuestOops, "NULL pointer");

    [Test]
    public void A_kernel_that_never_speaks_is_a_boot_that_failed()
        => Expect(new BareKernel().Halt(), GuestEndClass.BootFailed, "empty", o => o with { Limits = TestGuest.Limits with { FirstByte = TimeSpan.FromSeconds(0.5) } });

    [Test]
    public void A_kernel_that_speaks_and_never_gets_ready_is_a_boot_that_takes_too_long()
    {
        var end = Expect(Kernel.Say("[    1.0] more\n").Halt(), GuestEndClass.BootTimeout, "1.2 s", o => o with { Limits = TestGuest.Limits with { Boot = TimeSpan.FromSeconds(0.6) } });
        Assert.That(end.Registers, Does.Contain("EIP=").Or.Contain("RIP="));
        Assert.That(end.Exit, Is.Null, "that the question reset the machine is no finding");
    }

    [Test]
    public void A_guest_that_prints_forever_and_gets_nothing_done_hangs()
    {
        using var machine = TestGuest.Start(Kernel.Say("still here\n").Count(10_000_000).Repeat());
        Assert.That(machine.WaitForConsole("Linux version"), Is.True);
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.GuestHung), end.Sentence);
        Assert.That(end.Registers, Does.Contain("EIP=").Or.Contain("RIP="));
        Assert.That(end.Slowdown, Is.EqualTo(2));
    }

    [Test]
    public void A_guest_that_says_nothing_and_gets_nothing_done_is_silent()
    {
        // It is ready long before a boot would take too long, and from then on that limit is none of it.
        using var machine = TestGuest.Start(Kernel.Halt(), o => o with { Limits = TestGuest.Limits with { Boot = TimeSpan.FromHours(1) } });
        Assert.That(TestDevice.Eventually(() => machine.Console.Bytes == Hello.Length), Is.True);
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.GuestSilent), end.Sentence);
    }

    [Test]
    public void A_guest_that_gets_things_done_is_left_alone()
    {
        using var machine = TestGuest.Start(Kernel.Halt());
        machine.Watch.Ready();
        var since = Stopwatch.GetTimestamp();
        Assert.That(TestDevice.Eventually(() =>
        {
            machine.Watch.Progress();
            return machine.Watch.Ended.IsCompleted;
        }, 3000), Is.False, "three times the limit");
        Assert.That(Stopwatch.GetElapsedTime(since).TotalSeconds, Is.GreaterThan(2.9));
    }

    [TestCase(ProcessSignals.Segv, "SIGSEGV")]
    [TestCase(ProcessSignals.Kill, "SIGKILL")]
    public void A_QEMU_that_a_signal_ends_has_crashed(int signal, string name)
    {
        using var machine = TestGuest.Start(Kernel.Halt());
        machine.Watch.Ready();
        ProcessSignals.Send(machine.QemuId, signal);
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuCrashed), end.Sentence);
        Assert.That(end.Sentence, Does.Contain(name));
        Assert.That(machine.Stop().Class, Is.EqualTo(GuestEndClass.QemuCrashed), "the end stays what it was");
    }

    [Test]
    public void A_QEMU_that_stopped_its_guest_is_paused_and_not_hung()
    {
        using var machine = TestGuest.Start(Kernel.Halt());
        machine.Watch.Ready();
        machine.Monitor.Execute("stop");
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuPaused), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("'paused'"));
    }

    [Test]
    public void A_guest_that_is_stopped_for_a_moment_is_left_alone()
    {
        using var machine = TestGuest.Start(Kernel.Halt());
        machine.Watch.Ready();
        machine.Monitor.Execute("stop");
        machine.Monitor.Execute("cont");
        Assert.That(TestDevice.Eventually(() =>
        {
            machine.Watch.Progress();
            return machine.Watch.Ended.IsCompleted;
        }, 2000), Is.False, "twice the limit");
    }

    [Test]
    public void A_QEMU_that_does_not_answer_hangs_and_is_gone_afterwards()
    {
        using var machine = TestGuest.Start(Kernel.Halt());
        var traces = TestGuest.TracesOf(machine);
        machine.Watch.Ready();
        ProcessSignals.Send(machine.QemuId, ProcessSignals.Stop);
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.QemuHung), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("stopped"));
        Assert.That(machine.Stop().Class, Is.EqualTo(GuestEndClass.QemuHung));
        Assert.That(traces.AreGone, Is.True);
    }

    [Test]
    public void A_report_of_the_owner_gets_its_name_from_the_rest_that_is_known()
    {
        using var machine = TestGuest.Start(Kernel.Halt());
        machine.Watch.Ready();
        var end = machine.Watch.Report("its answer to Play did not come within 10 s");
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.AgentLost), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("did not come within 10 s"));
    }

    [Test]
    public void The_oops_that_comes_after_the_report_wins()
    {
        using var machine = TestGuest.Start(Kernel.Count(500_000_000).Say("[    9.000000] Oops: 0002 [#1] PREEMPT SMP NOPTI\n").Halt(), o => o with
        {
            Limits = TestGuest.Limits with { Grace = TimeSpan.FromSeconds(10) },
        });
        Assert.That(machine.WaitForConsole("Linux version"), Is.True);
        var end = machine.Watch.Report("its connection broke");
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.GuestOops), end.Sentence);
        Assert.That(end.Sentence, Does.Contain("its connection broke").And.Contain("Oops: 0002"));
    }

    [Test]
    public void An_end_wakes_whoever_reads_from_the_agent()
    {
        using var machine = TestGuest.Start(Kernel.Count(100_000_000).Say("[    9.000000] Kernel panic - not syncing: test\n").Halt());
        Assert.That(machine.Agent.ReadByte(), Is.EqualTo(-1));
        Assert.That(machine.Watch.Ended.Result.Class, Is.EqualTo(GuestEndClass.GuestPanic));
    }

    [Test]
    public void A_cancelled_owner_ends_its_machine()
    {
        using var source = new CancellationTokenSource();
        using var machine = TestGuest.Start(Kernel.Halt(), o => o with { Cancellation = source.Token });
        source.Cancel();
        Assert.That(machine.Watch.Ended.Result.Class, Is.EqualTo(GuestEndClass.Cancelled));
        Assert.That(
            () => TestGuest.Start(Kernel.Halt(), o => o with { Cancellation = source.Token }),
            Throws.TypeOf<GuestEndedException>().With.Property("End").Property("Class").EqualTo(GuestEndClass.Cancelled));
    }

    [Test]
    public void The_display_is_seen_and_goes_with_the_machine()
    {
        var machine = TestGuest.Start(Kernel.Halt(), o => o with { Display = new XvfbDisplay { LargestWidth = 640, LargestHeight = 480 } });
        var traces = TestGuest.TracesOf(machine);
        Assert.That(traces.Processes, Has.Count.EqualTo(2), "Xvfb and QEMU");
        Assert.That(machine.Observer!.CaptureScreen().Width, Is.EqualTo(640));
        machine.Dispose();
        machine.Dispose();
        Assert.That(traces.AreGone, Is.True);
    }

    [Test]
    public void Machines_side_by_side_do_not_know_of_each_other()
    {
        var machines = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(i => TestGuest.Start(Kernel.Say($"number {i}\n").Halt())).ToArray();
        var traces = machines.Select(TestGuest.TracesOf).ToArray();
        Assert.That(machines.Select(m => m.StatePath).Distinct().Count(), Is.EqualTo(4));
        for (var i = 0; i < 4; i++)
        {
            Assert.That(machines[i].WaitForConsole($"number {i}"), Is.True);
        }

        Assert.That(machines.Select(m => m.Stop().Class), Is.All.EqualTo(GuestEndClass.Stopped));
        Assert.That(traces.All(t => t.AreGone), Is.True);
    }

    private static GuestEnd Expect(BareKernel kernel, GuestEndClass expected, string words = "", Func<GuestMachineOptions, GuestMachineOptions>? change = null)
    {
        using var machine = TestGuest.Start(kernel, change);
        return machine.ExpectEnd(expected, words);
    }
}
