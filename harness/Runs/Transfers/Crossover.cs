namespace Harness.Runs.Transfers;

/// <summary>The payload size from which on DMA is the faster road, RESOURCE_INLINE_WRITE being the other.</summary>
/// <param name="Bytes">That size: the middle of the launches. Null when one road is faster at all sizes measured.</param>
/// <param name="Low">The smallest that a launch found.</param>
/// <param name="High">The largest.</param>
/// <param name="Confidence">How sure it is that the true middle lies between <paramref name="Low"/> and <paramref name="High"/>: 1 - 2^(1-n) for n launches.</param>
/// <param name="DmaAlwaysFaster">Without a crossover: whether DMA is the road that is faster everywhere.</param>
public sealed record Crossover(double? Bytes, double Low, double High, double Confidence, bool DmaAlwaysFaster)
{
    /// <summary>Finds it.</summary>
    /// <param name="launches">Of each launch, for rising sizes: throughput of DMA over that of RESOURCE_INLINE_WRITE.</param>
    public static Crossover Of(IReadOnlyList<IReadOnlyList<(int Bytes, double Ratio)>> launches)
    {
        double[] found = [.. launches.Select(In).Order()];
        var middle = (found[(found.Length - 1) / 2] + found[found.Length / 2]) / 2;
        var confidence = 1 - double.Pow(2, 1 - found.Length);
        return double.IsFinite(middle) && middle > 0
            ? new Crossover(middle, found[0], found[^1], confidence, false)
            : new Crossover(null, found[0], found[^1], confidence, middle <= 0);
    }

    /// <summary>The last size at which DMA overtakes, between two measured ones on a logarithmic scale; 0 when it is faster everywhere, infinite when nowhere.</summary>
    private static double In(IReadOnlyList<(int Bytes, double Ratio)> curve)
    {
        for (var i = curve.Count - 1; i >= 0; i--)
        {
            if (curve[i].Ratio >= 1)
            {
                continue;
            }

            if (i == curve.Count - 1)
            {
                return double.PositiveInfinity;
            }

            var (below, above) = (double.Log(curve[i].Ratio), double.Log(curve[i + 1].Ratio));
            var share = -below / (above - below);
            return double.Exp(double.Log(curve[i].Bytes) + (share * (double.Log(curve[i + 1].Bytes) - double.Log(curve[i].Bytes))));
        }

        return 0;
    }
}
