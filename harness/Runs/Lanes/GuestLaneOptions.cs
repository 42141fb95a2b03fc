namespace Harness.Runs.Lanes;

/// <summary>How to bring up a <see cref="GuestLane"/>.</summary>
/// <param name="Source">What its guests are made of.</param>
/// <param name="Mutant">Name of a defect that the player plants; empty for none.</param>
public sealed record GuestLaneOptions(GuestSource Source, string Mutant = "");
