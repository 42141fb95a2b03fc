using Harness.Link.Messages;
using Harness.Processes;
using Harness.Qemu.Guest;
using Harness.Qemu.Tracing;
using Harness.Runs.Lanes;
using Harness.Tests.Imaging;
using Harness.Tests.Qemu.Guest;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>What becomes of counting where QEMU has nothing to tell. What it tells of a guest is counted where one is measured on.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class DeviceCountingTests
{
    [Test]
    public void A_QEMU_that_keeps_no_trace_is_named()
    {
        using var machine = TestGuest.Start(new BareKernel().Halt());
        Assert.That(new DeviceCounting(machine).WhyNot, Does.Contain("without the trace backend 'log'"));
    }

    [Test]
    public void Marks_are_answered_without_a_count_where_nothing_was_traced_and_where_QEMU_is_gone()
    {
        using var machine = TestGuest.Start(new BareKernel().Halt(), options => options with { Command = options.Command with { Extra = QemuTrace.Arguments() } });
        var counting = new DeviceCounting(machine);
        Assert.That(counting.WhyNot, Is.Null);
        Assert.That((Mark(begins: true).Count, Mark(begins: false).Count), Is.EqualTo((0, 0)));
        ProcessSignals.Send(machine.QemuId, ProcessSignals.Kill);
        Assert.That(machine.Watch.Ended.Result.Class, Is.EqualTo(GuestEndClass.QemuCrashed));
        Assert.That((Mark(begins: true).Count, Mark(begins: false).Count), Is.EqualTo((0, 0)));

        IReadOnlyList<long> Mark(bool begins) => counting.Mark(new TurnMark(begins)).Work;
    }

    /// <summary>A fake in QEMU's place: all real ones have these events.</summary>
    [Test]
    public void A_QEMU_that_lacks_events_is_named_with_those()
    {
        using var folder = new TemporaryFolder();
        var options = TestGuest.Options("/kernel");
        using var machine = GuestMachine.Start(options with { Command = options.Command with { Binary = FakeQemu.Write(folder.Path, "stay") } });
        File.WriteAllText(Path.Combine(machine.StatePath, "trace"), string.Empty);
        Assert.That(new DeviceCounting(machine).WhyNot, Is.EqualTo("none: this QEMU does not trace virtio_gpu_cmd_ctx_submit, virtio_gpu_fence_ctrl, virtio_queue_notify, virtqueue_pop"));
    }
}
