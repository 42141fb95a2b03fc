namespace Harness.Virgl.Mutants;

/// <summary>A connection whose user has a defect: streams are decoded, altered and encoded again, transfers are altered on their way.</summary>
public sealed class MutantConnection(IVirglConnection inner, Mutation mutation) : IVirglConnection
{
    private readonly CommandStream altered = new();

    public string Name => inner.Name;

    public ConnectionFeatures Features => inner.Features;

    public Capset Capset => inner.Capset;

    public uint CreateContext(string debugName) => inner.CreateContext(debugName);

    public void DestroyContext(uint context) => inner.DestroyContext(context);

    public GuestResource CreateResource(in ResourceDescription description) => inner.CreateResource(mutation.Describe(description));

    public void DestroyResource(GuestResource resource) => inner.DestroyResource(resource);

    public void Attach(uint context, GuestResource resource) => inner.Attach(context, resource);

    public void Detach(uint context, GuestResource resource) => inner.Detach(context, resource);

    public void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        if (mutation.ToHost(resource, transfer) is { } changed)
        {
            inner.TransferToHost(context, resource, changed);
        }
    }

    public void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        if (mutation.FromHost(resource, transfer) is { } changed)
        {
            inner.TransferFromHost(context, resource, changed);
        }
    }

    public void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        altered.Reset();
        foreach (IVirglCommand command in VirglDecoder.Decode(stream))
        {
            mutation.Apply(command)?.Encode(altered);
        }

        inner.Submit(context, altered.Words);
    }

    public void Finish(uint context) => inner.Finish(context);

    public void Dispose() => inner.Dispose();
}
