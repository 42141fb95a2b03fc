namespace Harness.Virgl.Decorators;

/// <summary>Hands every call on to another connection and keeps what was asked since <see cref="Begin"/>, so that a failure can be shown with what led to it.</summary>
public sealed class RecordingConnection(IVirglConnection inner) : IVirglConnection
{
    private Recording _recording = new();

    /// <summary>The connection that does the work.</summary>
    public IVirglConnection Inner { get; } = inner;

    /// <inheritdoc/>
    public string Name => Inner.Name;

    /// <inheritdoc/>
    public ConnectionFeatures Features => Inner.Features;

    /// <inheritdoc/>
    public Capset Capset => Inner.Capset;

    /// <summary>Starts a new recording and returns it; it grows until the next call of this method.</summary>
    public Recording Begin() => _recording = new Recording();

    /// <inheritdoc/>
    public uint CreateContext(string debugName)
    {
        var context = Inner.CreateContext(debugName);
        _recording.CreateContext(context, debugName);
        return context;
    }

    /// <inheritdoc/>
    public void DestroyContext(uint context)
    {
        _recording.DestroyContext(context);
        Inner.DestroyContext(context);
    }

    /// <inheritdoc/>
    public GuestResource CreateResource(in ResourceDescription description)
    {
        var resource = Inner.CreateResource(description);
        _recording.CreateResource(resource.Id, description);
        return resource;
    }

    /// <inheritdoc/>
    public void DestroyResource(GuestResource resource)
    {
        _recording.DestroyResource(resource.Id);
        Inner.DestroyResource(resource);
    }

    /// <inheritdoc/>
    public void Attach(uint context, GuestResource resource)
    {
        _recording.Attach(context, resource.Id);
        Inner.Attach(context, resource);
    }

    /// <inheritdoc/>
    public void Detach(uint context, GuestResource resource)
    {
        _recording.Detach(context, resource.Id);
        Inner.Detach(context, resource);
    }

    /// <inheritdoc/>
    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        _recording.TransferToHost(context, resource.Id, transfer);
        Inner.TransferToHost(context, resource, transfer);
    }

    /// <inheritdoc/>
    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        _recording.TransferFromHost(context, resource.Id, transfer);
        Inner.TransferFromHost(context, resource, transfer);
    }

    /// <inheritdoc/>
    public void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        _recording.Submit(context, stream);
        Inner.Submit(context, stream);
    }

    /// <inheritdoc/>
    public void Finish(uint context)
    {
        _recording.Finish(context);
        Inner.Finish(context);
    }

    /// <inheritdoc/>
    public void Dispose() => Inner.Dispose();
}
