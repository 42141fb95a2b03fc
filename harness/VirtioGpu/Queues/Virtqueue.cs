using System.Runtime.CompilerServices;
using Harness.Virgl;
using Harness.VirtioGpu.Memory;

namespace Harness.VirtioGpu.Queues;

/// <summary>
/// A split ring in guest memory (PROTOCOL section 6.4). The driver's side: descriptors, the available ring, and what came back in the used
/// ring. Nothing here allocates once the queue is made.
/// </summary>
public sealed unsafe class Virtqueue : IDisposable
{
    private const ushort NoInterrupt = 1;

    private readonly GuestMemory _memory;
    private readonly MemoryRange _range;
    private readonly Descriptor* _descriptors;
    private readonly ushort* _available;
    private readonly ushort* _used;
    private readonly ushort[] _freeDescriptors;
    private readonly bool[] _outstanding;
    private int _freeCount;
    private ushort _availableIndex;
    private ushort _usedIndex;

    /// <summary>Lays the rings out in fresh guest pages; interrupts are off.</summary>
    /// <param name="memory">Where the rings live.</param>
    /// <param name="index">The queue's number on its device.</param>
    /// <param name="size">Entries; a power of two.</param>
    public Virtqueue(GuestMemory memory, ushort index, ushort size)
    {
        if (size == 0 || (size & (size - 1)) != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of a split ring is a power of two.");
        }

        _memory = memory;
        Index = index;
        Size = size;
        var availableAt = 16 * size;
        var usedAt = (availableAt + 6 + (2 * size) + 3) & ~3;
        _range = memory.Allocate(usedAt + 6 + (8 * size));
        _descriptors = (Descriptor*)memory.Pointer(_range.Address);
        _available = (ushort*)memory.Pointer(_range.Address + (ulong)availableAt);
        _used = (ushort*)memory.Pointer(_range.Address + (ulong)usedAt);
        AvailableRing = _range.Address + (ulong)availableAt;
        UsedRing = _range.Address + (ulong)usedAt;
        _outstanding = new bool[size];
        _freeDescriptors = new ushort[size];
        for (ushort i = 0; i < size; i++)
        {
            _freeDescriptors[i] = (ushort)(size - 1 - i);
        }

        _freeCount = size;
        *_available = NoInterrupt;
    }

    /// <summary>The queue's number on its device.</summary>
    public ushort Index { get; }

    /// <summary>Entries.</summary>
    public ushort Size { get; }

    /// <summary>Guest-physical address of the descriptor table.</summary>
    public ulong DescriptorTable => _range.Address;

    /// <summary>Guest-physical address of the available ring.</summary>
    public ulong AvailableRing { get; }

    /// <summary>Guest-physical address of the used ring.</summary>
    public ulong UsedRing { get; }

    /// <summary>Chains the device has and has not given back.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether the device has given something back that was not taken yet. One load from shared memory.</summary>
    public bool HasUsed => Volatile.Read(ref Unsafe.AsRef<ushort>(_used + 1)) != _usedIndex;

    /// <summary>Descriptors nobody has taken.</summary>
    public int FreeDescriptors => _freeCount;

    /// <summary>Asks for (or renounces) interrupts. After asking, look at <see cref="HasUsed"/> once more before waiting.</summary>
    public bool InterruptsWanted
    {
        set
        {
            Volatile.Write(ref Unsafe.AsRef<ushort>(_available), value ? (ushort)0 : NoInterrupt);
            Interlocked.MemoryBarrier();
        }
    }

    /// <summary>Takes a descriptor for the caller's own use.</summary>
    public ushort TakeDescriptor()
        => _freeCount > 0 ? _freeDescriptors[--_freeCount] : throw new InvalidOperationException($"All {Size} descriptors of queue {Index} are in use.");

    /// <summary>Gives a descriptor back.</summary>
    public void ReturnDescriptor(ushort descriptor) => _freeDescriptors[_freeCount++] = descriptor;

    /// <summary>Fills a descriptor.</summary>
    public void Describe(ushort descriptor, ulong address, uint length, DescriptorFlags flags, ushort next = 0)
        => _descriptors[descriptor] = new Descriptor { Address = address, Length = length, Flags = (ushort)flags, Next = next };

    /// <summary>Changes only where the buffer of a descriptor is and how long.</summary>
    public void Redirect(ushort descriptor, ulong address, uint length)
    {
        _descriptors[descriptor].Address = address;
        _descriptors[descriptor].Length = length;
    }

    /// <summary>Makes a chain available to the device. The doorbell is the caller's.</summary>
    public void Publish(ushort head)
    {
        _available[2 + (_availableIndex & (Size - 1))] = head;
        _outstanding[head] = true;
        InFlight++;
        Volatile.Write(ref Unsafe.AsRef<ushort>(_available + 1), ++_availableIndex);
    }

    /// <summary>Takes the next chain that the device gave back: its head, and the bytes the device says it wrote.</summary>
    public bool TryTakeUsed(out ushort head, out uint written)
    {
        if (!HasUsed)
        {
            (head, written) = (0, 0);
            return false;
        }

        var entry = (uint*)(_used + 2) + (2 * (_usedIndex & (Size - 1)));
        var id = entry[0];
        written = entry[1];
        _usedIndex++;
        if (id >= Size || !_outstanding[id])
        {
            throw new DeviceException(DeviceFault.ErrorResponse, $"The device gave back chain {id} of queue {Index}, which it did not have.");
        }

        head = (ushort)id;
        _outstanding[head] = false;
        InFlight--;
        return true;
    }

    /// <summary>Goes on where the rings are, after somebody else has driven the queue. Nothing may be in flight.</summary>
    internal void Resume() => (_availableIndex, _usedIndex) = (_available[1], _used[1]);

    /// <summary>Gives the pages of the rings back. The device must have been reset, or never have had them.</summary>
    public void Dispose() => _memory.Free(_range);

    private struct Descriptor
    {
        public ulong Address;
        public uint Length;
        public ushort Flags;
        public ushort Next;
    }
}
