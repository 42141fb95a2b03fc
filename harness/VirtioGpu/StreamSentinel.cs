using Harness.Virgl;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Queues;

namespace Harness.VirtioGpu;

/// <summary>
/// Proves that a renderer executed a stream to its end. An unknown command makes virglrenderer drop the rest of the stream without an error
/// response and without a word on stderr, and a lost context ignores whole streams. So each stream is followed by a write of a running
/// number into a small resource, which is read back when the stream should be done. The resource is of the kind that lives in the host's
/// plain memory (a buffer with bind CUSTOM): no OpenGL state is touched.
/// </summary>
internal sealed class StreamSentinel
{
    private const uint ResourceInlineWrite = 9;
    private const int WriteLength = 12;
    private const uint BufferFormat = 64;
    private const uint CustomBind = 0x20000;
    private const int Slots = 1024;

    private readonly Dictionary<uint, Watch> _watches = [];
    private readonly Stack<int> _freeSlots = new();
    private readonly uint[] _tail = new uint[1 + WriteLength];
    private readonly MemoryRange[] _backing = new MemoryRange[1];
    private readonly GuestMemory _memory;
    private uint _resource;
    private uint _number;

    public StreamSentinel(GuestMemory memory)
    {
        _memory = memory;
        _backing[0] = memory.Allocate(Slots * sizeof(uint));
        for (var slot = Slots - 1; slot >= 0; slot--)
        {
            _freeSlots.Push(slot);
        }
    }

    /// <summary>Makes the resource on a device that has just been brought up.</summary>
    public void Create(ControlQueue queue, uint resource)
    {
        _resource = resource;
        foreach (var watch in _watches.Values)
        {
            _freeSlots.Push(watch.Slot);
        }

        _watches.Clear();
        queue.ResourceCreate3D(resource, new ResourceDescription(0, BufferFormat, CustomBind, Slots * sizeof(uint)));
        queue.ResourceAttachBacking(resource, _backing);
    }

    /// <summary>Watches a new context, if there is a slot left.</summary>
    public void Watch(ControlQueue queue, uint context)
    {
        if (_freeSlots.TryPop(out var slot))
        {
            _watches[context] = new Watch(slot);
            queue.ContextAttachResource(context, _resource);
        }
    }

    /// <summary>The context is gone.</summary>
    public void Unwatch(uint context)
    {
        if (_watches.Remove(context, out var watch))
        {
            _freeSlots.Push(watch.Slot);
        }
    }

    /// <summary>
    /// What to append to a stream for that context; empty where nothing can be appended without changing the stream's meaning.
    /// </summary>
    public ReadOnlySpan<uint> TailFor(uint context, ReadOnlySpan<uint> stream)
    {
        if (stream.IsEmpty || !EndsWithWholeCommand(stream) || !_watches.TryGetValue(context, out var watch))
        {
            return [];
        }

        watch.Expected = ++_number;
        watch.Pending = true;
        const uint Width = sizeof(uint);
        _tail[0] = ResourceInlineWrite | (WriteLength << 16);
        (_tail[1], _tail[2], _tail[3], _tail[4], _tail[5]) = (_resource, 0, 0, 0, 0);
        (_tail[6], _tail[7], _tail[8], _tail[9], _tail[10], _tail[11]) = ((uint)watch.Slot * Width, 0, 0, Width, 1, 1);
        _tail[12] = _number;
        return _tail;
    }

    /// <summary>
    /// Asks for the numbers of a context whose streams are not yet known to be done. The answer is there once the queue is drained.
    /// </summary>
    public void Request(ControlQueue queue, uint context)
    {
        if (_watches.TryGetValue(context, out var watch) && watch.Pending)
        {
            var x = (uint)watch.Slot * sizeof(uint);
            queue.TransferFromHost3D(0, _resource, new Transfer(new Box(x, 0, 0, sizeof(uint), 1, 1), 0, x));
        }
    }

    /// <summary>After <see cref="Request"/> and a drained queue: whether the context's last stream was executed to its end.</summary>
    public bool IsDone(uint context)
    {
        if (!_watches.TryGetValue(context, out var watch) || !watch.Pending)
        {
            return true;
        }

        watch.Pending = false;
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(_memory.Bytes(_backing[0]))[watch.Slot] == watch.Expected;
    }

    // A number appended after a cut-off command would become its payload.
    private static bool EndsWithWholeCommand(ReadOnlySpan<uint> stream)
    {
        var at = 0;
        while (at < stream.Length)
        {
            at += 1 + (int)(stream[at] >> 16);
        }

        return at == stream.Length;
    }
}

/// <summary>One watched context.</summary>
internal sealed class Watch(int slot)
{
    public int Slot { get; } = slot;

    public uint Expected { get; set; }

    public bool Pending { get; set; }
}
