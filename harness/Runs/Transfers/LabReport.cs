using Harness.Lab.Transfers;
using Harness.Virgl;

namespace Harness.Runs.Transfers;

/// <summary>What the samples of a lab say, in the order of its plan.</summary>
public sealed class LabReport(IReadOnlyList<LabSample> samples)
{
    /// <summary>The lanes that measured anything, in that order.</summary>
    public IReadOnlyList<string> Lanes { get; } = [.. samples.Select(sample => sample.Lane).Distinct()];

    /// <summary>Bytes of the payloads measured, rising.</summary>
    public IReadOnlyList<int> Sizes { get; } = [.. samples.Select(sample => sample.Task.Bytes).Distinct().Order()];

    /// <summary>Throughput of a measurement: the middle of its launches. Null when there is none.</summary>
    public double? BytesPerSecond(string lane, LabTask task) => Middle(Of(lane, task).Select(sample => sample.Sample.BytesPerSecond));

    /// <summary>Throughput over that of a plain copy of as many bytes in the same launch: the middle of the launches. Null when there is none.</summary>
    public double? OverMemoryCopy(string lane, TransferTask transfer)
        => Middle(Launches(lane, new LabTask(transfer), new LabTask(null, transfer.Bytes)).Select(pair => pair.Ratio));

    /// <summary>Where RESOURCE_INLINE_WRITE and DMA cost the same; null where one of them was not measured.</summary>
    public Crossover? CrossoverOf(string lane, PayloadShape shape)
    {
        var dma = Sizes.Select(size => Upload(Road.Dma, shape, size));
        var curves = dma.Select(task => (task.Bytes, Ratios: Launches(lane, task, Upload(Road.InlineWrite, shape, task.Bytes)).ToDictionary(pair => pair.Launch, pair => pair.Ratio))).ToList();
        var launches = curves.Count == 0 ? [] : curves[0].Ratios.Keys.Where(launch => curves.All(curve => curve.Ratios.ContainsKey(launch))).ToList();
        return launches.Count == 0 ? null : Crossover.Of([.. launches.Select(launch => (IReadOnlyList<(int, double)>)[.. curves.Select(curve => (curve.Bytes, curve.Ratios[launch]))])]);
    }

    private static LabTask Upload(Road road, PayloadShape shape, int size) => new(new TransferTask(road, TransferDirection.ToHost, shape, size));

    private IEnumerable<LabSample> Of(string lane, LabTask task) => samples.Where(sample => sample.Lane == lane && sample.Task == task);

    /// <summary>Throughput of one measurement over that of another, launch by launch.</summary>
    private IEnumerable<(int Launch, double Ratio)> Launches(string lane, LabTask one, LabTask other)
        => from a in Of(lane, one) join b in Of(lane, other) on a.Launch equals b.Launch select (a.Launch, a.Sample.BytesPerSecond / b.Sample.BytesPerSecond);

    private static double? Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
