using Harness.Lab.Transfers;
using Harness.Virgl;

namespace Harness.Runs.Transfers;

/// <summary>What the samples of a lab say.</summary>
public sealed class LabReport
{
    private readonly Dictionary<(string Lane, string Name), IReadOnlyList<LabSample>> _samples;

    /// <summary>Takes the samples in the order in which they were taken.</summary>
    public LabReport(IReadOnlyList<LabSample> samples)
    {
        _samples = samples.GroupBy(sample => (sample.Lane, sample.Sample.Name)).ToDictionary(group => group.Key, group => (IReadOnlyList<LabSample>)[.. group]);
        Lanes = [.. samples.Select(sample => sample.Lane).Distinct()];
        Sizes = [.. LabTask.Sizes.Where(size => Lanes.Any(lane => _samples.ContainsKey((lane, new LabTask(null, size).Name))))];
        Latencies =
        [
            .. _samples.Where(pair => pair.Key.Name.StartsWith("latency.", StringComparison.Ordinal))
                .Select(pair => LatencySummary.Of(pair.Key.Lane, pair.Key.Name, pair.Value.Select(sample => sample.Sample))),
        ];
    }

    /// <summary>The lanes that measured anything.</summary>
    public IReadOnlyList<string> Lanes { get; }

    /// <summary>Bytes of the payloads measured, rising.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Latencies of all lanes.</summary>
    public IReadOnlyList<LatencySummary> Latencies { get; }

    /// <summary>Throughput of a measurement: the middle of its launches. Null when there is none.</summary>
    public double? BytesPerSecond(string lane, LabTask task) => Middle(Of(lane, task).Select(sample => sample.Sample.BytesPerSecond));

    /// <summary>Throughput over that of a plain copy of as many bytes in the same launch: the middle of the launches. Null when there is none.</summary>
    public double? OverMemoryCopy(string lane, TransferTask transfer)
        => Middle(Launches(lane, new LabTask(transfer), new LabTask(null, transfer.Bytes)).Select(pair => pair.Ratio));

    /// <summary>Where RESOURCE_INLINE_WRITE and DMA cost the same; null where one of them was not measured.</summary>
    public Crossover? CrossoverOf(string lane, PayloadShape shape)
    {
        var curves = Sizes.Select(size => (Bytes: size, Ratios: Launches(lane, Upload(Road.Dma, shape, size), Upload(Road.InlineWrite, shape, size)).ToDictionary(pair => pair.Launch, pair => pair.Ratio))).ToList();
        var launches = curves.Count == 0 ? [] : curves[0].Ratios.Keys.Where(launch => curves.All(curve => curve.Ratios.ContainsKey(launch))).ToList();
        return launches.Count == 0 ? null : Crossover.Of([.. launches.Select(launch => (IReadOnlyList<(int, double)>)[.. curves.Select(curve => (curve.Bytes, curve.Ratios[launch]))])]);
    }

    private static LabTask Upload(Road road, PayloadShape shape, int size) => new(new TransferTask(road, TransferDirection.ToHost, shape, size));

    private IReadOnlyList<LabSample> Of(string lane, LabTask task) => _samples.GetValueOrDefault((lane, task.Name)) ?? [];

    /// <summary>Throughput of one measurement over that of another, launch by launch.</summary>
    private IEnumerable<(int Launch, double Ratio)> Launches(string lane, LabTask one, LabTask other)
        => from a in Of(lane, one) join b in Of(lane, other) on a.Launch equals b.Launch select (a.Launch, a.Sample.BytesPerSecond / b.Sample.BytesPerSecond);

    private static double? Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
