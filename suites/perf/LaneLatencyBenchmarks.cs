using BenchmarkDotNet.Attributes;
using Harness.Lab.Latency;
using Harness.Perf.Bridge;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Perf;

/// <summary>Single commands on lanes, each timed from handing it over to its answer: a turn is one command.</summary>
[Config(typeof(Lanes))]
public class LaneLatencyBenchmarks
{
    /// <summary>The lanes whose connection speaks VirGL.</summary>
    public static IEnumerable<string> LaneNames => LaneTransferBenchmarks.LaneNames;

    /// <summary>All latencies there are on any lane.</summary>
    public static IEnumerable<string> Commands => new[] { RoundTripBench.RoundTrip }.Concat(DeviceLatency.Names).Union(FencedSubmissions.Names).Select(name => name["latency.".Length..]);

    /// <summary>The lane.</summary>
    [ParamsSource(nameof(LaneNames))]
    public string Lane { get; set; } = "";

    /// <summary>What is waited for.</summary>
    [ParamsSource(nameof(Commands))]
    public string Command { get; set; } = "";

    /// <summary>One command; null where the lane has none such.</summary>
    [Benchmark]
    public LaneMeasurement? Latency()
    {
        var name = $"latency.{Command}";
        return name == RoundTripBench.RoundTrip || (Lane == DeviceLane.LaneName && DeviceLatency.Names.Contains(name)) || (Lane == DrmLane.LaneName && FencedSubmissions.Names.Contains(name)) ? new LaneMeasurement(Lane, name) : null;
    }

    private sealed class Lanes() : LaneConfig(LaneColumn.P99);
}
