using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Runs.Transfers;

namespace Harness.Perf.Bridge;

/// <summary>What the benchmarks of lanes return instead of doing anything themselves: what is to be measured in their stead, and where.</summary>
/// <param name="Lane">The lane's name.</param>
/// <param name="Name">The measurement's name on it, as in the tables of <c>harness perf</c>.</param>
public sealed record LaneMeasurement(string Lane, string Name)
{
    /// <summary>Bytes of one operation, a size that the name ends with; 0 where none are counted.</summary>
    public int Bytes => LabTask.Sizes.FirstOrDefault(size => Name.EndsWith($".{TransferTask.SizeText(size)}", StringComparison.Ordinal));

    /// <summary>Takes one launch's sample.</summary>
    /// <exception cref="LabFaultException">It could not be measured.</exception>
    public LaunchSample Take(ILabLane lane, Sampler sampler) => LabTask.Find(Name) is { } task ? lane.Measure(task, sampler) : lane.MeasureLatency(Name, sampler.Turns);

    /// <summary>Operations of one turn: small payloads go many at a time.</summary>
    public long OperationsOf(LaunchSample sample) => Bytes == 0 ? 1 : sample.Bytes / Bytes;
}
