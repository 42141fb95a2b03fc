using Harness.Runs.Disturbances;

namespace Harness.Runs.Transfers;

/// <summary>How the lab measures.</summary>
public sealed record LabTerms
{
    /// <summary>Whether every launch has a host stack of its own, and not only a context of its own. Default: false.</summary>
    public bool FreshStacks { get; init; }

    /// <summary>What of the machine may go on beside a measurement.</summary>
    public QuietTerms Quiet { get; init; } = new() { Patience = TimeSpan.FromSeconds(10) };

    /// <summary>
    /// How long measurements are taken one after the other until it is asked what disturbed them; what did, costs all of them. The kernel counts hundredths of a
    /// second, so shorter ones cannot be told from what the harness itself uses. Default: 1 s.
    /// </summary>
    public TimeSpan Stretch { get; init; } = TimeSpan.FromSeconds(1);
}
