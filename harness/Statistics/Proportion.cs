namespace Harness.Statistics;

/// <summary>How often something happens, from how often it was seen.</summary>
public static class Proportion
{
    /// <summary>The share and its interval: exact, and rather too wide than too narrow (Clopper and Pearson, 1934).</summary>
    /// <param name="seen">How often it happened.</param>
    /// <param name="trials">How often it could have; more than 0.</param>
    /// <param name="confidence">Wanted at least.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no trial, or more was seen than tried.</exception>
    public static Estimate Of(int seen, int trials, double confidence = ConfidenceInterval.Usual)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(seen);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seen, trials);
        var tail = (1 - confidence) / 2;

        // The lower end makes it just too unlikely to have seen so many, the upper one so few.
        var low = seen == 0 ? 0 : Crossing(share => 1 - AtMost(seen - 1, trials, share), tail);
        var high = seen == trials ? 1 : Crossing(share => 1 - AtMost(seen, trials, share), 1 - tail);
        return new Estimate((double)seen / trials, new ConfidenceInterval(low, high, confidence));
    }

    /// <summary>Where a rising function of a share reaches a value.</summary>
    private static double Crossing(Func<double, double> rising, double value)
    {
        var (low, high) = (0.0, 1.0);
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            (low, high) = rising(middle) < value ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Probability of at most so many of the trials, by logarithms since single terms underflow.</summary>
    private static double AtMost(int seen, int trials, double share)
    {
        var (logarithm, sum) = (trials * Math.Log(1 - share), 0.0);
        for (var k = 0; k <= seen; k++)
        {
            sum += Math.Exp(logarithm);
            logarithm += Math.Log((double)(trials - k) / (k + 1)) + Math.Log(share) - Math.Log(1 - share);
        }

        return sum;
    }
}
