using Harness.Processes;
using Harness.Qemu;
using Harness.Tests.Qemu;
using Harness.Virgl;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Pci;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>A device whose completions are noticed by interrupt alone, and the record of its register accesses.</summary>
internal sealed class InterruptCompletionTests
{
    private const uint Context = 1;

    private BareMachine _machine = null!;
    private RecordingRegisters _registers = null!;
    private VirtioGpuDevice _device = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _machine = BareMachine.Start(TestDevice.Offscreen);
        _machine.Registers.InterceptInterrupts("ioapic");
        _registers = new RecordingRegisters(_machine.Registers);
        _device = VirtioGpuDevice.Open(_registers, _machine.Memory, _machine.Qemu, VirtioFeatures.Virgl, depth: 8, CompletionSignal.Interrupt);
        _device.Control.Wait(_device.Control.ContextCreate(Context, "interrupts"));
    }

    [OneTimeTearDown]
    public void End() => _machine?.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void Each_command_alone_takes_one_doorbell_and_is_announced()
    {
        const int Commands = 50;
        var before = _registers.Events.Count;
        for (var i = 0; i < Commands; i++)
        {
            _device.Control.Wait(_device.Control.Submit3D(Context, []));
        }

        var events = _registers.Events.Skip(before).ToArray();
        Assert.That(events.Count(e => e.Operation == RegisterOperation.Post), Is.EqualTo(Commands));
        Assert.That(events.Count(e => e.Operation == RegisterOperation.Interrupt), Is.GreaterThanOrEqualTo(Commands));
        Assert.That(events.Count(e => e.Operation == RegisterOperation.ReadByte && (e.Value & 1) != 0), Is.EqualTo(Commands), "ISR bytes with the queue's bit");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Commands_in_flight_together_are_all_noticed()
    {
        for (var i = 0; i < 400; i++)
        {
            _device.Control.Submit3D(Context, []);
        }

        _device.Control.Drain();
        Assert.That(_device.Control.InFlight, Is.Zero);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_fence_is_waited_for_without_a_second_doorbell()
    {
        var before = _registers.Events.Count;
        _device.Control.Wait(_device.Control.Submit3D(Context, [], fenced: true));
        Assert.That(_registers.Events.Skip(before).Count(e => e.Operation == RegisterOperation.Post), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Two_queues_share_the_interrupt_and_neither_loses_an_announcement()
    {
        for (var i = 0; i < 100; i++)
        {
            var ticket = _device.Control.Submit3D(Context, []);
            _device.Cursor.Hide(0);
            _device.Cursor.Drain();
            _device.Control.Wait(ticket);
        }

        Assert.That((_device.Control.InFlight, _device.Cursor.InFlight), Is.EqualTo((0, 0)));
    }

    [Test]
    public void The_record_has_values_read_and_values_written_in_order()
    {
        var status = _registers.Events.Where(e => e.Operation is RegisterOperation.WriteByte).Select(e => e.Value).ToArray();
        Assert.That(status, Is.EqualTo(new uint[] { 0, 1, 3, 0xb, 0xf }), "writes of device_status");
        var identity = _registers.Events.First(e => e is { Operation: RegisterOperation.PortIn, Value: 0x10501af4 });
        Assert.That(identity.Address, Is.EqualTo(0xcfc));
    }

    [Test]
    public void Guest_memory_is_as_the_driver_left_it_when_the_doorbell_is_about_to_ring()
    {
        var inFlight = -1;
        _registers.BeforePost = _ => inFlight = _device.Control.InFlight;
        _device.Control.Wait(_device.Control.Submit3D(Context, []));
        _registers.BeforePost = null;
        Assert.That(inFlight, Is.EqualTo(1), "the command was published before the doorbell");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_device_that_falls_silent_is_a_named_hang()
    {
        _device.Control.Allowed = TimeSpan.FromMilliseconds(300);
        ProcessSignals.Send(_machine.Qemu.Id, ProcessSignals.Stop);
        try
        {
            var ticket = _device.Control.Submit3D(Context, []);
            var hang = Assert.Throws<DeviceException>(() => _device.Control.Wait(ticket));
            Assert.That(hang!.Fault, Is.EqualTo(DeviceFault.Hang));
            Assert.That(hang.Message, Does.Contain("SUBMIT_3D").And.Contain("0.3 s"));
        }
        finally
        {
            ProcessSignals.Send(_machine.Qemu.Id, ProcessSignals.Continue);
            _device.Control.Allowed = TimeSpan.FromSeconds(20);
            _device.Control.Drain();
        }
    }
}
