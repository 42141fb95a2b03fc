namespace Harness.Statistics;

/// <summary>From which size on one road is faster than another.</summary>
public static class Crossover
{
    /// <summary>The size from which <c>One</c> stays faster than <c>Other</c>, with its interval by <see cref="Bootstrap"/>.</summary>
    /// <param name="sizes">Ascending, in bytes.</param>
    /// <param name="launches">Throughput by size of both roads, measured in the same launch, in any unit.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <returns>Minus infinity where it is faster at every size, infinity where it is not at the largest.</returns>
    public static Estimate Of(IReadOnlyList<double> sizes, IReadOnlyList<CurvePair> launches, int seed)
        => Bootstrap.Of(launches, drawn => Find(sizes, [.. sizes.Select((_, i) => Spread.Median(drawn.Select(launch => Math.Log(launch.One[i] / launch.Other[i]))))]), seed);

    /// <summary>Where the logarithms of the ratio become positive for good; between two sizes, on the straight line over the logarithm of the size.</summary>
    private static double Find(IReadOnlyList<double> sizes, double[] ratios)
    {
        var last = Array.FindLastIndex(ratios, ratio => ratio <= 0);
        if (last < 0 || last == ratios.Length - 1)
        {
            return last < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        var share = ratios[last] / (ratios[last] - ratios[last + 1]);
        return sizes[last] * Math.Pow(sizes[last + 1] / sizes[last], share);
    }
}

/// <summary>Throughput by size of two roads in one launch.</summary>
public sealed record CurvePair(IReadOnlyList<double> One, IReadOnlyList<double> Other);
