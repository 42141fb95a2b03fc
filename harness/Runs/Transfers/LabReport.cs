using Harness.Lab.Transfers;
using Harness.Runs.Records;
using Harness.Statistics;
using Harness.Virgl;

namespace Harness.Runs.Transfers;

/// <summary>What the samples of a lab say.</summary>
public sealed class LabReport
{
    /// <summary>Of intervals, so that the same samples have the same.</summary>
    private const int Seed = 1;

    private readonly Dictionary<(string Lane, string Name), IReadOnlyList<LabSample>> _samples;

    /// <summary>Takes the samples in the order in which they were taken.</summary>
    public LabReport(IReadOnlyList<LabSample> samples)
    {
        _samples = samples.GroupBy(sample => (sample.Lane, sample.Sample.Name)).ToDictionary(group => group.Key, group => (IReadOnlyList<LabSample>)[.. group.OrderBy(sample => sample.Launch)]);
        Lanes = [.. samples.Select(sample => sample.Lane).Distinct()];
        Sizes = [.. LabTask.Sizes.Where(size => Lanes.Any(lane => _samples.ContainsKey((lane, new LabTask(null, size).Name))))];
        Latencies =
        [
            .. _samples.Where(pair => IsLatency(pair.Key.Name))
                .Select(pair => LatencySummary.Of(pair.Key.Lane, pair.Key.Name, pair.Value.Select(sample => sample.Sample))),
        ];
    }

    /// <summary>The lanes that measured anything.</summary>
    public IReadOnlyList<string> Lanes { get; }

    /// <summary>Bytes of the payloads measured, rising.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Latencies of all lanes.</summary>
    public IReadOnlyList<LatencySummary> Latencies { get; }

    /// <summary>What is kept of it: a sample for each launch.</summary>
    public IReadOnlyList<MetricDocument> Metrics =>
    [
        .. _samples.Select(pair => new MetricDocument
        {
            Name = pair.Key.Name,
            Lane = pair.Key.Lane,
            Unit = IsLatency(pair.Key.Name) ? "us" : "MiB/s",
            Kind = IsLatency(pair.Key.Name) ? "time" : "throughput",
            Better = IsLatency(pair.Key.Name) ? "lower" : "higher",
            Samples = [.. pair.Value.Select(sample => IsLatency(pair.Key.Name) ? Spread.Median(sample.Sample.Seconds) * 1e6 : Rate(sample) / (1 << 20))],
        }),
        .. Counters(),
    ];

    /// <summary>Throughput of a measurement: the middle of its launches. Null when there is none.</summary>
    public double? BytesPerSecond(string lane, LabTask task) => Middle(Of(lane, task).Select(Rate));

    /// <summary>Throughput over that of a plain copy of as many bytes in the same launch: the middle of the launches. Null when there is none.</summary>
    public double? OverMemoryCopy(string lane, TransferTask transfer)
        => Middle(Pairs(lane, new LabTask(transfer), new LabTask(null, transfer.Bytes)).Select(pair => pair.One / pair.Other));

    /// <summary>The size in bytes from which on DMA is faster than RESOURCE_INLINE_WRITE; null where one of them was not measured.</summary>
    public Estimate? CrossoverOf(string lane, PayloadShape shape)
    {
        var bySize = Sizes.Select(size => Pairs(lane, Upload(Road.Dma, shape, size), Upload(Road.InlineWrite, shape, size)).ToDictionary(pair => pair.Launch)).ToList();
        var launches = bySize.Count == 0 ? [] : bySize[0].Keys.Where(launch => bySize.All(pairs => pairs.ContainsKey(launch))).ToList();
        return launches.Count == 0 ? null : Crossover.Of(
            [.. Sizes.Select(size => (double)size)],
            [.. launches.Select(launch => new CurvePair([.. bySize.Select(pairs => pairs[launch].One)], [.. bySize.Select(pairs => pairs[launch].Other)]))],
            Seed);
    }

    private static bool IsLatency(string name) => name.StartsWith("latency.", StringComparison.Ordinal);

    private static LabTask Upload(Road road, PayloadShape shape, int size) => new(new TransferTask(road, TransferDirection.ToHost, shape, size));

    /// <summary>Bytes a second of the launch's turn in the middle.</summary>
    private static double Rate(LabSample sample) => sample.Sample.Bytes / Spread.Median(sample.Sample.Seconds);

    private static double? Middle(IEnumerable<double> values) => values.ToList() is { Count: > 0 } some ? Spread.Median(some) : null;

    private IEnumerable<MetricDocument> Counters()
        => from pair in _samples
           where pair.Value.All(sample => sample.Sample is { Work: not null, WorkVaries: false })
           from counter in ((string Name, Func<WorkCounters, long> Of)[])[("commands", work => work.Commands), ("bytes", work => work.Bytes), ("kicks", work => work.Kicks), ("fences", work => work.Fences), ("descriptors", work => work.Descriptors)]
           select new MetricDocument
           {
               Name = $"{pair.Key.Name}.{counter.Name}",
               Lane = pair.Key.Lane,
               Unit = counter.Name == "bytes" ? "B" : "1",
               Kind = "counter",
               Better = "lower",
               Samples = [.. pair.Value.Select(sample => (double)counter.Of(sample.Sample.Work!.Value))],
           };

    private IReadOnlyList<LabSample> Of(string lane, LabTask task) => _samples.GetValueOrDefault((lane, task.Name)) ?? [];

    /// <summary>Throughput of two measurements in the same launches.</summary>
    private IEnumerable<(int Launch, double One, double Other)> Pairs(string lane, LabTask one, LabTask other)
        => from a in Of(lane, one) join b in Of(lane, other) on a.Launch equals b.Launch select (a.Launch, Rate(a), Rate(b));
}
