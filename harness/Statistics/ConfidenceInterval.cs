namespace Harness.Statistics;

/// <summary>Where an estimated number lies.</summary>
/// <param name="Low">Lower end; minus infinity where the samples give none.</param>
/// <param name="High">Upper end; infinity where the samples give none.</param>
/// <param name="Confidence">
/// The share of repetitions in which such an interval holds the true value: what was asked for or more, and less only where the samples are too few for it.
/// </param>
public readonly record struct ConfidenceInterval(double Low, double High, double Confidence)
{
    /// <summary>What estimates are given with.</summary>
    public const double Usual = 0.95;

    /// <summary>Whether a value lies in it.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}

/// <summary>An estimated number and where it lies.</summary>
public readonly record struct Estimate(double Value, ConfidenceInterval Interval);
