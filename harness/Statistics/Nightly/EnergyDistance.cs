namespace Harness.Statistics.Nightly;

/// <summary>
/// The statistic of e-divisive (Matteson and James, 2014, with alpha 1): how far apart two neighbouring parts of a window are, measured by the distances between
/// their points against those within each.
/// </summary>
internal sealed class EnergyDistance
{
    // Entry [i, j] is the sum of the distances of the first i points to the first j.
    private readonly double[,] _sums;

    public EnergyDistance(ReadOnlySpan<double> window)
    {
        _sums = new double[window.Length + 1, window.Length + 1];
        for (var i = 0; i < window.Length; i++)
        {
            for (var j = 0; j < window.Length; j++)
            {
                _sums[i + 1, j + 1] = Math.Abs(window[i] - window[j]) + _sums[i, j + 1] + _sums[i + 1, j] - _sums[i, j];
            }
        }
    }

    /// <summary>The split of a part of the window whose sides, the right one cut anywhere, are furthest apart; null when it is too short for one.</summary>
    /// <returns>The split and its statistic.</returns>
    public (int Split, double Distance)? Best(int start, int end, int minPoints)
    {
        (int Split, double Distance)? best = null;
        for (var split = start + minPoints; split <= end - minPoints; split++)
        {
            for (var to = split + 1; to <= end; to++)
            {
                if (Between(start, split, to) is var distance && (best is null || distance > best.Value.Distance))
                {
                    best = (split, distance);
                }
            }
        }

        return best;
    }

    private double Between(int start, int split, int end)
    {
        double n = split - start, m = end - split;
        var left = n > 1 ? m / (n - 1) * Sum(start, split, start, split) : 0;
        var right = m > 1 ? n / (m - 1) * Sum(split, end, split, end) : 0;
        return ((2 * Sum(start, split, split, end)) - left - right) / (n + m);
    }

    private double Sum(int a, int b, int c, int d) => _sums[b, d] - _sums[a, d] - _sums[b, c] + _sums[a, c];
}
