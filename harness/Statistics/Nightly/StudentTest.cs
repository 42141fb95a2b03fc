using Perfolizer.Mathematics.Functions;

namespace Harness.Statistics.Nightly;

/// <summary>Student's two-sided t-test of two samples with one variance, estimated without bias (n - 1).</summary>
internal static class StudentTest
{
    /// <summary>Compares the parts of a series before and after a point.</summary>
    /// <param name="before">At least one value; both together at least three.</param>
    /// <param name="after">At least one value.</param>
    public static (double Before, double After, double P) Compare(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        var (n, m) = (before.Length, after.Length);
        var (first, second) = (Mean(before), Mean(after));
        var freedom = n + m - 2;
        var error = Math.Sqrt((Squares(before, first) + Squares(after, second)) / freedom * ((1.0 / n) + (1.0 / m)));
        if (error == 0)
        {
            return (first, second, first == second ? 1 : 0);
        }

        var t = (first - second) / error;
        return (first, second, BetaFunction.RegularizedIncompleteValue(freedom / 2.0, 0.5, freedom / (freedom + (t * t))));
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Squares(ReadOnlySpan<double> values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}
