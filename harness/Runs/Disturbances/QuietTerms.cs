namespace Harness.Runs.Disturbances;

/// <summary>What of the machine may go on beside a measurement.</summary>
public sealed record QuietTerms
{
    /// <summary>What may disturb a launch.</summary>
    public HostLimits Limits { get; init; } = new();

    /// <summary>How long to look, before the first launch, at what the machine does by itself. Default: 1 s.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, after a disturbed launch, for the machine to be quiet again. Default: 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);
}
