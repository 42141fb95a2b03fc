using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu;

/// <summary>
/// VirGL over the control queue of a virtio GPU. Commands are handed over without waiting for their answers; an error response is thrown by
/// the next call that waits, in practice <see cref="Finish"/>.
/// </summary>
public sealed class VirtioGpuConnection : IVirglConnection, ITwoDimensionalTransfers, ICountsWork
{
    private readonly GuestMemory _memory;
    private readonly IHostLog _log;
    private readonly StreamSentinel _sentinel;
    private readonly RendererComplaints _complaints = new();
    private readonly Queue<(CommandTicket Unref, MemoryRange[] Pieces)> _retiring = new();
    private uint _lastContext;
    private uint _lastResource;
    private uint _synchronous;

    /// <summary>Takes a device that has been brought up.</summary>
    /// <param name="device">The device; nobody else makes contexts or resources on it but with ids from here.</param>
    /// <param name="memory">The guest's RAM.</param>
    /// <param name="log">What the renderer's process prints.</param>
    public VirtioGpuConnection(VirtioGpuDevice device, GuestMemory memory, IHostLog log)
    {
        (Device, _memory, _log, _sentinel) = (device, memory, log, new StreamSentinel(memory));
        Capset = ReadCapset(device);
        _sentinel.Create(device.Control, NextResourceId(), Capset);
    }

    /// <inheritdoc/>
    public string Name => "virtio-gpu";

    /// <inheritdoc/>
    public ConnectionFeatures Features
        => ConnectionFeatures.ManyContexts | ConnectionFeatures.TwoDimensional | ConnectionFeatures.Scanout | ConnectionFeatures.Cursor
            | ConnectionFeatures.ResourceFlags | ConnectionFeatures.TransferStrides;

    /// <inheritdoc/>
    public Capset Capset { get; private set; }

    /// <summary>The device, for what VirGL has no words for.</summary>
    public VirtioGpuDevice Device { get; }

    /// <summary>2D commands, scanout, queries; commands of both share one queue and keep their order.</summary>
    public ControlQueue ControlQueue => Device.Control;

    /// <inheritdoc/>
    public WorkCounters Work => ControlQueue.Work;

    /// <summary>The cursor.</summary>
    public CursorQueue CursorQueue => Device.Cursor;

    /// <summary>The guest's RAM, for backing made by hand.</summary>
    public GuestMemory Memory => _memory;

    /// <summary>What the renderer printed lately, complaint or not.</summary>
    public string RendererWords
    {
        get
        {
            LookAtLog();
            return _complaints.Recent;
        }
    }

    /// <summary>A resource id that nobody uses on this device.</summary>
    public uint NextResourceId() => ++_lastResource;

    /// <inheritdoc/>
    public uint CreateContext(string debugName)
    {
        var context = ++_lastContext;
        ControlQueue.ContextCreate(context, debugName);
        _sentinel.Watch(ControlQueue, context);
        return context;
    }

    /// <inheritdoc/>
    public void DestroyContext(uint context)
    {
        _synchronous = 0;
        ControlQueue.ContextDestroy(context);
        _sentinel.Unwatch(context);
        _complaints.Forget(context);
    }

    /// <inheritdoc/>
    public GuestResource CreateResource(in ResourceDescription description)
    {
        ReleaseRetired();
        var id = NextResourceId();
        MemoryRange[] pieces = description switch
        {
            { BackingBytes: <= 0 } => [],
            { Scattered: true } => _memory.AllocateScattered(description.BackingBytes),
            _ => [_memory.Allocate(description.BackingBytes)],
        };
        ControlQueue.ResourceCreate3D(id, description);
        if (pieces.Length > 0)
        {
            ControlQueue.ResourceAttachBacking(id, pieces);
        }

        return new VirtioGpuResource(id, description, _memory, pieces);
    }

    /// <inheritdoc/>
    public void DestroyResource(GuestResource resource)
    {
        var own = Own(resource);
        if (own.Released)
        {
            return;
        }

        var unref = ControlQueue.ResourceUnref(own.Id);
        if (own.Pieces.Length > 0)
        {
            // The device may still read or write the pages: they are free when it has answered.
            _retiring.Enqueue((unref, own.Pieces));
        }

        own.Released = true;
    }

    /// <inheritdoc/>
    public void Attach(uint context, GuestResource resource) => ControlQueue.ContextAttachResource(context, Own(resource).Id);

    /// <inheritdoc/>
    public void Detach(uint context, GuestResource resource) => ControlQueue.ContextDetachResource(context, Own(resource).Id);

    /// <inheritdoc/>
    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        _synchronous = 0;
        _sentinel.SignOf(context)?.Note();
        ControlQueue.TransferToHost3D(context, Own(resource).Id, transfer);
    }

    /// <inheritdoc/>
    public void TransferToHost2D(GuestResource resource, in Box box, ulong offset)
    {
        _synchronous = 0;
        ControlQueue.TransferToHost2D(Own(resource).Id, new Rectangle(box.X, box.Y, box.Width, box.Height), offset);
    }

    /// <inheritdoc/>
    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        _sentinel.SignOf(context)?.Note();
        ControlQueue.TransferFromHost3D(context, Own(resource).Id, transfer);
        _synchronous = context;
    }

    /// <inheritdoc/>
    public void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        _synchronous = 0;
        if (stream.IsEmpty || _sentinel.SignOf(context) is not { } sign)
        {
            ControlQueue.Submit3D(context, stream);
        }
        else if (LifeSign.CanFollow(stream))
        {
            ControlQueue.Submit3D(context, stream, sign.Link());
        }
        else
        {
            ControlQueue.Submit3D(context, stream);
            ControlQueue.Submit3D(context, sign.Link());
        }
    }

    /// <inheritdoc/>
    public void Finish(uint context)
    {
        // A read-back waits for the rendering before it: when it was the last thing asked of this context, its response is as good as a
        // fence.
        var fenced = _synchronous != context || context == 0;
        var asked = _sentinel.SignOf(context) is { IsPending: true } sign ? sign : null;
        if (fenced || asked is not null)
        {
            ControlQueue.Submit3D(context, asked is null ? [] : asked.Question(), fenced);
        }

        ControlQueue.Drain();
        _synchronous = context;
        LookAtLog();
        if (asked is not null && !_sentinel.IsAnswered(asked))
        {
            _complaints.NoteSilentLoss(context);
        }

        if (_complaints.WordsOnLost(context) is { } words)
        {
            throw new DeviceException(DeviceFault.ContextLost, $"The renderer gave up context {context}. {words}");
        }

        if (_complaints.NextRefusal() is { } refusal)
        {
            throw new DeviceException(
                DeviceFault.ErrorResponse, $"The renderer refused a resource although the device answered OK. It printed: {refusal}");
        }
    }

    /// <summary>Resets the device: contexts and resources are gone, objects made before are void.</summary>
    public void Reset()
    {
        Device.Reset();
        while (_retiring.TryDequeue(out var retired))
        {
            Free(retired.Pieces);
        }

        LookAtLog();
        _complaints.ForgetAll();
        _synchronous = 0;
        Capset = ReadCapset(Device);
        _sentinel.Create(ControlQueue, NextResourceId(), Capset);
    }

    /// <summary>Nothing: the device belongs to whoever started it.</summary>
    public void Dispose()
    {
    }

    private static VirtioGpuResource Own(GuestResource resource)
        => resource as VirtioGpuResource ?? throw new ArgumentException($"Resource {resource.Id} belongs to another connection.", nameof(resource));

    private static Capset ReadCapset(VirtioGpuDevice device)
    {
        const uint NewestKnown = 2;
        CapsetInfo best = default;
        for (uint index = 0; index < device.Capsets; index++)
        {
            var info = device.Control.GetCapsetInfo(index);
            best = info.Id > best.Id && info.Id <= NewestKnown ? info : best;
        }

        return best.Id != 0
            ? device.Control.GetCapset(best.Id, best.MaxVersion, (int)best.MaxSize)
            : throw new InvalidOperationException(
                "The device offers no VirGL capability set: its renderer is not VirGL, or the display has no OpenGL.");
    }

    private void LookAtLog()
    {
        if (_log.TakeNew() is { } text)
        {
            _complaints.Take(text);
        }
    }

    private void ReleaseRetired()
    {
        while (_retiring.TryPeek(out var oldest) && ControlQueue.IsDone(oldest.Unref))
        {
            _retiring.Dequeue();
            Free(oldest.Pieces);
        }
    }

    private void Free(MemoryRange[] pieces)
    {
        foreach (var piece in pieces)
        {
            _memory.Free(piece);
        }
    }
}
