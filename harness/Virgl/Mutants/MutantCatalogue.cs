namespace Harness.Virgl.Mutants;

/// <summary>All known defects, applied to command streams.</summary>
public static class MutantCatalogue
{
    public static IReadOnlyList<Mutant> All { get; } = [.. StateMutants.All(), .. OutputMutants.All(), .. InputMutants.All(), .. TransferMutants.All()];
}
