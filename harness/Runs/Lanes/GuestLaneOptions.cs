using Harness.Runs.Mutation.Layers;

namespace Harness.Runs.Lanes;

/// <summary>How to bring up a <see cref="GuestLane"/>.</summary>
/// <param name="Source">What its guests are made of.</param>
/// <param name="Planted">The defect that lanes have in them at the moment; null where none is ever planted.</param>
public sealed record GuestLaneOptions(GuestSource Source, PlantedMutant? Planted = null);
