using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Virgl;

/// <summary>A connection that hides that it could take strides of transfers, and holds its user to that.</summary>
internal sealed class WithoutStrides(IVirglConnection inner) : IVirglConnection
{
    public int Boxes { get; private set; }

    public string Name => inner.Name;

    public ConnectionFeatures Features => inner.Features & ~ConnectionFeatures.TransferStrides;

    public Capset Capset => inner.Capset;

    public uint CreateContext(string debugName) => inner.CreateContext(debugName);

    public void DestroyContext(uint context) => inner.DestroyContext(context);

    public GuestResource CreateResource(in ResourceDescription description) => inner.CreateResource(description);

    public void DestroyResource(GuestResource resource) => inner.DestroyResource(resource);

    public void Attach(uint context, GuestResource resource) => inner.Attach(context, resource);

    public void Detach(uint context, GuestResource resource) => inner.Detach(context, resource);

    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer) => inner.TransferToHost(context, resource, Plain(resource, transfer));

    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer) => inner.TransferFromHost(context, resource, Plain(resource, transfer));

    public void Submit(uint context, ReadOnlySpan<uint> stream) => inner.Submit(context, stream);

    public void Finish(uint context) => inner.Finish(context);

    public void Dispose() => inner.Dispose();

    private Transfer Plain(GuestResource resource, in Transfer transfer)
    {
        Assert.That(LevelPitch.Of(resource.Description, transfer.Level).Suits(transfer), $"{transfer} of {resource.Description}");
        Boxes += transfer.Offset != 0 ? 1 : 0;
        return transfer with { Stride = 0, LayerStride = 0 };
    }
}
