using Harness.Runs.Gating.Measuring;
using Harness.Runs.Records;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating.Records;

/// <summary>
/// Compares two runs that are over by the samples they left. They were not measured in turn, so a machine that became another between them looks like a change:
/// that is said, and runs of different machines give no answer.
/// </summary>
public static class StoredComparison
{
    /// <summary>Why runs do not compare on a lane; null when they do.</summary>
    public static string? WhyNot(RunDocument @base, RunDocument head, string? lane)
    {
        var (one, other) = (@base.Fingerprint.Host, head.Fingerprint.Host);
        return (one.Cpu, one.Cores) != (other.Cpu, other.Cores) ? $"measured on different machines: {one.Cpu} x{one.Cores}, {other.Cpu} x{other.Cores}"
            : one.Kernel != other.Kernel ? $"measured under different kernels of the host: {one.Kernel}, {other.Kernel}"
            : Accelerator(@base) != Accelerator(head) ? $"measured under {Accelerator(@base)} and {Accelerator(head)}"
            : null;

        string Accelerator(RunDocument run) => (lane is null ? null : run.Fingerprint.Lanes.GetValueOrDefault(lane)?.Accelerator) ?? "no accelerator";
    }

    /// <summary>Compares a lane of both.</summary>
    /// <param name="lane">Its name; null for what no lane takes part in.</param>
    /// <param name="plan">When to look: samples are taken in their order, as if they were measured now.</param>
    /// <param name="isWanted">Whether a metric is, by its name.</param>
    public static (IReadOnlyList<GateSeries> Series, IReadOnlyList<CounterRow> Counters) Compare(
        RunDocument @base, RunDocument head, string? lane, GatePlan plan, Func<string, bool> isWanted)
    {
        var pairs = Of(@base).Join(Of(head), metric => metric.Name, metric => metric.Name, (one, other) => (Base: one, Head: other)).ToList();
        return (
            [.. pairs.Where(pair => pair.Base.Kind != "counter").Select(pair => Series(pair.Base, pair.Head, plan))],
            [.. pairs.Where(pair => pair.Base.Kind == "counter").Select(pair => new CounterRow(pair.Base.Name, Counts(pair.Base), Counts(pair.Head)))]);

        IEnumerable<MetricDocument> Of(RunDocument run) => (run.Metrics ?? []).Where(metric => metric.Lane == lane && isWanted(metric.Name));
    }

    private static GateSeries Series(MetricDocument @base, MetricDocument head, GatePlan plan)
    {
        var series = new GateSeries(new GateMetric(@base.Name, @base.Unit, @base.Kind, @base.Better == "lower" ? Better.Lower : Better.Higher, []), plan);
        foreach (var (one, other) in @base.Samples.Zip(head.Samples))
        {
            series.Add(one, other);
        }

        return series;
    }

    private static long[] Counts(MetricDocument metric) => [.. metric.Samples.Select(sample => (long)sample)];
}
