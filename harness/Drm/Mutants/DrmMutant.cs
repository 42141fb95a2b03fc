namespace Harness.Drm.Mutants;

/// <summary>A known defect of a guest's kernel driver, planted to see whether the catalogue notices it and blames the driver.</summary>
/// <param name="Name">Kebab-case, for <c>--mutant</c>; begins with <c>drm-</c>.</param>
/// <param name="Defect">What a driver with this defect does.</param>
/// <param name="Create">A fresh mutation for one open file: some remember what they have seen.</param>
public sealed record DrmMutant(string Name, string Defect, Func<DrmMutation> Create)
{
    /// <summary>Whether it shows on the display alone.</summary>
    public bool OnDisplay { get; init; }
}
