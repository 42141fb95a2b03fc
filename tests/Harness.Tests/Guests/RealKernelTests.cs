using Harness.Guests.Boot;
using Harness.Processes;
using Harness.Qemu.Displays;
using Harness.Qemu.Guest;
using Harness.Runs.Lanes;
using Harness.Tests.Qemu.Guest;
using NUnit.Framework;

namespace Harness.Tests.Guests;

/// <summary>Debian's kernel with a first process of a few system calls: what a real Linux says and does at each end, and the name that the end gets by that.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class RealKernelTests
{
    private const string Line = "first process";

    private static TinyInit Init => new TinyInit().Say(Line);

    [Test]
    public void A_first_process_that_ends_is_a_panic()
        => Expect(Init.Exit(), GuestEndClass.GuestPanic, "Attempted to kill init");

    [Test]
    public void A_guest_that_switches_itself_off_unasked_is_named()
        => Expect(Init.PowerOff(), GuestEndClass.UnexpectedPowerOff);

    [Test]
    public void A_guest_that_resets_itself_is_named()
        => Expect(Init.Restart(), GuestEndClass.UnexpectedReboot);

    [Test]
    public void A_guest_that_gets_nothing_done_is_asked_where_it_is()
    {
        using var machine = Start(Init.Spin());
        machine.Watch.Ready();
        var end = machine.Watch.Ended.Result;
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.GuestHung), end.ToString());
        Assert.That(end.Console, Does.Contain("sysrq").And.Contain("NMI"), "by the magic keys, and by an interrupt that cannot be masked");
        Assert.That(end.Findings, Is.Empty, "what came of the questions is no finding");
    }

    [Test]
    public void A_guest_that_switches_itself_off_when_it_is_asked_to_has_stopped()
    {
        using var machine = Start(Init.Hear().PowerOff());
        machine.Watch.Ready();
        var end = machine.Stop(() => machine.Console.Write("\n"u8));
        Assert.That(end.Class, Is.EqualTo(GuestEndClass.Stopped), end.ToString());
        Assert.That(end.Exit, Is.EqualTo(new ProcessExit(0)));
        Assert.That(end.Findings, Is.Empty);
    }

    private static void Expect(TinyInit init, GuestEndClass expected, string words = "")
    {
        using var machine = Start(init);
        machine.ExpectEnd(expected, words);
    }

    /// <summary>Boots it, until it has spoken.</summary>
    private static GuestMachine Start(TinyInit init)
    {
        using var source = new GuestSource(new GuestSourceOptions { Scanout = false });
        var setup = RealGuest.Setup(source) with { WriteInitramfs = init.WriteInitramfs, Display = new OffscreenDisplay() };
        var machine = GuestMachine.Start(setup.Machine() with
        {
            Limits = TestGuest.Limits with { Boot = TimeSpan.FromSeconds(30), PowerOff = TimeSpan.FromSeconds(10), Progress = TimeSpan.FromSeconds(1) },
        });
        Assert.That(machine.Console.Said(Line).Wait(TimeSpan.FromSeconds(60)), Is.True, machine.Console.Text);
        return machine;
    }
}
