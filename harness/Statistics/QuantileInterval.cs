namespace Harness.Statistics;

/// <summary>Quantiles with intervals that assume nothing of the distribution: between two of the ordered samples (David and Nagaraja, Order Statistics, 7.1).</summary>
public static class QuantileInterval
{
    /// <summary>
    /// A quantile of the distribution that the samples come from. Where they are too few to bound it, as 100 are for the 99th percentile, that end is infinite.
    /// </summary>
    /// <param name="samples">Independent of each other.</param>
    /// <param name="quantile">Between 0 and 1, 0.99 for the 99th percentile.</param>
    /// <param name="confidence">Wanted at least.</param>
    /// <exception cref="ArgumentException">There is no sample, or one that is no number.</exception>
    public static Estimate Of(IEnumerable<double> samples, double quantile, double confidence = ConfidenceInterval.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(quantile, 1);
        var sorted = Spread.Sorted(samples);
        var below = Below(sorted.Length, quantile);
        var tail = (1 - confidence) / 2;
        // The k-th smallest lies above the quantile when fewer than k samples lie below it.
        var low = 0;
        while (low < sorted.Length && below[low] <= tail)
        {
            low++;
        }

        var high = low;
        while (high < sorted.Length && 1 - below[high] > tail)
        {
            high++;
        }

        // Of ranks from 1: `low` is the largest whose value is below the quantile often enough, `high + 1` the smallest that is above.
        return new Estimate(
            sorted[Math.Clamp((int)Math.Ceiling(quantile * sorted.Length) - 1, 0, sorted.Length - 1)],
            new ConfidenceInterval(
                low == 0 ? double.NegativeInfinity : sorted[low - 1],
                high >= sorted.Length ? double.PositiveInfinity : sorted[high],
                (high >= sorted.Length ? 1 : below[high]) - (low == 0 ? 0 : below[low - 1])));
    }

    /// <summary>Probability that at most k of n samples lie below the quantile, for k from 0 to n: the binomial distribution, by logarithms since its terms underflow.</summary>
    private static double[] Below(int n, double quantile)
    {
        var cumulative = new double[n + 1];
        var odds = Math.Log(quantile) - Math.Log(1 - quantile);
        var logarithm = n * Math.Log(1 - quantile);
        var sum = 0.0;
        for (var k = 0; k <= n; k++)
        {
            sum += Math.Exp(logarithm);
            cumulative[k] = sum;
            logarithm += Math.Log((double)(n - k) / (k + 1)) + odds;
        }

        return cumulative;
    }
}
