using Harness.Virgl.Commands;

namespace Harness.Virgl.Vtest;

/// <summary>
/// VirGL over a vtest socket (virgl_test_server). A vtest client has one context and its own resources, so a context here is a connection
/// there: <see cref="DestroyContext"/> ends it with all resources made since, and the next <see cref="CreateContext"/> or
/// <see cref="CreateResource"/> opens another. That is also the way on after a loss; a server that was given to the connection and that
/// crashed or hangs is restarted then.
/// </summary>
/// <remarks>
/// The server works behind the caller's back: do not change the backing of a resource between a transfer and the next <see cref="Finish"/>.
/// Resources are attached from the start; <see cref="Attach"/> and <see cref="Detach"/> have no effect.
/// </remarks>
public sealed partial class VtestConnection : IVirglConnection, ICountsWork
{
    private readonly string _socketPath;
    private readonly VtestConnectionOptions _options;
    private readonly VtestFaults _faults;
    private readonly VtestTally _tally = new();
    private readonly CommandStream _transfer = new(16);
    private readonly HashSet<VtestResource> _resources = [];
    private readonly bool _knowsLifeSigns;
    private VtestSession? _session;
    private VtestLifeSign? _sign;
    private bool _unproven;
    private uint _context;
    private uint _lastContext;
    private string? _lost;

    /// <summary>Connects to a server that somebody else runs; its words are on its own standard error.</summary>
    public VtestConnection(string socketPath, VtestConnectionOptions? options = null)
        : this(socketPath, new VtestFaults(socketPath, null), options)
    {
    }

    internal VtestConnection(VtestServer server, VtestConnectionOptions? options)
        : this(server.SocketPath, new VtestFaults(server.SocketPath, server), options)
    {
    }

    private VtestConnection(string socketPath, VtestFaults faults, VtestConnectionOptions? options)
    {
        _socketPath = socketPath;
        _options = options ?? new VtestConnectionOptions();
        _faults = faults;
        try
        {
            Capset = Session("connecting").ReadCapset();
            _knowsLifeSigns = LifeSign.IsKnownTo(Capset);
        }
        catch (VtestLinkException e)
        {
            var explained = _faults.Explain("asking for the capability set", e);
            Dispose();
            throw explained;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Name => "vtest";

    public ConnectionFeatures Features =>
        Capset.Capabilities.HasFlag(VirglCapabilities.Transfer) ? ConnectionFeatures.TransferStrides : ConnectionFeatures.None;

    public Capset Capset { get; }

    /// <inheritdoc/>
    public WorkCounters Work => _tally.Work;

    /// <summary>The vtest protocol that was agreed on; 0 while there is no connection.</summary>
    public uint ProtocolVersion => _session?.Version ?? 0;

    /// <summary>What the renderer said since the last call without losing the context, as <c>core profile violation</c>; empty without its error file.</summary>
    public string TakeRemarks() => _faults.TakeRemarks();

    public uint CreateContext(string debugName)
    {
        if (_context != 0 && _lost is null)
        {
            throw new InvalidOperationException($"a vtest connection has one context: destroy context {_context} first");
        }

        _lost = null;
        _context = 0;
        Session($"creating context '{debugName}'");
        return _context = ++_lastContext;
    }

    public void DestroyContext(uint context)
    {
        if (context != _context || context == 0)
        {
            throw new InvalidOperationException($"there is no context {context}");
        }

        Close($"its connection ended with context {context}");
        _context = 0;
        _lost = null;
    }

    public GuestResource CreateResource(in ResourceDescription description)
    {
        if (description.Flags != 0)
        {
            throw new NotSupportedException($"vtest cannot express resource flags (0x{description.Flags:x})");
        }

        var session = Session("creating a resource");
        try
        {
            if (session.CreateResource(description) is { } made)
            {
                var resource = new VtestResource(made.Id, description, made.Memory);
                _resources.Add(resource);
                return resource;
            }
        }
        catch (VtestLinkException e)
        {
            throw Lose("RESOURCE_CREATE2", e);
        }

        throw new DeviceException(DeviceFault.ErrorResponse, $"the renderer refused {description}{_faults.TakeWords()}");
    }

    public void DestroyResource(GuestResource resource)
    {
        var mine = Mine(resource);
        try
        {
            _session!.Unref(mine.Id);
        }
        catch (VtestLinkException e)
        {
            throw Lose("RESOURCE_UNREF", e);
        }

        _resources.Remove(mine);
        mine.Drop("it was destroyed");
    }

    public void Attach(uint context, GuestResource resource) => Check(context, resource);

    public void Detach(uint context, GuestResource resource) => Check(context, resource);

    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer) =>
        Move(TransferDirection.ToHost, context, resource, transfer);

    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer) =>
        Move(TransferDirection.FromHost, context, resource, transfer);

    public void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        var session = Session(context);
        _unproven = true;
        try
        {
            session.Submit(stream);
        }
        catch (VtestLinkException e)
        {
            throw Lose("SUBMIT_CMD", e);
        }
    }

    public void Finish(uint context)
    {
        var session = Session(context);
        bool works;
        try
        {
            var asked = _unproven && _knowsLifeSigns ? _sign ??= VtestLifeSign.Create(session) : null;
            asked?.Ask();
            session.Finish();
            works = asked?.IsAnswered ?? true;
            _unproven = false;
        }
        catch (VtestLinkException e)
        {
            throw Lose("waiting for the renderer", e);
        }

        if (!works)
        {
            throw Lose(DeviceFault.ContextLost, $"the renderer put context {context} into its error state{_faults.TakeWords()}");
        }

        _faults.KeepRemarks();
    }

    public void Dispose()
    {
        Close("its connection was disposed");
        _faults.Dispose();
    }

    private void Move(TransferDirection direction, uint context, GuestResource resource, in Transfer transfer)
    {
        Check(context, resource);
        _unproven = true;
        if (resource.Backing.IsEmpty)
        {
            throw new InvalidOperationException($"resource {resource.Id} has no backing to transfer");
        }

        try
        {
            if (transfer is { Stride: 0, LayerStride: 0 })
            {
                _session!.Transfer(direction, resource.Id, transfer);
                return;
            }

            // The socket's own transfers take no strides; the same transfer as a command of the stream does.
            var region = new TransferRegion(resource.Id, transfer.Level, transfer.Box, transfer.Stride, transfer.LayerStride);
            _transfer.Reset();
            _transfer.Write(new Transfer3D(region, checked((uint)transfer.Offset), direction));
            _session!.Submit(_transfer.Words);
        }
        catch (VtestLinkException e)
        {
            throw Lose(direction == TransferDirection.ToHost ? "TRANSFER_PUT2" : "TRANSFER_GET2", e);
        }
    }
}
