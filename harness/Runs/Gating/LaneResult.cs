using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;

namespace Harness.Runs.Gating;

/// <summary>What a gate measured on a lane.</summary>
public sealed record LaneResult
{
    /// <summary>The lane's name.</summary>
    public required string Lane { get; init; }

    /// <summary>The metrics that both sides have.</summary>
    public required IReadOnlyList<GateSeries> Series { get; init; }

    /// <summary>The counters.</summary>
    public required IReadOnlyList<CounterRow> Counters { get; init; }

    /// <summary>All launches, those that do not count too.</summary>
    public required IReadOnlyList<LaunchRecord> Launches { get; init; }

    /// <summary>What the machine was like before the first; null when it did not come to that.</summary>
    public LaunchConditions? Usual { get; init; }

    /// <summary>What the head cannot do that the base can: measurements that fail or are wrong, a stack that breaks.</summary>
    public required IReadOnlyList<string> HeadFaults { get; init; }

    /// <summary>What is not the head's doing: the base fails, the machine was disturbed.</summary>
    public required IReadOnlyList<string> Troubles { get; init; }

    /// <summary>What else there is to know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
