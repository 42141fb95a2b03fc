using System.Runtime.InteropServices;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;

namespace Harness.Cli.Walkthrough;

/// <summary>
/// Watches one command at a time go through the control queue. It reads guest memory when the doorbell rings, before the device hears of
/// it, and again when the command is answered.
/// </summary>
internal sealed class QueueWatch
{
    private const uint ControlQueueIndex = 0;

    private readonly GuestMemory _memory;
    private readonly RecordingRegisters _registers;
    private readonly ulong _interruptStatus;
    private Posted? _posted;
    private ushort _availableBefore;

    public QueueWatch(GuestMemory memory, RecordingRegisters registers, Discovery discovery)
    {
        (_memory, _registers, _interruptStatus) = (memory, registers, discovery.InterruptStatus);
        Size = (ushort)discovery.QueueRegister(ControlQueueIndex, CommonRegisters.QueueSize);
        Descriptors = discovery.QueueAddress(ControlQueueIndex, CommonRegisters.QueueDescriptors);
        Available = discovery.QueueAddress(ControlQueueIndex, CommonRegisters.QueueDriver);
        Used = discovery.QueueAddress(ControlQueueIndex, CommonRegisters.QueueDevice);
        registers.BeforePost = Look;
    }

    /// <summary>Entries of the queue.</summary>
    public ushort Size { get; }

    /// <summary>Guest-physical address of the descriptor table.</summary>
    public ulong Descriptors { get; }

    /// <summary>Guest-physical address of the available ring.</summary>
    public ulong Available { get; }

    /// <summary>Guest-physical address of the used ring.</summary>
    public ulong Used { get; }

    /// <summary>Sends one command, waits for its answer and returns what was seen.</summary>
    public Exchange Watch(ControlQueue queue, Func<ControlQueue, CommandTicket> send)
    {
        _availableBefore = Read<ushort>(Available + 2);
        _posted = null;
        queue.Wait(send(queue));
        var posted = _posted ?? throw new InvalidOperationException("The command rang no doorbell.");
        var entry = Used + 4 + (8UL * (posted.UsedBefore % (uint)Size));
        var written = Read<uint>(entry + 4);
        return new Exchange
        {
            Chain = posted.Chain,
            Request = posted.Request,
            AvailableIndex = (_availableBefore, posted.AvailableAfter),
            AvailableEntry = posted.AvailableEntry,
            Doorbell = posted.Doorbell,
            InterruptStatus = (byte)_registers.Events.Last(e => e.Operation == RegisterOperation.ReadByte && e.Address == _interruptStatus).Value,
            UsedIndex = (posted.UsedBefore, Read<ushort>(Used + 2)),
            UsedEntry = (entry, Read<uint>(entry), written),
            Response = Bytes(posted.Chain, DescriptorFlags.Write)[..(int)written],
        };
    }

    private void Look(RegisterEvent doorbell)
    {
        var after = Read<ushort>(Available + 2);
        var at = Available + 4 + (2UL * (_availableBefore % (uint)Size));
        var head = Read<ushort>(at);
        var chain = new List<DescriptorFact>();
        for (ushort? index = head; index is { } i && chain.Count < Size;)
        {
            var place = Descriptors + (16UL * i);
            var flags = (DescriptorFlags)Read<ushort>(place + 12);
            chain.Add(new DescriptorFact(i, place, Read<ulong>(place), Read<uint>(place + 8), flags, Read<ushort>(place + 14)));
            index = flags.HasFlag(DescriptorFlags.Next) ? chain[^1].Next : null;
        }

        _posted = new Posted(doorbell, chain, Bytes(chain, DescriptorFlags.None), after, (at, head), Read<ushort>(Used + 2));
    }

    private byte[] Bytes(IEnumerable<DescriptorFact> chain, DescriptorFlags direction)
        => [.. chain.Where(d => (d.Flags & DescriptorFlags.Write) == direction)
            .SelectMany(d => _memory.Bytes(new MemoryRange(d.Address, (int)d.Length)).ToArray())];

    private T Read<T>(ulong address)
        where T : unmanaged
        => MemoryMarshal.Read<T>(_memory.Bytes(new MemoryRange(address, Marshal.SizeOf<T>())));

    private sealed record Posted(
        RegisterEvent Doorbell, IReadOnlyList<DescriptorFact> Chain, byte[] Request, ushort AvailableAfter, (ulong At, ushort Head) AvailableEntry,
        ushort UsedBefore);
}
