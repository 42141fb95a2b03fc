namespace Harness.Runs.Mutation.Layers;

/// <summary>
/// The defect that lanes have in them at the moment. It is exchanged between two plays, so that a host stack or a guest serves all defects; a lane looks at it
/// whenever it plays.
/// </summary>
public sealed class PlantedMutant
{
    /// <summary>Null for none.</summary>
    public LayerMutant? Current { get; set; }

    /// <summary>The defect of that kind that the lane has in it; null when it has none.</summary>
    public LayerMutant? On(string lane, MutantKind kind) => Current is { } mutant && mutant.Kind == kind && mutant.Lanes.Contains(lane) ? mutant : null;
}
