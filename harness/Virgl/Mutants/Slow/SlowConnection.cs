namespace Harness.Virgl.Mutants.Slow;

/// <summary>Hands every call on; what costs time is for those who derive from it. What is asked of the device is counted where the connection counts.</summary>
public abstract class SlowConnection(IVirglConnection inner) : IVirglConnection, ITwoDimensionalTransfers, ICountsWork
{
    /// <inheritdoc/>
    public string Name => Inner.Name;

    /// <inheritdoc/>
    public ConnectionFeatures Features => Inner.Features;

    /// <inheritdoc/>
    public Capset Capset => Inner.Capset;

    /// <inheritdoc/>
    public WorkCounters Work => (Inner as ICountsWork)?.Work ?? default;

    /// <summary>The connection that does the work.</summary>
    protected IVirglConnection Inner { get; } = inner;

    /// <inheritdoc/>
    public uint CreateContext(string debugName) => Inner.CreateContext(debugName);

    /// <inheritdoc/>
    public void DestroyContext(uint context) => Inner.DestroyContext(context);

    /// <inheritdoc/>
    public GuestResource CreateResource(in ResourceDescription description) => Inner.CreateResource(description);

    /// <inheritdoc/>
    public void DestroyResource(GuestResource resource) => Inner.DestroyResource(resource);

    /// <inheritdoc/>
    public void Attach(uint context, GuestResource resource) => Inner.Attach(context, resource);

    /// <inheritdoc/>
    public void Detach(uint context, GuestResource resource) => Inner.Detach(context, resource);

    /// <inheritdoc/>
    public virtual void TransferToHost(uint context, GuestResource resource, in Transfer transfer) => Inner.TransferToHost(context, resource, transfer);

    /// <inheritdoc/>
    public virtual void TransferFromHost(uint context, GuestResource resource, in Transfer transfer) => Inner.TransferFromHost(context, resource, transfer);

    /// <inheritdoc/>
    public void TransferToHost2D(GuestResource resource, in Box box, ulong offset) => ((ITwoDimensionalTransfers)Inner).TransferToHost2D(resource, box, offset);

    /// <inheritdoc/>
    public virtual void Submit(uint context, ReadOnlySpan<uint> stream) => Inner.Submit(context, stream);

    /// <inheritdoc/>
    public virtual void Finish(uint context) => Inner.Finish(context);

    /// <inheritdoc/>
    public void Dispose()
    {
        Inner.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Waits after all that is handed over.</summary>
internal sealed class UnbatchedConnection(IVirglConnection inner) : SlowConnection(inner)
{
    public override void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        base.TransferToHost(context, resource, transfer);
        Finish(context);
    }

    public override void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        base.TransferFromHost(context, resource, transfer);
        Finish(context);
    }

    public override void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        base.Submit(context, stream);
        Finish(context);
    }
}

/// <summary>Sleeps before it waits, as one who polls.</summary>
internal sealed class SleepingConnection(IVirglConnection inner, TimeSpan pause) : SlowConnection(inner)
{
    public override void Finish(uint context)
    {
        Thread.Sleep(pause);
        base.Finish(context);
    }
}

/// <summary>Copies what is handed over once more, as one who has a bounce buffer.</summary>
internal sealed class CopyingConnection(IVirglConnection inner) : SlowConnection(inner)
{
    private byte[] _bounce = [];
    private uint[] _stream = [];

    public override void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        Copy(resource, transfer);
        base.TransferToHost(context, resource, transfer);
    }

    public override void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        base.TransferFromHost(context, resource, transfer);
        Copy(resource, transfer);
    }

    public override void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        if (_stream.Length < stream.Length)
        {
            _stream = new uint[stream.Length];
        }

        stream.CopyTo(_stream);
        base.Submit(context, _stream.AsSpan(0, stream.Length));
    }

    /// <summary>As many bytes as the box has texels or bytes, of four bytes where it is a texture.</summary>
    private void Copy(GuestResource resource, in Transfer transfer)
    {
        var texel = resource.Description.Target == (uint)PipeTextureTarget.Buffer ? 1L : 4;
        var bytes = (int)long.Min(transfer.Box.Width * (long)transfer.Box.Height * transfer.Box.Depth * texel, resource.Description.BackingBytes);
        if (_bounce.Length < bytes)
        {
            _bounce = new byte[bytes];
        }

        resource.Read(_bounce.AsSpan(0, bytes));
    }
}
