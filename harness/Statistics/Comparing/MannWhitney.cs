namespace Harness.Statistics.Comparing;

/// <summary>The rank sum test of Mann and Whitney (1947), one-sided.</summary>
public static class MannWhitney
{
    /// <summary>
    /// How likely it is that values of <paramref name="x"/> rank as high among those of <paramref name="y"/> as they do, or higher, if both come from one
    /// distribution. Exact up to 100 values of both together, ties included; the normal approximation beyond.
    /// </summary>
    /// <exception cref="ArgumentException">A sample is empty or has a value that is no number.</exception>
    public static double Greater(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y)
    {
        var (first, second) = (Spread.Sorted(x), Spread.Sorted(y));
        var all = Spread.Sorted(first.Concat(second));
        // Counted from the top, x ranks low where it is greater; counted from the bottom, y does. The smaller sample makes the smaller table.
        var (sample, ranks) = first.Length <= second.Length ? (first, DoubledRanks(all, fromTop: true)) : (second, DoubledRanks(all, fromTop: false));
        return new RankSumDistribution(ranks, sample.Length).AtMost(sample.Sum(value => ranks[Array.BinarySearch(all, value)]));
    }

    /// <summary>The smallest p that samples of that size can have: 1 in the number of ways to choose them.</summary>
    public static double SmallestP(int x, int y)
    {
        var ways = 1.0;
        for (var i = 1; i <= x; i++)
        {
            ways *= (double)(y + i) / i;
        }

        return 1 / ways;
    }

    private static int[] DoubledRanks(double[] sorted, bool fromTop)
    {
        var ranks = new int[sorted.Length];
        for (var from = 0; from < sorted.Length;)
        {
            var to = from;
            while (to + 1 < sorted.Length && sorted[to + 1] == sorted[from])
            {
                to++;
            }

            // Ranks count from 1, and those that are tied share their mean: (from + 1 + to + 1) / 2.
            var doubled = from + to + 2;
            Array.Fill(ranks, fromTop ? (2 * (sorted.Length + 1)) - doubled : doubled, from, to - from + 1);
            from = to + 1;
        }

        return ranks;
    }
}
