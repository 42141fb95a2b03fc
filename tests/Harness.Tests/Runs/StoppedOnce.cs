using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Processes;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Tests.Runs;

/// <summary>A real lane whose QEMU is stopped under one of its measurements for a tenth of a second.</summary>
internal sealed class StoppedOnce(ILabLane inner, Func<bool> isNow) : ILabLane
{
    private int _process;

    public string Name => inner.Name;

    public IReadOnlyList<string> Latencies => inner.Latencies;

    public LaneStack Start()
    {
        var stack = inner.Start();
        _process = stack.ProcessId!.Value;
        return stack;
    }

    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        if (!isNow())
        {
            return inner.Measure(task, sampler);
        }

        ProcessSignals.Send(_process, ProcessSignals.Stop);
        using var resume = new Timer(_ => ProcessSignals.Send(_process, ProcessSignals.Continue), null, TimeSpan.FromSeconds(0.1), Timeout.InfiniteTimeSpan);
        return inner.Measure(task, sampler);
    }

    public LaunchSample MeasureLatency(string name, int turns) => inner.MeasureLatency(name, turns);

    public void Abort() => inner.Abort();

    public void Dispose() => inner.Dispose();
}
