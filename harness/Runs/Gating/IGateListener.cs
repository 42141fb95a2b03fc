using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Lanes;

namespace Harness.Runs.Gating;

/// <summary>Hears what a gate does while it does it.</summary>
public interface IGateListener
{
    /// <summary>A side's lane is up for the first time.</summary>
    void Started(string lane, Side side, LaneStack stack);

    /// <summary>What the machine is like before the first launch.</summary>
    void Observed(string lane, LaunchConditions usual);

    /// <summary>A launch was measured.</summary>
    void Launched(string lane, LaunchRecord launch);

    /// <summary>Slowdowns were seen, and are measured afresh.</summary>
    void Confirming(string lane, IReadOnlyList<string> metrics);

    /// <summary>A metric has its answer.</summary>
    void Decided(string lane, GateSeries series);
}

/// <summary>One launch, whether it counts or not.</summary>
/// <param name="Side">Whose it was.</param>
/// <param name="Pair">Number of the pair, from 0; below 0 for warming up.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Conditions">What the machine was like.</param>
/// <param name="Disturbances">Why it does not count; empty when it does.</param>
public sealed record LaunchRecord(Side Side, int Pair, int Attempt, LaunchConditions Conditions, IReadOnlyList<string> Disturbances)
{
    /// <summary>Whether it counts.</summary>
    public bool Counts => Disturbances.Count == 0;
}
