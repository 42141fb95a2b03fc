using BenchmarkDotNet.Attributes;
using Harness.Lab.Transfers;
using Harness.Perf.Bridge;
using Harness.Runs.Lanes;
using Harness.Virgl;

namespace Harness.Perf;

/// <summary>
/// Payloads by every road, on lanes: what is timed happens in virglrenderer's test server, in a QEMU without a guest, in a Linux guest. The baseline is a plain
/// copy of as many bytes in memory where the road starts.
/// </summary>
[Config(typeof(Lanes))]
public class LaneTransferBenchmarks
{
    /// <summary>The lanes whose connection speaks VirGL.</summary>
    public static IEnumerable<string> LaneNames => BridgedLanes.Names;

    /// <summary>The roads of the protocol.</summary>
    public static IEnumerable<string> Roads => from road in Enum.GetValues<Road>() where !road.IsGl() select road.Word();

    /// <summary>All shapes.</summary>
    public static IEnumerable<string> Shapes => Enum.GetValues<PayloadShape>().Select(shape => shape.Word());

    /// <summary>A size that goes many at a time, one that fits a command stream, one that fits no processor's cache.</summary>
    public static IEnumerable<string> Sizes => new[] { 4 << 10, 256 << 10, 4 << 20 }.Select(TransferTask.SizeText);

    /// <summary>The lane.</summary>
    [ParamsSource(nameof(LaneNames))]
    public string Lane { get; set; } = "";

    /// <summary>What the bytes are.</summary>
    [ParamsSource(nameof(Shapes))]
    public string Shape { get; set; } = "";

    /// <summary>The road.</summary>
    [ParamsSource(nameof(Roads))]
    public string Road { get; set; } = "";

    /// <summary>Bytes of a payload.</summary>
    [ParamsSource(nameof(Sizes))]
    public string Size { get; set; } = "";

    /// <summary>A copy in memory.</summary>
    [Benchmark(Baseline = true)]
    public LaneMeasurement? MemoryCopy() => Upload() is null ? null : new LaneMeasurement(Lane, $"memcpy.{Size}");

    /// <summary>To the host.</summary>
    [Benchmark]
    public LaneMeasurement? Upload() => Along(TransferDirection.ToHost);

    /// <summary>From the host.</summary>
    [Benchmark]
    public LaneMeasurement? Readback() => Along(TransferDirection.FromHost);

    /// <summary>Null where there is no such road: a kernel chooses its pages itself, and neither it nor a test server has 2D transfers for programs.</summary>
    private LaneMeasurement? Along(TransferDirection direction)
        => LabTask.Find($"{direction.Word()}.{Road}.{Shape}.{Size}") is { Transfer: { } transfer } task
            && (Lane == DeviceLane.LaneName || transfer.Road is not (Harness.Lab.Transfers.Road.ScatteredDma or Harness.Lab.Transfers.Road.Dma2D))
                ? new LaneMeasurement(Lane, task.Name)
                : null;

    private sealed class Lanes() : LaneConfig(LaneColumn.Throughput);
}
