namespace Harness.Virgl.Mutants;

/// <summary>A known driver defect, planted to see whether the catalogue notices it.</summary>
/// <param name="Name">Kebab-case, for <c>--mutant</c>.</param>
/// <param name="Defect">What a driver with this defect does.</param>
/// <param name="Create">A fresh mutation: some remember what they have seen.</param>
public sealed record Mutant(string Name, string Defect, Func<Mutation> Create)
{
    /// <summary>The connection as a driver with this defect would use it.</summary>
    public IVirglConnection Wrap(IVirglConnection connection) => new MutantConnection(connection, Create());
}

/// <summary>What a defect does to the commands of a stream and to transfers. The base class does nothing.</summary>
public class Mutation
{
    /// <summary>The command as the defect leaves it; null drops it.</summary>
    public virtual IVirglCommand? Apply(IVirglCommand command) => command;

    /// <summary>The transfer to the host as the defect leaves it; null drops it.</summary>
    public virtual Transfer? ToHost(GuestResource resource, Transfer transfer) => transfer;

    /// <summary>The transfer from the host as the defect leaves it; null drops it.</summary>
    public virtual Transfer? FromHost(GuestResource resource, Transfer transfer) => transfer;

    /// <summary>How a resource is made.</summary>
    public virtual ResourceDescription Describe(ResourceDescription description) => description;
}

/// <summary>A defect in one kind of command.</summary>
/// <param name="change">Null drops the command.</param>
internal sealed class CommandMutation<T>(Func<T, T?> change) : Mutation where T : struct, IVirglCommand
{
    public override IVirglCommand? Apply(IVirglCommand command) => command is T t ? change(t) : command;
}

/// <summary>A defect in one kind of command that depends on what was sent before.</summary>
/// <param name="renews">Tells whether a command makes the driver send its state anew.</param>
/// <param name="slot">State that is kept apart, by number.</param>
internal sealed class StaleMutation<T>(Func<IVirglCommand, bool> renews, Func<T, int> slot) : Mutation where T : struct, IVirglCommand
{
    private readonly HashSet<int> sent = [];

    /// <summary>Keeps the first of each slot after a command that renews, drops the others: state that goes stale.</summary>
    public override IVirglCommand? Apply(IVirglCommand command)
    {
        if (renews(command))
        {
            sent.Clear();
        }

        return command is not T t || sent.Add(slot(t)) ? command : null;
    }
}

/// <summary>A defect in transfers.</summary>
internal sealed class TransferMutation(Func<GuestResource, Transfer, Transfer?>? toHost = null, Func<GuestResource, Transfer, Transfer?>? fromHost = null) : Mutation
{
    public override Transfer? ToHost(GuestResource resource, Transfer transfer) => toHost is null ? transfer : toHost(resource, transfer);

    public override Transfer? FromHost(GuestResource resource, Transfer transfer) => fromHost is null ? transfer : fromHost(resource, transfer);
}

/// <summary>A defect in how resources are made.</summary>
internal sealed class ResourceMutation(Func<ResourceDescription, ResourceDescription> change) : Mutation
{
    public override ResourceDescription Describe(ResourceDescription description) => change(description);
}
