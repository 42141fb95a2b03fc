using Harness.Runs.Disturbances;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating;

/// <summary>How a gate measures.</summary>
public sealed record GateTerms
{
    /// <summary>When to look, and what counts as a difference.</summary>
    public GatePlan Plan { get; init; } = new();

    /// <summary>Whether every launch has a host stack of its own, and not only a context of its own. Default: false.</summary>
    public bool FreshStacks { get; init; }

    /// <summary>What of the machine may go on beside a launch.</summary>
    public QuietTerms Quiet { get; init; } = new();

    /// <summary>Which metrics, by name or <c>lane/name</c>; empty for all.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Decides who goes first in the first pair. Default: 0, the base.</summary>
    public int Seed { get; init; }
}
