using Harness.Runs.Gating.Disturbances;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating;

/// <summary>How a gate measures.</summary>
public sealed record GateTerms
{
    /// <summary>When to look, and what counts as a difference.</summary>
    public GatePlan Plan { get; init; } = new();

    /// <summary>Whether every launch has a host stack of its own, and not only a context of its own. Default: false.</summary>
    public bool FreshStacks { get; init; }

    /// <summary>What may disturb a launch.</summary>
    public HostLimits Limits { get; init; } = new();

    /// <summary>How long to look, before the first launch, at what the machine does by itself. Default: 1 s.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, after a disturbed launch, for the machine to be quiet again. Default: 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Which metrics, by name or <c>lane/name</c>; empty for all.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Decides who goes first in the first pair. Default: 0, the base.</summary>
    public int Seed { get; init; }
}
