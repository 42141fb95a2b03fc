namespace Harness.Statistics.Gating;

/// <summary>One look at the samples.</summary>
/// <param name="Launches">How many launches of each build have been measured by then.</param>
/// <param name="Alpha">The p below which the difference is significant at this look.</param>
public readonly record struct Look(int Launches, double Alpha);
