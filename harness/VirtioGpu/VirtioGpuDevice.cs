using Harness.Processes;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Pci;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu;

/// <summary>A virtio GPU brought up from nothing: PCI, features, queues (PROTOCOL section 6.3).</summary>
public sealed class VirtioGpuDevice
{
    private const ushort GpuType = 16;

    private readonly IRegisterAccess _registers;
    private readonly GuestMemory _memory;
    private readonly IHostWitness _witness;
    private readonly VirtioFeatures _wanted;
    private readonly int _depth;
    private readonly CompletionSignal _signal;

    private VirtioGpuDevice(
        IRegisterAccess registers, GuestMemory memory, IHostWitness witness, VirtioFeatures wanted, int depth, CompletionSignal signal)
    {
        (_registers, _memory, _witness, _wanted, _depth, _signal) = (registers, memory, witness, wanted, depth, signal);
        Pci = VirtioPciDevice.Find(registers, GpuType);
        (Control, Cursor) = Start();
    }

    /// <summary>The transport.</summary>
    public VirtioPciDevice Pci { get; }

    /// <summary>Queue 0. A reset makes a new one.</summary>
    public ControlQueue Control { get; private set; }

    /// <summary>Queue 1. A reset makes a new one.</summary>
    public CursorQueue Cursor { get; private set; }

    /// <summary>Scanouts the device has.</summary>
    public uint Scanouts => Pci.ReadConfiguration(8);

    /// <summary>Capability sets the device has.</summary>
    public uint Capsets => Pci.ReadConfiguration(12);

    /// <summary>Finds the device and brings it up.</summary>
    /// <param name="registers">The way to its registers.</param>
    /// <param name="memory">The guest's RAM.</param>
    /// <param name="witness">Asked for the reason when the device falls silent.</param>
    /// <param name="wanted">Features to accept where they are offered.</param>
    /// <param name="depth">The most control commands in flight; half the queue's entries is the limit.</param>
    /// <param name="signal">How completions are noticed; by interrupt alone needs <see cref="IRegisterAccess.WaitForInterrupt"/> to work.</param>
    public static VirtioGpuDevice Open(
        IRegisterAccess registers,
        GuestMemory memory,
        IHostWitness witness,
        VirtioFeatures wanted = VirtioFeatures.Virgl | VirtioFeatures.Edid,
        int depth = 64,
        CompletionSignal signal = CompletionSignal.LookThenInterrupt)
        => new(registers, memory, witness, wanted, depth, signal);

    /// <summary>
    /// Resets the device and brings it up again with fresh rings: every context, resource and scanout is gone (PROTOCOL section 1.8), and
    /// so are commands that were in flight.
    /// </summary>
    public void Reset()
    {
        Pci.Reset(Deadline.In(TimeSpan.FromSeconds(10)));
        var (control, cursor, mutation) = (Control.Allowed, Cursor.Allowed, Control.Mutation);
        Control.Free();
        Cursor.Free();
        (Control, Cursor) = Start();
        (Control.Allowed, Cursor.Allowed, Control.Mutation) = (control, cursor, mutation);
    }

    private (ControlQueue Control, CursorQueue Cursor) Start()
    {
        Pci.Reset(Deadline.In(TimeSpan.FromSeconds(10)));
        Pci.Negotiate(_wanted);
        var control = new Virtqueue(_memory, 0, Pci.QueueSize(0));
        var controlDoorbell = Pci.Enable(control);
        var cursor = new Virtqueue(_memory, 1, Pci.QueueSize(1));
        var cursorDoorbell = Pci.Enable(cursor);
        control.InterruptsWanted = cursor.InterruptsWanted = _signal == CompletionSignal.Interrupt;
        var queues = (
            new ControlQueue(control, controlDoorbell, new CompletionWait(_registers, Pci, _witness, _signal), _registers, _memory, _depth),
            new CursorQueue(cursor, cursorDoorbell, new CompletionWait(_registers, Pci, _witness, _signal), _registers, _memory));
        Pci.Start();
        return queues;
    }
}
