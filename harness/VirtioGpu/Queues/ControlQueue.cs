using Harness.Processes;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Mutants;
using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu.Queues;

/// <summary>
/// The control queue of a virtio GPU: every command of PROTOCOL section 1.3, up to <see cref="Depth"/> of them in flight. A command is
/// handed over and the call returns; <see cref="Wait"/> and <see cref="Drain"/> wait. An error response is thrown, naming command and code,
/// by the next call that waits. Handing over and waiting allocate nothing.
/// </summary>
public sealed unsafe partial class ControlQueue
{
    private const int HeaderBytes = 24;
    private const uint FenceFlag = 1;

    private readonly Virtqueue _queue;
    private readonly PreparedWrite _doorbell;
    private readonly IRegisterAccess _registers;
    private readonly CompletionWait _wait;
    private readonly CommandSlot[] _slots;
    private readonly CommandSlot[] _slotOfHead;
    private readonly int[] _idle;
    private readonly Queue<DeviceException> _failures = new();
    private int _idleCount;
    private int _fencesInFlight;
    private ulong _sequence;
    private uint _fence;
    private bool _held;
    private bool _unannounced;
    private WorkCounters _work;

    internal ControlQueue(Virtqueue queue, PreparedWrite doorbell, CompletionWait wait, IRegisterAccess registers, GuestMemory memory, int depth)
    {
        (_queue, _doorbell, _registers, _wait) = (queue, doorbell, registers, wait);
        depth = int.Min(depth, queue.Size / 2);
        _slots = new CommandSlot[depth];
        _slotOfHead = new CommandSlot[queue.Size];
        _idle = new int[depth];
        for (var i = 0; i < depth; i++)
        {
            var slot = new CommandSlot(i, memory, queue.TakeDescriptor(), queue.TakeDescriptor());
            queue.Describe(slot.Head, slot.RequestAddress, 0, DescriptorFlags.Next, slot.Tail);
            queue.Describe(slot.Tail, slot.ResponseRange.Address, HeaderBytes, DescriptorFlags.Write);
            _slotOfHead[slot.Head] = _slots[i] = slot;
            _idle[depth - 1 - i] = i;
        }

        _idleCount = depth;
    }

    /// <summary>The most commands that can be in flight.</summary>
    public int Depth => _slots.Length;

    /// <summary>Commands the device has and has not answered.</summary>
    public int InFlight => _queue.InFlight;

    /// <summary>The id of the last fence that was asked for; fence ids rise by one.</summary>
    public uint LastFence => _fence;

    /// <summary>What was asked of the device by this queue.</summary>
    public WorkCounters Work => _work;

    /// <summary>The rings, for whoever takes turns with this class.</summary>
    internal Virtqueue Rings => _queue;

    /// <summary>Tells the device to look at them.</summary>
    internal PreparedWrite Doorbell => _doorbell;

    /// <summary>The longest wait for one command.</summary>
    public TimeSpan Allowed { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A defect of the device, planted between it and the driver; null for none, as everywhere but in tests of the harness itself.</summary>
    public ControlMutation? Mutation { get; set; }

    /// <summary>
    /// While true, commands are made available but the doorbell is left alone; setting it back to false rings once for all of them, and so
    /// does waiting.
    /// </summary>
    public bool DoorbellHeld
    {
        get => _held;
        set
        {
            _held = value;
            if (!value && _unannounced)
            {
                Announce();
            }
        }
    }

    /// <summary>Rings the doorbell without a new command: the device looks at its queue and at its fences once more.</summary>
    public void Ring()
    {
        _unannounced = false;
        _registers.Post(_doorbell);
    }

    private void Announce()
    {
        _work = _work with { Kicks = _work.Kicks + 1 };
        Ring();
    }

    /// <summary>Whether a command has been answered. Does not wait.</summary>
    public bool IsDone(CommandTicket ticket)
    {
        Reap();
        var slot = _slots[ticket.Slot];
        return slot.Sequence != ticket.Sequence || !slot.InFlight;
    }

    /// <summary>Waits for one command; throws its failure, or an earlier one that nobody has seen.</summary>
    public void Wait(CommandTicket ticket)
    {
        var slot = _slots[ticket.Slot];
        if (slot.Sequence == ticket.Sequence && slot.InFlight)
        {
            Await(slot);
        }

        ThrowFailure();
    }

    /// <summary>Waits for all commands that were handed over; throws the first failure that nobody has seen. Those behind it are taken for its consequences and forgotten.</summary>
    public void Drain()
    {
        // With one command left to answer for, the oldest is the only; otherwise any order will do.
        while (_queue.InFlight > 0)
        {
            Await(null);
        }

        if (_failures.TryDequeue(out var first))
        {
            _failures.Clear();
            throw first;
        }
    }

    /// <summary>Gives the buffers back; the device must have been reset.</summary>
    internal void Free()
    {
        foreach (var slot in _slots)
        {
            slot.Free();
        }

        _queue.Dispose();
    }

    private CommandSlot Begin(ControlCommand command, int requestBytes, uint context = 0, int responseBytes = HeaderBytes, bool fenced = false)
    {
        Reap();
        while (_idleCount == 0)
        {
            Await(null);
        }

        var slot = _slots[_idle[--_idleCount]];
        slot.Reserve(requestBytes);
        slot.Command = command;
        slot.Context = context;
        slot.RequestLength = requestBytes;
        slot.ResponseLength = responseBytes;
        slot.Fence = fenced ? NextFence() : 0;
        var header = slot.Request;
        header[0] = (uint)command;
        header[1] = fenced ? FenceFlag : 0;
        header[2] = slot.Fence;
        header[3] = 0;
        header[4] = context;
        header[5] = 0;
        return slot;
    }

    private CommandTicket Send(CommandSlot slot)
    {
        slot.Sequence = ++_sequence;
        slot.InFlight = true;
        slot.Response[0] = 0;
        if (Mutation is not null)
        {
            Mutate(slot);
        }

        _fencesInFlight += slot.Fence != 0 ? 1 : 0;
        _queue.Redirect(slot.Head, slot.RequestAddress, (uint)slot.RequestLength);
        _queue.Redirect(slot.Tail, slot.ResponseRange.Address, (uint)slot.ResponseLength);
        _queue.Publish(slot.Head);
        _unannounced = true;
        _work = _work with
        {
            Commands = _work.Commands + 1,
            Bytes = _work.Bytes + slot.RequestLength,
            Fences = _work.Fences + (slot.Fence != 0 ? 1 : 0),
            Descriptors = _work.Descriptors + 2,
        };
        if (!_held)
        {
            Announce();
        }

        return new CommandTicket(slot.Number, slot.Sequence);
    }

    private void Mutate(CommandSlot slot)
    {
        slot.Reserve(ControlRequest.LeastRoom);
        var room = int.Max(slot.RequestLength, ControlRequest.LeastRoom) / sizeof(uint);
        var request = new ControlRequest(new Span<uint>(slot.Request, room), slot.RequestLength);
        Mutation!.Request(ref request);
        slot.RequestLength = request.Length;
    }

    private uint NextFence()
    {
        if (_fence == uint.MaxValue)
        {
            // The renderer compares fences as 32-bit numbers: start over only when none is outstanding.
            while (_queue.InFlight > 0)
            {
                Await(null);
            }

            _fence = 0;
        }

        return ++_fence;
    }

    /// <summary>Waits until that command (any command when null) has been answered.</summary>
    private void Await(CommandSlot? wanted)
    {
        var deadline = Deadline.In(Allowed);
        var sequence = wanted?.Sequence ?? 0;
        var kicks = !_wait.InterruptsOnly;
        var slice = kicks && _fencesInFlight > 0 ? TimeSpan.FromMicroseconds(200) : Allowed;
        var longest = TimeSpan.FromMilliseconds(5);
        if (_unannounced)
        {
            Announce();
        }

        while (true)
        {
            if (_wait.Await(_queue, slice))
            {
                Reap();
                if (wanted is null || !wanted.InFlight || wanted.Sequence != sequence)
                {
                    return;
                }
            }
            else if (deadline.Passed)
            {
                throw Late(wanted);
            }
            else if (kicks && _fencesInFlight > 0)
            {
                // QEMU looks at fences every 10 ms of guest time, and at the end of every kick: a bare doorbell makes it look now.
                slice = slice < longest ? slice * 2 : longest;
                Ring();
            }
        }
    }

    private void Reap()
    {
        while (_queue.TryTakeUsed(out var head, out var written))
        {
            var slot = _slotOfHead[head];
            slot.InFlight = false;
            slot.Written = written;
            _fencesInFlight -= slot.Fence != 0 ? 1 : 0;
            _idle[_idleCount++] = slot.Number;
            Mutation?.Response(slot.Command, new Span<uint>(slot.Response, slot.ResponseLength / sizeof(uint)));
            if (Failed(slot))
            {
                _failures.Enqueue(Failure(slot));
            }

            slot.Trim();
        }
    }
}
