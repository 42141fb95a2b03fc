using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu.Queues;

/// <summary>The cursor queue: requests without responses, each one descriptor (PROTOCOL sections 1.3 and 1.7).</summary>
public sealed unsafe class CursorQueue
{
    private const int RequestBytes = 56;

    private readonly Virtqueue _queue;
    private readonly PreparedWrite _doorbell;
    private readonly IRegisterAccess _registers;
    private readonly CompletionWait _wait;
    private readonly GuestMemory _memory;
    private readonly MemoryRange _requests;

    internal CursorQueue(Virtqueue queue, PreparedWrite doorbell, CompletionWait wait, IRegisterAccess registers, GuestMemory memory)
    {
        (_queue, _doorbell, _registers, _memory, _wait) = (queue, doorbell, registers, memory, wait);
        _requests = memory.Allocate(queue.Size * 64);
        for (ushort i = 0; i < queue.Size; i++)
        {
            queue.Describe(i, _requests.Address + (64UL * i), RequestBytes, DescriptorFlags.None);
        }
    }

    /// <summary>The longest wait for one request.</summary>
    public TimeSpan Allowed { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests the device has and has not taken.</summary>
    public int InFlight => _queue.InFlight;

    /// <summary>UPDATE_CURSOR: shows a 64x64 resource at a place of a scanout, the hot spot counted from its top left.</summary>
    public void Update(uint scanout, uint x, uint y, uint resource, uint hotX = 0, uint hotY = 0)
        => Send(ControlCommand.UpdateCursor, scanout, x, y, resource, hotX, hotY);

    /// <summary>UPDATE_CURSOR without a resource: no cursor.</summary>
    public void Hide(uint scanout) => Send(ControlCommand.UpdateCursor, scanout, 0, 0, 0, 0, 0);

    /// <summary>MOVE_CURSOR; a resource other than 0 keeps the cursor visible.</summary>
    public void Move(uint scanout, uint x, uint y, uint resource) => Send(ControlCommand.MoveCursor, scanout, x, y, resource, 0, 0);

    /// <summary>Waits until the device has taken all requests.</summary>
    public void Drain()
    {
        while (_queue.InFlight > 0)
        {
            if (!_queue.TryTakeUsed(out var head, out _))
            {
                AwaitOne();
                continue;
            }

            _queue.ReturnDescriptor(head);
        }
    }

    /// <summary>Gives the buffers back; the device must have been reset.</summary>
    internal void Free()
    {
        _memory.Free(_requests);
        _queue.Dispose();
    }

    private void Send(ControlCommand command, uint scanout, uint x, uint y, uint resource, uint hotX, uint hotY)
    {
        while (_queue.TryTakeUsed(out var done, out _))
        {
            _queue.ReturnDescriptor(done);
        }

        while (_queue.FreeDescriptors == 0)
        {
            AwaitOne();
            if (_queue.TryTakeUsed(out var done, out _))
            {
                _queue.ReturnDescriptor(done);
            }
        }

        var descriptor = _queue.TakeDescriptor();
        var request = (uint*)_memory.Pointer(_requests.Address + (64UL * descriptor));
        (request[0], request[1], request[2], request[3], request[4], request[5]) = ((uint)command, 0, 0, 0, 0, 0);
        (request[6], request[7], request[8], request[9]) = (scanout, x, y, 0);
        (request[10], request[11], request[12], request[13]) = (resource, hotX, hotY, 0);
        _queue.Publish(descriptor);
        _registers.Post(_doorbell);
    }

    private void AwaitOne()
    {
        if (!_wait.Await(_queue, Allowed))
        {
            throw _wait.Late("A cursor request", Allowed, InFlight);
        }
    }
}
