using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm;

/// <summary>
/// VirGL through the Linux kernel's virtio-gpu driver. A context is an open file of the device, and a resource belongs to the file it was made in; other
/// contexts take it in as a buffer object that is shared by descriptor (PRIME), and the kernel attaches it.
/// </summary>
/// <remarks>
/// <para>Transfers are the driver's own requests, which take no strides: a box lies in guest memory as in the whole level.</para>
/// <para>
/// Waits have a deadline: they are for a fence's descriptor. The requests themselves have none. The kernel makes its caller wait, without limit and deaf to
/// signals, for room in the control queue (at any request that sends a command, so at all but GETPARAM, MAP and WAIT) and for a capability set that the device
/// does not send (5 s); WAIT gives up after 15 s. A process that hangs there cannot even be killed while the device hangs, so whoever started it ends the
/// machine.
/// </para>
/// <para>A resource is made in the context that was made or named last, as by the driver of that context; so it is attached there from the start.</para>
/// </remarks>
public sealed class DrmConnection : IVirglConnection, ICountsWork
{
    private readonly Func<IDrmDoor> _open;
    private readonly TimeSpan _deadline;
    private readonly DrmTally _tally = new();
    private readonly DrmContext _base;
    private readonly List<DrmContext> _contexts = [];
    private readonly HashSet<DrmResource> _resources = [];
    private readonly bool _knowsLifeSigns;
    private DrmContext _latest;
    private uint _lastContext;
    private bool _pending;
    private bool _disposed;

    private DrmConnection(Func<IDrmDoor> open, TimeSpan deadline)
    {
        (_open, _deadline) = (() => new CountingDoor(open(), _tally), deadline);
        _latest = _base = new DrmContext(0, _open(), watched: false);
        try
        {
            Capset = CapsetReader.Read(_base.Door);
            _knowsLifeSigns = LifeSign.IsKnownTo(Capset);
        }
        catch
        {
            _base.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => "drm";

    /// <inheritdoc/>
    public ConnectionFeatures Features => ConnectionFeatures.ManyContexts | ConnectionFeatures.ResourceFlags;

    /// <inheritdoc/>
    public Capset Capset { get; }

    /// <inheritdoc/>
    public WorkCounters Work => _tally.Work;

    /// <summary>Opens the device.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="InvalidOperationException">It has no VirGL.</exception>
    /// <exception cref="DeviceException">The driver failed.</exception>
    public static DrmConnection Open(DrmConnectionOptions? options = null)
    {
        options ??= new DrmConnectionOptions();
        return Over(
            () => options.Decorate is { } decorate ? decorate(DrmDevice.Open(options.Path)) : DrmDevice.Open(options.Path), options.Deadline);
    }

    /// <summary>A connection over doors that somebody else opens.</summary>
    internal static DrmConnection Over(Func<IDrmDoor> open, TimeSpan deadline) => new(open, deadline);

    /// <inheritdoc/>
    /// <remarks>The kernel names the context after the process.</remarks>
    public uint CreateContext(string debugName)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var context = new DrmContext(++_lastContext, _open(), _knowsLifeSigns);
        _contexts.Add(context);
        _latest = context;
        return context.Id;
    }

    /// <inheritdoc/>
    public void DestroyContext(uint context)
    {
        DrmContext gone = Context(context);
        foreach (DrmResource resource in _resources)
        {
            resource.Lose(gone);
        }

        _contexts.Remove(gone);
        _latest = _contexts is [.., var last] ? last : _base;
        gone.Dispose();
    }

    /// <inheritdoc/>
    public GuestResource CreateResource(in ResourceDescription description)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        CreateResourceRequest made = _latest.Create(description);
        var resource = new DrmResource(made.Resource, description);
        resource.Note(_latest, made.Handle);
        _resources.Add(resource);
        return resource;
    }

    /// <inheritdoc/>
    public void DestroyResource(GuestResource resource)
    {
        DrmResource own = Own(resource);
        _resources.Remove(own);
        own.Destroy(_base.Door);
    }

    /// <inheritdoc/>
    public void Attach(uint context, GuestResource resource) => Own(resource).Attach(Context(context));

    /// <inheritdoc/>
    public void Detach(uint context, GuestResource resource) => Own(resource).Detach(Context(context));

    /// <inheritdoc/>
    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        DrmContext target = Context(context);
        var request = new TransferToHostRequest { Fields = Fields(target, Own(resource), transfer) };
        Note(target);
        target.Door.Do(ref request, resource, transfer);
    }

    /// <inheritdoc/>
    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        DrmContext target = Context(context);
        var request = new TransferFromHostRequest { Fields = Fields(target, Own(resource), transfer) };
        Note(target);
        target.Door.Do(ref request, resource, transfer);
        target.NoteReading(request.Fields.Handle);
    }

    /// <inheritdoc/>
    public void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        _pending = true;
        Context(context).Submit(stream);
    }

    /// <inheritdoc/>
    public void Finish(uint context)
    {
        DrmContext asked = Context(context);
        if (!_pending && asked.Sign is not { IsPending: true })
        {
            return;
        }

        if (!asked.Settle(_deadline))
        {
            throw new DeviceException(DeviceFault.Hang, $"{asked.Door.Path}: the fence of the last command has not signalled within {_deadline.TotalSeconds} s.");
        }

        _pending = false;
        if (!asked.IsAlive)
        {
            throw new DeviceException(
                DeviceFault.ContextLost, $"The renderer gave up context {context}: it did not execute all it was given to the end. Its words are on the host.");
        }
    }

    /// <summary>Hands a stream over as it is, without a life sign, and asks for a fence of it: its descriptor, to be given to <see cref="WaitForFence"/> once.</summary>
    public int SubmitFenced(uint context, ReadOnlySpan<uint> stream)
    {
        _pending = true;
        return Context(context).SubmitFenced(stream);
    }

    /// <summary>Waits for a fence and closes its descriptor.</summary>
    /// <exception cref="DeviceException">It has not signalled in time.</exception>
    public void WaitForFence(int fence)
    {
        bool signalled = _base.Door.WaitForFence(fence, _deadline);
        _base.Door.CloseDescriptor(fence);
        if (!signalled)
        {
            throw new DeviceException(DeviceFault.Hang, $"{_base.Door.Path}: a fence has not signalled within {_deadline.TotalSeconds} s.");
        }
    }

    /// <summary>A descriptor of the resource's buffer object, to show it on a screen; it stays the connection's.</summary>
    public int Share(GuestResource resource) => Own(resource).Descriptor();

    /// <summary>Closes all files; the kernel gives everything back.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (DrmResource resource in _resources)
        {
            resource.Destroy(_base.Door);
        }

        foreach (DrmContext context in _contexts)
        {
            context.Dispose();
        }

        _base.Dispose();
    }

    private static TransferFields Fields(DrmContext context, DrmResource resource, in Transfer transfer)
    {
        if (transfer is not { Stride: 0, LayerStride: 0 } && !LevelPitch.Of(resource.Description, transfer.Level).Suits(transfer))
        {
            throw new NotSupportedException(
                $"The driver's transfers take no strides, and {transfer} of resource {resource.Id} has others than its level: {resource.Description}.");
        }

        return new TransferFields
        {
            // A handle that nobody has, when it is not attached: the driver's own refusal is what a program would meet.
            Handle = resource.HandleIn(context) ?? 0,
            Box = transfer.Box,
            Level = transfer.Level,
            Offset = checked((uint)transfer.Offset),
        };
    }

    private void Note(DrmContext context)
    {
        _pending = true;
        context.Sign?.Note();
    }

    private DrmContext Context(uint id)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        foreach (DrmContext context in _contexts)
        {
            if (context.Id == id)
            {
                return _latest = context;
            }
        }

        throw new InvalidOperationException($"There is no context {id}.");
    }

    private DrmResource Own(GuestResource resource) => resource is DrmResource own && _resources.Contains(own)
        ? own
        : throw new ArgumentException($"Resource {resource.Id} belongs to another connection, or is destroyed.", nameof(resource));
}
