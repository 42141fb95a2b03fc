namespace Harness.Statistics.Nightly;

/// <summary>How change points are found.</summary>
public sealed record ChangePointSettings
{
    /// <summary>The p of Student's test below which a change is reported. Default: 0.001.</summary>
    public double MaxP { get; init; } = 0.001;

    /// <summary>The smallest relative change between the means of both sides that is reported. Default: 0.02.</summary>
    public double MinEffect { get; init; } = 0.02;

    /// <summary>Fewest points on either side of a change. Default: 3, or single outliers are changes.</summary>
    public int MinPoints { get; init; } = 3;

    /// <summary>Points that are looked at together, so that a long and quiet history does not hide what is new. Default: 50.</summary>
    public int Window { get; init; } = 50;
}
