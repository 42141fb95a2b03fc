namespace Harness.Statistics;

/// <summary>
/// Decides when a launch is warm: when two consecutive medians lie within 5 % of each other, or after five iterations. Then at least
/// <see cref="InnerIterations"/> are measured, and their median is the launch's sample.
/// </summary>
public sealed class WarmUp
{
    /// <summary>Fewest iterations that a sample is made of, after warming up.</summary>
    public const int InnerIterations = 7;

    private const double Within = 0.05;
    private const int AtMost = 5;

    private double? _last;
    private int _iterations;

    /// <summary>Whether it ended because the medians agreed; false after five that never did, which a report should say.</summary>
    public bool IsSteady { get; private set; }

    /// <summary>Takes the median of one more iteration; positive.</summary>
    /// <returns>Whether measuring may begin.</returns>
    public bool Add(double median)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(median);
        IsSteady = _last is { } last && Math.Abs(median - last) <= Within * Math.Min(median, last);
        _last = median;
        return ++_iterations >= AtMost || IsSteady;
    }
}
