using Harness.Virgl;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Queues;

namespace Harness.VirtioGpu;

/// <summary>
/// Keeps a <see cref="LifeSign"/> for each context of a device, all in one buffer. QEMU answers OK to streams that the renderer refused
/// (PROTOCOL section 0.3), so what was executed has to be proven by the streams themselves. A renderer that does not know the commands, and
/// contexts past the <see cref="Slots"/>th, are not watched: what the renderer prints is all there is then.
/// </summary>
internal sealed class StreamSentinel
{
    private const int Slots = 256;

    private readonly Dictionary<uint, (int Slot, LifeSign Sign)> _watches = [];
    private readonly Stack<int> _freeSlots = new();
    private readonly MemoryRange[] _backing = new MemoryRange[1];
    private readonly GuestMemory _memory;
    private uint _resource;

    public StreamSentinel(GuestMemory memory)
    {
        _memory = memory;
        _backing[0] = memory.Allocate(LifeSign.Describe(Slots).BackingBytes);
    }

    /// <summary>Makes the buffer on a device that has just been brought up; everything watched before is void.</summary>
    public void Create(ControlQueue queue, uint resource, Capset capset)
    {
        _watches.Clear();
        _freeSlots.Clear();
        if (!LifeSign.IsKnownTo(capset))
        {
            return;
        }

        for (var slot = Slots - 1; slot >= 0; slot--)
        {
            _freeSlots.Push(slot);
        }

        // No answer of an earlier life may pass for one of this.
        _memory.Bytes(_backing[0]).Clear();
        _resource = resource;
        queue.ResourceCreate3D(resource, LifeSign.Describe(Slots));
        queue.ResourceAttachBacking(resource, _backing);
    }

    /// <summary>Watches a new context.</summary>
    public void Watch(ControlQueue queue, uint context)
    {
        if (_freeSlots.TryPop(out var slot))
        {
            _watches[context] = (slot, new LifeSign(_resource, (uint)(slot * LifeSign.Bytes)));
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

    /// <summary>The sign of a context; null when it is not watched.</summary>
    public LifeSign? SignOf(uint context) => _watches.TryGetValue(context, out var watch) ? watch.Sign : null;

    /// <summary>Whether the sign's last question was answered, once the queue is drained.</summary>
    public bool IsAnswered(LifeSign sign) => sign.IsAnsweredIn(_memory.Bytes(_backing[0]));
}
