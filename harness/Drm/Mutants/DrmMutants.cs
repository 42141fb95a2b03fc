namespace Harness.Drm.Mutants;

/// <summary>All known defects of a guest's kernel driver.</summary>
public static class DrmMutants
{
    public static IReadOnlyList<DrmMutant> All { get; } =
        [.. TransferMutants.All(), .. StreamMutants.All(), .. ResourceMutants.All(), .. MemoryMutants.All(), .. DisplayMutants.All()];

    /// <summary>The defect of that name; null for none.</summary>
    public static DrmMutant? Find(string name) => All.FirstOrDefault(mutant => mutant.Name == name);
}
