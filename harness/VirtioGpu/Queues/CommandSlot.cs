using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;

namespace Harness.VirtioGpu.Queues;

/// <summary>
/// Room for one command in flight: a request buffer, a response buffer and the two descriptors that chain them, made once. The request
/// buffer grows with the largest stream seen, up to <see cref="LargestKept"/>.
/// </summary>
internal sealed unsafe class CommandSlot
{
    /// <summary>Bytes of the response buffer: room for the largest capability set known.</summary>
    public const int ResponseBytes = GuestMemory.PageSize;

    private const int LargestKept = 1 << 20;

    private readonly GuestMemory _memory;
    private MemoryRange _request;

    public CommandSlot(int number, GuestMemory memory, ushort head, ushort tail)
    {
        (_memory, Number, Head, Tail) = (memory, number, head, tail);
        _request = memory.Allocate(GuestMemory.PageSize);
        ResponseRange = memory.Allocate(ResponseBytes);
        Response = (uint*)memory.Pointer(ResponseRange.Address);
        Request = (uint*)memory.Pointer(_request.Address);
    }

    public int Number { get; }

    public ushort Head { get; }

    public ushort Tail { get; }

    public uint* Request { get; private set; }

    public uint* Response { get; }

    public MemoryRange ResponseRange { get; }

    public ulong RequestAddress => _request.Address;

    public ulong Sequence { get; set; }

    public bool InFlight { get; set; }

    public ControlCommand Command { get; set; }

    public int RequestLength { get; set; }

    public int ResponseLength { get; set; }

    public uint Fence { get; set; }

    public uint Context { get; set; }

    public uint Written { get; set; }

    /// <summary>Makes room for a request of that many bytes.</summary>
    public void Reserve(int bytes)
    {
        if (bytes <= _request.Length)
        {
            return;
        }

        _memory.Free(_request);
        _request = _memory.AllocateUncleared((int)uint.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)bytes), int.MaxValue));
        Request = (uint*)_memory.Pointer(_request.Address);
    }

    /// <summary>Gives up a buffer that only an unusually large stream needed.</summary>
    public void Trim()
    {
        if (_request.Length > LargestKept)
        {
            _memory.Free(_request);
            _request = _memory.AllocateUncleared(GuestMemory.PageSize);
            Request = (uint*)_memory.Pointer(_request.Address);
        }
    }

    public void Free()
    {
        _memory.Free(_request);
        _memory.Free(ResponseRange);
    }
}
