using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace Harness.Statistics.Comparing;

/// <summary>
/// How the sum of the ranks of <c>drawn</c> values out of all is distributed when every choice is equally likely: the null distribution of the rank sum test.
/// </summary>
/// <remarks>
/// Exact up to <see cref="ExactUpTo"/> values, ties included: the number of choices with each sum is counted by dynamic programming over the given ranks
/// (for tied values the mean of their ranks), in double precision, which is exact below 2^53 choices and good to 1e-13 beyond. Above that, the normal
/// approximation with the variance of these very ranks and a correction for continuity.
/// </remarks>
internal sealed class RankSumDistribution
{
    /// <summary>The most values, of both samples together, that are counted exactly.</summary>
    public const int ExactUpTo = 100;

    private readonly double[]? _atMost;
    private readonly NormalDistribution? _normal;

    /// <summary>Counts.</summary>
    /// <param name="doubledRanks">Twice the rank of each value, so that mean ranks of ties are whole.</param>
    /// <param name="drawn">How many of them make up the sample.</param>
    public RankSumDistribution(IReadOnlyList<int> doubledRanks, int drawn)
    {
        if (doubledRanks.Count <= ExactUpTo)
        {
            _atMost = Count(doubledRanks, drawn);
            return;
        }

        var n = (double)doubledRanks.Count;
        var mean = doubledRanks.Average();
        var variance = doubledRanks.Sum(rank => (rank - mean) * (rank - mean)) * drawn * (n - drawn) / (n * (n - 1));
        // All values tied: the sum cannot vary, and any spread gives the same answer.
        _normal = new NormalDistribution(drawn * mean, Math.Sqrt(Math.Max(variance, double.Epsilon)));
    }

    /// <summary>Probability of a doubled rank sum of at most <paramref name="doubledSum"/>.</summary>
    public double AtMost(int doubledSum) => _atMost is null
        ? _normal!.Cdf(doubledSum + 1)
        : doubledSum < 0 ? 0 : _atMost[Math.Min(doubledSum, _atMost.Length - 1)];

    private static double[] Count(IReadOnlyList<int> doubledRanks, int drawn)
    {
        var largest = doubledRanks.OrderDescending().Take(drawn).Sum();
        var ways = new double[drawn + 1][];
        for (var count = 0; count <= drawn; count++)
        {
            ways[count] = new double[largest + 1];
        }

        ways[0][0] = 1;
        for (var i = 0; i < doubledRanks.Count; i++)
        {
            var rank = doubledRanks[i];
            for (var count = Math.Min(i + 1, drawn); count > 0; count--)
            {
                var (with, without) = (ways[count], ways[count - 1]);
                for (var sum = largest; sum >= rank; sum--)
                {
                    with[sum] += without[sum - rank];
                }
            }
        }

        var cumulative = ways[drawn];
        for (var sum = 1; sum <= largest; sum++)
        {
            cumulative[sum] += cumulative[sum - 1];
        }

        var all = cumulative[largest];
        for (var sum = 0; sum <= largest; sum++)
        {
            cumulative[sum] /= all;
        }

        return cumulative;
    }
}
