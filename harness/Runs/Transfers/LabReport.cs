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
    private readonly Dictionary<(string Lane, string Name), int> _disturbed;

    /// <summary>Takes the samples in the order in which they were taken.</summary>
    /// <param name="samples">Those that count.</param>
    /// <param name="disturbed">What was thrown away.</param>
    public LabReport(IReadOnlyList<LabSample> samples, IReadOnlyList<DisturbedStretch>? disturbed = null)
    {
        _disturbed = (disturbed ?? []).SelectMany(stretch => stretch.Measured).CountBy(measured => measured).ToDictionary();
        _samples = samples.GroupBy(sample => (sample.Lane, sample.Sample.Name)).ToDictionary(group => group.Key, group => (IReadOnlyList<LabSample>)[.. group.OrderBy(sample => sample.Launch)]);
        Lanes = [.. samples.Select(sample => sample.Lane).Distinct()];
        Sizes = [.. LabTask.Sizes.Where(size => Lanes.Any(lane => _samples.ContainsKey((lane, LabTask.MemoryCopy(size).Name))))];
        Latencies =
        [
            .. _samples.Where(pair => LabQuantity.Of(pair.Key.Name) == LabQuantity.Latency)
                .Select(pair => LatencySummary.Of(pair.Key.Lane, pair.Key.Name, pair.Value.Select(sample => sample.Sample))),
        ];
    }

    /// <summary>The lanes that measured anything.</summary>
    public IReadOnlyList<string> Lanes { get; }

    /// <summary>All that was measured, in the order in which that was begun.</summary>
    public IEnumerable<(string Lane, string Name)> Measured => _samples.Keys;

    /// <summary>Bytes of the payloads measured, rising.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>How many samples were thrown away, since something disturbed them.</summary>
    public int Disturbed => _disturbed.Values.Sum();

    /// <summary>Latencies of all lanes.</summary>
    public IReadOnlyList<LatencySummary> Latencies { get; }

    /// <summary>What is kept of it: a sample for each launch.</summary>
    public IReadOnlyList<MetricDocument> Metrics =>
    [
        .. from pair in _samples
           let quantity = LabQuantity.Of(pair.Key.Name)
           select new MetricDocument
           {
               Name = pair.Key.Name,
               Lane = pair.Key.Lane,
               Unit = quantity.Unit,
               Kind = quantity.Kind,
               Better = quantity.Better,
               Samples = [.. pair.Value.Select(sample => quantity.Value(sample.Sample))],
               Unsteady = pair.Value.Count(sample => !sample.Sample.Steady) is > 0 and var unsteady ? unsteady : null,
               Disturbed = _disturbed.TryGetValue(pair.Key, out var disturbed) ? disturbed : null,
           },
        .. Counters(),
        .. Interrupts(),
    ];

    /// <summary>What a measurement gives, in its quantity's unit: the middle of its launches. Null when there is none.</summary>
    public double? Value(string lane, string name) => Middle(Of(lane, name).Select(sample => LabQuantity.Of(name).Value(sample.Sample)));

    /// <summary>Whether most launches of a measurement began to count before two turns of theirs had taken as long.</summary>
    public bool IsUnsteady(string lane, string name) => Of(lane, name) is { Count: > 0 } launches && launches.Count(launch => !launch.Sample.Steady) * 2 > launches.Count;

    /// <summary>Throughput over that of a plain copy of as many bytes in the same launch: the middle of the launches. Null when there is none.</summary>
    public double? OverMemoryCopy(string lane, TransferTask transfer)
        => Middle(Pairs(lane, LabTask.Of(transfer), LabTask.MemoryCopy(transfer.Bytes)).Select(pair => pair.One / pair.Other));

    /// <summary>The size in bytes from which on DMA is faster than RESOURCE_INLINE_WRITE; null where one of them was not measured.</summary>
    public Estimate? CrossoverOf(string lane, PayloadShape shape)
    {
        var bySize = Sizes.Select(size => Pairs(lane, Upload(Road.Dma, shape, size), Upload(Road.InlineWrite, shape, size)).ToDictionary(pair => pair.Launch)).ToList();
        if (bySize.Count == 0)
        {
            return null;
        }

        // The largest have fewer launches, and say nothing of where the roads cross: they are left out where more is known without them.
        var (sizes, launches) = Enumerable.Range(1, bySize.Count).Reverse()
            .Select(count => (Sizes: count, Launches: bySize[0].Keys.Where(launch => bySize.Take(count).All(pairs => pairs.ContainsKey(launch))).ToList()))
            .MaxBy(choice => choice.Sizes * choice.Launches.Count);
        return launches.Count == 0 ? null : Crossover.Of(
            [.. Sizes.Take(sizes).Select(size => (double)size)],
            [.. launches.Select(launch => new CurvePair([.. bySize.Take(sizes).Select(pairs => pairs[launch].One)], [.. bySize.Take(sizes).Select(pairs => pairs[launch].Other)]))],
            Seed);
    }

    private static LabTask Upload(Road road, PayloadShape shape, int size) => LabTask.Of(new TransferTask(road, TransferDirection.ToHost, shape, size));

    private static double Rate(LabSample sample) => LabQuantity.BytesPerSecond(sample.Sample);

    private static double? Middle(IEnumerable<double> values) => values.ToList() is { Count: > 0 } some ? Spread.Median(some) : null;

    /// <summary>What is the same for every turn and every launch. A lane that never counts something has no counter of it.</summary>
    private IEnumerable<MetricDocument> Counters()
        => from pair in _samples
           from counter in LabCounter.All
           let values = pair.Value.Select(sample => counter.Of(sample.Sample)).Distinct().ToList()
           where values is [not null] && (counter.IsToldAtZero || _samples.Any(other => other.Key.Lane == pair.Key.Lane && other.Value.Any(sample => counter.Of(sample.Sample) > 0)))
           select new MetricDocument
           {
               Name = $"{pair.Key.Name}.{counter.Name}",
               Lane = pair.Key.Lane,
               Unit = counter.Unit,
               Kind = "counter",
               Better = "lower",
               Samples = [.. pair.Value.Select(_ => (double)values[0]!.Value)],
           };

    /// <summary>Several completions may share an interrupt, as time has it, so these are no counters.</summary>
    private IEnumerable<MetricDocument> Interrupts()
        => from pair in _samples
           where pair.Value.All(sample => sample.Sample.Interrupts is not null)
           select new MetricDocument
           {
               Name = $"{pair.Key.Name}.interrupts", Lane = pair.Key.Lane, Unit = "1", Kind = "ratio", Better = "lower", Samples = [.. pair.Value.Select(sample => sample.Sample.Interrupts!.Value)],
           };

    private IReadOnlyList<LabSample> Of(string lane, string name) => _samples.GetValueOrDefault((lane, name)) ?? [];

    /// <summary>Throughput of two measurements in the same launches.</summary>
    private IEnumerable<(int Launch, double One, double Other)> Pairs(string lane, LabTask one, LabTask other)
        => from a in Of(lane, one.Name) join b in Of(lane, other.Name) on a.Launch equals b.Launch select (a.Launch, Rate(a), Rate(b));
}
