namespace Harness.Statistics;

/// <summary>
/// Intervals for what has no formula: computes a statistic of launches drawn anew from those that were measured, again and again (Efron's percentile interval).
/// Whole launches are drawn, since what was measured within one is not independent.
/// </summary>
public static class Bootstrap
{
    /// <summary>How often launches are drawn.</summary>
    public const int Resamples = 2000;

    /// <summary>The statistic of the launches as they are, and its interval.</summary>
    /// <param name="launches">What was measured, one item a launch.</param>
    /// <param name="statistic">May be infinite, where there is none: no crossover within the sizes measured.</param>
    /// <param name="seed">Of the draws; the same seed gives the same interval.</param>
    /// <param name="confidence">Wanted.</param>
    /// <exception cref="ArgumentException">There is no launch, or the statistic is no number.</exception>
    public static Estimate Of<T>(IReadOnlyList<T> launches, Func<IReadOnlyList<T>, double> statistic, int seed, double confidence = ConfidenceInterval.Usual)
    {
        if (launches.Count == 0)
        {
            throw new ArgumentException("There are no launches.", nameof(launches));
        }

        var random = new Random(seed);
        var drawn = new T[launches.Count];
        var values = Spread.Sorted(Enumerable.Range(0, Resamples).Select(_ =>
        {
            for (var i = 0; i < drawn.Length; i++)
            {
                drawn[i] = launches[random.Next(drawn.Length)];
            }

            return statistic(drawn);
        }));
        var cut = (int)((1 - confidence) / 2 * Resamples);
        return new Estimate(statistic(launches), new ConfidenceInterval(values[cut], values[^(cut + 1)], confidence));
    }
}
