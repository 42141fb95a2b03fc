using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Harness.Statistics;

namespace Harness.Perf.Bridge;

/// <summary>A column about a measurement on a lane.</summary>
/// <param name="name">The column's head.</param>
/// <param name="legend">What it says.</param>
/// <param name="isNumeric">Whether it is set as numbers are.</param>
/// <param name="text">Its text; null for none.</param>
internal sealed class LaneColumn(string name, string legend, bool isNumeric, Func<LaneMeasurement, BenchmarkReport, string?> text) : IColumn
{
    /// <summary>MiB/s: the middle of the launches' middles, each of which is one sample, however many turns it has.</summary>
    public static LaneColumn Throughput { get; } = new("MiB/s", "Payload bytes a second: the middle of the launches' middles", true, (measurement, report)
        => measurement.Bytes > 0 && Middles(report) is { Count: > 0 } middles ? FormattableString.Invariant($"{measurement.Bytes * 1e9 / Spread.Median(middles) / (1 << 20):0.0}") : null);

    /// <summary>How far launches lie apart, over the middle of them.</summary>
    public static LaneColumn LaunchSpread { get; } = new("Launches", "How far the launches' middles lie apart, over the middle of them", true, (_, report)
        => Middles(report) is { Count: > 1 } middles ? FormattableString.Invariant($"{(middles.Max() - middles.Min()) / Spread.Median(middles):0.0%}") : null);

    /// <summary>The 99th percentile of all turns, us.</summary>
    public static LaneColumn P99 { get; } = new("P99 us", "99th percentile of all turns, in microseconds", true, (_, report)
        => report.ResultStatistics is { } statistics ? FormattableString.Invariant($"{statistics.Percentiles.Percentile(99) / 1e3:0.0}") : null);

    /// <summary>What executes the guest's code.</summary>
    public static LaneColumn Accelerator { get; } = new("Accelerator", "What executes the guest's code; the host's header above says nothing about guests", false, (measurement, _)
        => LaneToolchain.Fleet?.Documents.GetValueOrDefault(measurement.Lane)?.Accelerator);

    /// <summary>What the lane ran on.</summary>
    public static LaneColumn Stack { get; } = new("Stack", "What the lane ran on", false, (measurement, _) => LaneToolchain.Fleet?.Documents.GetValueOrDefault(measurement.Lane)?.Stack);

    public string Id => $"{nameof(LaneColumn)}.{name}";

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => isNumeric;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        => LaneToolchain.Describe(benchmarkCase) is { } measurement && summary[benchmarkCase] is { } report ? text(measurement, report) ?? "-" : "-";

    /// <summary>Nanoseconds of an operation, in the middle of each launch.</summary>
    private static List<double> Middles(BenchmarkReport report)
        => [.. report.GetResultRuns().GroupBy(run => run.LaunchIndex).Select(launch => Spread.Median([.. launch.Select(run => run.Nanoseconds / run.Operations)]))];
}
