using Harness.Lab.Grounds;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Virgl;
using Harness.VirtioGpu;

namespace Harness.Runs.Transfers;

/// <summary>A lane whose connection is on this machine: <c>vtest</c>, <c>device</c>.</summary>
/// <param name="lane">The lane.</param>
/// <param name="decorate">Put between what is measured and the connection: how a slowdown is planted. Null for nothing.</param>
public sealed class HostLabLane(VirglLane lane, Func<IVirglConnection, IVirglConnection>? decorate = null) : ILabLane
{
    /// <inheritdoc/>
    public string Name => lane.Name;

    /// <inheritdoc/>
    public LaneStack Start() => lane.Start();

    /// <inheritdoc/>
    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        var ground = new LabGround { Connection = decorate?.Invoke(lane.Connection) ?? lane.Connection };
        if (task.WhyNot(ground) is { } reason)
        {
            throw new LabFaultException(reason, MeasureFault.Absent);
        }

        try
        {
            using var bench = task.Bench(ground);
            return sampler.Take(bench);
        }
        catch (Exception e) when (e is DeviceException or WrongPayloadException)
        {
            throw new LabFaultException($"{task.Name}: {e.Message}", e is WrongPayloadException ? MeasureFault.Wrong : MeasureFault.Failed, e);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Latencies => lane is DeviceLane ? DeviceLatency.Names : [];

    /// <inheritdoc/>
    public LaunchSample MeasureLatency(string name, int turns)
    {
        try
        {
            return new DeviceLatency((VirtioGpuConnection)lane.Connection).Take(name, turns);
        }
        catch (DeviceException e)
        {
            throw new LabFaultException($"{name}: {e.Message}", MeasureFault.Failed, e);
        }
    }

    /// <inheritdoc/>
    public void Abort() => lane.Abort();

    /// <inheritdoc/>
    public void Dispose() => lane.Dispose();
}
