namespace Harness.Statistics;

/// <summary>Middle and spread of samples, by order and not by sums: one launch that went wrong moves them little.</summary>
public static class Spread
{
    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = Sorted(values);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Median absolute deviation from the median, in the unit of the values and not scaled to a standard deviation.</summary>
    public static double MedianDeviation(IReadOnlyCollection<double> values)
    {
        var median = Median(values);
        return Median(values.Select(value => Math.Abs(value - median)));
    }

    /// <summary>A copy in ascending order.</summary>
    /// <exception cref="ArgumentException">There is no value, or one that is no number.</exception>
    internal static double[] Sorted(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        if (sorted.Length == 0 || Array.Exists(sorted, double.IsNaN))
        {
            throw new ArgumentException(sorted.Length == 0 ? "There are no samples." : "A sample is no number.", nameof(values));
        }

        Array.Sort(sorted);
        return sorted;
    }
}
