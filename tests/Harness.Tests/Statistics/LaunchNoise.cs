namespace Harness.Tests.Statistics;

/// <summary>
/// Samples of launches as they vary: lognormal, and heavy where one in fifty is 30 % slower, as when something else ran on the machine. The same seed gives the
/// same samples.
/// </summary>
internal sealed class LaunchNoise(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>One launch of something that takes 100.</summary>
    /// <param name="deviation">Relative standard deviation between launches.</param>
    /// <param name="heavy">Whether there are outliers.</param>
    public double Launch(double deviation, bool heavy) => 100 * Math.Exp(deviation * Normal()) * Outlier(heavy);

    /// <summary>Several metrics of one launch, whose noise is partly the same: correlated by 0.6.</summary>
    public double[] Launch(int metrics, double deviation)
    {
        const double Shared = 0.6;
        var common = Normal();
        return [.. Enumerable.Range(0, metrics).Select(_ =>
            100 * Math.Exp(deviation * ((Math.Sqrt(Shared) * common) + (Math.Sqrt(1 - Shared) * Normal()))) * Outlier(true))];
    }

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double Outlier(bool heavy) => heavy && _random.NextDouble() < 0.02 ? 1.3 : 1;
}
