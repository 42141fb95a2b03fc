using Harness.Virgl;
using Harness.Virgl.Mutants;

namespace Harness.Runs.Mutation;

/// <summary>A mutation that can be exchanged while a connection lives, and that remembers whether it changed anything.</summary>
internal sealed class SwitchedMutation : Virgl.Mutants.Mutation
{
    private Virgl.Mutants.Mutation? current;

    /// <summary>Something that passed since the last <see cref="Use"/> was changed or dropped.</summary>
    public bool Changed { get; private set; }

    /// <summary>Puts a fresh mutation on, or takes it off.</summary>
    public void Use(Mutant? mutant) => (current, Changed) = (mutant?.Create(), false);

    public override IVirglCommand? Apply(IVirglCommand command) => current is null ? command : Note(command, current.Apply(command));

    public override Transfer? ToHost(GuestResource resource, Transfer transfer) => current is null ? transfer : Note<Transfer?>(transfer, current.ToHost(resource, transfer));

    public override Transfer? FromHost(GuestResource resource, Transfer transfer) => current is null ? transfer : Note<Transfer?>(transfer, current.FromHost(resource, transfer));

    public override ResourceDescription Describe(ResourceDescription description) => current is null ? description : Note(description, current.Describe(description));

    private T Note<T>(T before, T after)
    {
        Changed |= !EqualityComparer<T>.Default.Equals(before, after);
        return after;
    }
}
