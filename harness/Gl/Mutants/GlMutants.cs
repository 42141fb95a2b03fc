namespace Harness.Gl.Mutants;

/// <summary>All known defects, applied to GL calls.</summary>
public static class GlMutants
{
    public static IReadOnlyList<GlMutant> All { get; } =
        [.. RasterMutants.All(), .. SwitchMutants.All(), .. FragmentMutants.All(), .. InputMutants.All(), .. DrawMutants.All(), .. TextureMutants.All(), .. TransferMutants.All(), .. ShaderMutants.All()];

    /// <summary>The mutant of that name; null when there is none.</summary>
    public static GlMutant? Find(string name) => All.FirstOrDefault(m => m.Name == name);
}
