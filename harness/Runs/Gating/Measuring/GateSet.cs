using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Transfers;
using Harness.Virgl;

namespace Harness.Runs.Gating.Measuring;

/// <summary>Something that is measured in a launch.</summary>
/// <param name="Name">Without its lane.</param>
/// <param name="Take">Takes it on a lane.</param>
public sealed record GateMeasurement(string Name, Func<ILabLane, LaunchSample> Take);

/// <summary>
/// What the gate measures: a part of the transfer lab that takes a second a launch. DMA both ways and RESOURCE_INLINE_WRITE, small, medium and large, the least that
/// a driver can wait for, and what the roads are worth against each other; where OpenGL is called, its uploads and a read back instead.
/// </summary>
public sealed class GateSet
{
    /// <summary>The latency of a submission that has nothing in it, from doorbell to used ring; only where the lane has words for it.</summary>
    private const string EmptySubmit = "latency.empty-submit.depth-1";

    private static readonly int[] Sizes = [16 << 10, 256 << 10, 4 << 20];
    private const int TextureSize = 1 << 20;
    private const int LatencyTurns = 2000;

    /// <summary>More of the short turns than the lab takes: a middle over several time slices of a busy machine is worth more launches.</summary>
    private static readonly Sampler Sampler = new() { AtLeast = TimeSpan.FromMilliseconds(50), AtMost = TimeSpan.FromSeconds(1), TurnsAtMost = 501 };
    private static readonly Sampler RoundTrips = new() { AtMost = TimeSpan.FromSeconds(2), Turns = LatencyTurns, TurnsAtMost = LatencyTurns };

    private static readonly GateMetric[] OfTheProtocol =
    [
        .. Sizes.SelectMany(size => (GateMetric[])
        [
            GateMetric.Throughput(Buffer(Road.Dma, TransferDirection.ToHost, size)),
            GateMetric.Throughput(Buffer(Road.InlineWrite, TransferDirection.ToHost, size)),
            GateMetric.Throughput(Buffer(Road.Dma, TransferDirection.FromHost, size)),
            GateMetric.Quotient(
                $"upload.dma-over-inline.buffer.{TransferTask.SizeText(size)}", Buffer(Road.Dma, TransferDirection.ToHost, size), Buffer(Road.InlineWrite, TransferDirection.ToHost, size)),
        ]),
        GateMetric.Throughput(Name(Road.Dma, TransferDirection.ToHost, PayloadShape.Texture, TextureSize)),
        GateMetric.Throughput(Name(Road.Dma, TransferDirection.FromHost, PayloadShape.Texture, TextureSize)),
        GateMetric.Time(LabTask.RoundTrip.Name),
        GateMetric.Time(EmptySubmit),
    ];

    private static readonly GateMetric[] OfOpenGl =
    [
        .. Sizes.Select(size => GateMetric.Throughput(Buffer(Road.GlSubData, TransferDirection.ToHost, size))),
        GateMetric.Throughput(Buffer(Road.GlMap, TransferDirection.ToHost, Sizes[1])),
        GateMetric.Throughput(Name(Road.GlTexSubImage, TransferDirection.ToHost, PayloadShape.Texture, TextureSize)),
        GateMetric.Throughput(Name(Road.GlReadPixels, TransferDirection.FromHost, PayloadShape.Texture, TextureSize)),
        GateMetric.Time(LabTask.GlRoundTrip.Name),
    ];

    private GateSet(IReadOnlyList<GateMetric> metrics) => Metrics = metrics;

    /// <summary>All that can be compared.</summary>
    public static GateSet All { get; } = new([.. OfTheProtocol, .. OfOpenGl]);

    /// <summary>What is compared.</summary>
    public IReadOnlyList<GateMetric> Metrics { get; }

    /// <summary>Those that are chosen on a lane, in the words that are spoken there.</summary>
    /// <param name="lane">The lane's name.</param>
    /// <param name="patterns">Of names, with or without <c>lane/</c> before them; empty for all.</param>
    public static GateSet On(string lane, IReadOnlyList<string> patterns)
    {
        var spoken = lane is VirpipeLane.LaneName or GuestGlLane.LaneName ? OfOpenGl : OfTheProtocol;
        return new([.. spoken.Where(metric => Glob.MatchesAny(patterns, metric.Name) || Glob.MatchesAny(patterns, $"{lane}/{metric.Name}"))]);
    }

    /// <summary>How a measurement is taken.</summary>
    /// <exception cref="LabFaultException">By what it returns: the lane has no such measurement, or it failed.</exception>
    public static GateMeasurement Measurement(string name) => new(name, name switch
    {
        EmptySubmit => lane => lane.Latencies.Contains(name)
            ? lane.MeasureLatency(name, LatencyTurns)
            : throw new LabFaultException("Only a device that is driven without a guest can be asked that.", MeasureFault.Absent),
        _ when LabTask.Find(name) is { } task => lane => lane.Measure(task, task == LabTask.RoundTrip || task == LabTask.GlRoundTrip ? RoundTrips : Sampler),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such measurement."),
    });

    private static string Buffer(Road road, TransferDirection direction, int size) => Name(road, direction, PayloadShape.Buffer, size);

    private static string Name(Road road, TransferDirection direction, PayloadShape shape, int size) => new TransferTask(road, direction, shape, size).Name;
}
