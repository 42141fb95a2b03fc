namespace Harness.Statistics.Gating;

/// <summary>Which way a metric gets better.</summary>
public enum Better
{
    /// <summary>Times, counts.</summary>
    Lower,

    /// <summary>Throughput.</summary>
    Higher,
}
