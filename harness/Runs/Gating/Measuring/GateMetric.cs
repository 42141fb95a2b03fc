using Harness.Lab.Sampling;
using Harness.Statistics;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating.Measuring;

/// <summary>Something that the gate compares: a number for each launch.</summary>
/// <param name="Name">Without its lane: <c>upload.dma.buffer.256KiB</c>.</param>
/// <param name="Unit">Of the number.</param>
/// <param name="Kind"><c>time</c>, <c>throughput</c>, <c>ratio</c>.</param>
/// <param name="Better">Which way it gets better.</param>
/// <param name="Needs">Names of the measurements that it is made of; of a ratio the numerator first.</param>
public sealed record GateMetric(string Name, string Unit, string Kind, Better Better, IReadOnlyList<string> Needs)
{
    /// <summary>The kind of a quotient of two throughputs of one launch.</summary>
    public const string Ratio = "ratio";

    /// <summary>MiB a second, by the turn in the middle.</summary>
    public static GateMetric Throughput(string measurement) => new(measurement, "MiB/s", "throughput", Better.Higher, [measurement]);

    /// <summary>Microseconds, of the turn in the middle.</summary>
    public static GateMetric Time(string measurement) => new($"{measurement}.p50", "us", "time", Better.Lower, [measurement]);

    /// <summary>One throughput over another in the same launch, which takes out what the machine does to both.</summary>
    public static GateMetric Quotient(string name, string over, string under) => new(name, "1", Ratio, Better.Higher, [over, under]);

    /// <summary>The number of a launch; null where a measurement is missing.</summary>
    public double? Of(IReadOnlyDictionary<string, LaunchSample> launch)
        => Needs.All(launch.ContainsKey)
            ? Kind switch
            {
                "time" => Spread.Median(launch[Needs[0]].Seconds) * 1e6,
                Ratio => Rate(launch[Needs[0]]) / Rate(launch[Needs[1]]),
                _ => Rate(launch[Needs[0]]) / (1 << 20),
            }
            : null;

    private static double Rate(LaunchSample sample) => sample.Bytes / Spread.Median(sample.Seconds);
}
