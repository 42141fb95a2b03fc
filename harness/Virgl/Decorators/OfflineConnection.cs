namespace Harness.Virgl.Decorators;

/// <summary>
/// A connection to nothing: it accepts every call, renders nothing and reads back zeros. It exists to see what a player would send, never to judge it.
/// </summary>
/// <param name="features">What it claims to be able to do.</param>
/// <param name="capset">What it claims the renderer can do.</param>
public sealed class OfflineConnection(ConnectionFeatures features, Capset capset) : IVirglConnection
{
    private uint _lastContext;
    private uint _lastResource;

    /// <inheritdoc/>
    public string Name => "offline";

    /// <inheritdoc/>
    public ConnectionFeatures Features { get; } = features;

    /// <inheritdoc/>
    public Capset Capset { get; } = capset;

    /// <inheritdoc/>
    public uint CreateContext(string debugName) => ++_lastContext;

    /// <inheritdoc/>
    public void DestroyContext(uint context)
    {
    }

    /// <inheritdoc/>
    public GuestResource CreateResource(in ResourceDescription description) => new OfflineResource(++_lastResource, description);

    /// <inheritdoc/>
    public void DestroyResource(GuestResource resource)
    {
    }

    /// <inheritdoc/>
    public void Attach(uint context, GuestResource resource)
    {
    }

    /// <inheritdoc/>
    public void Detach(uint context, GuestResource resource)
    {
    }

    /// <inheritdoc/>
    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
    }

    /// <inheritdoc/>
    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
    }

    /// <inheritdoc/>
    public void Submit(uint context, ReadOnlySpan<uint> stream)
    {
    }

    /// <inheritdoc/>
    public void Finish(uint context)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class OfflineResource(uint id, ResourceDescription description) : GuestResource(id, description)
    {
        private readonly byte[] _backing = new byte[description.BackingBytes];

        public override Span<byte> Backing => _backing;
    }
}
