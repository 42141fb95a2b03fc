namespace Harness.Tests.Statistics;

/// <summary>Samples whose statistics are in print.</summary>
internal static class PublishedSamples
{
    /// <summary>Permeability of the human chorioamnion at term: Hollander and Wolfe, Nonparametric Statistical Methods, table 4.1.</summary>
    public static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];

    /// <summary>The same between weeks 12 and 26.</summary>
    public static readonly double[] Before = [1.15, 0.88, 0.90, 0.74, 1.21];
}
