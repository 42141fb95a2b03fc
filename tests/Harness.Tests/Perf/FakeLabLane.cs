using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Tests.Perf;

/// <summary>Not a lane: says it measured what a test wants, so that what becomes of that can be tested. How often such were started and ended is in the log.</summary>
internal sealed class FakeLabLane(string name, List<string> log, Func<FakeLabLane, string, int, LaunchSample> measure) : ILabLane
{
    private readonly ManualResetEventSlim _aborted = new();

    public string Name => name;

    public IReadOnlyList<string> Latencies => [];

    /// <summary>Thrown by its start.</summary>
    public Exception? Unavailable { get; init; }

    public LaneStack Start()
    {
        log.Add($"start {name}");
        return Unavailable is null ? new LaneStack { Connection = "fake", Renderer = "virgl (fake renderer)", CapsetId = 2, CapsetVersion = 2, Accelerator = "fake" } : throw Unavailable;
    }

    public LaunchSample Measure(LabTask task, Sampler sampler) => Take(task.Name, sampler.Turns);

    public LaunchSample MeasureLatency(string name, int turns) => Take(name, turns);

    /// <summary>Waits until it is ended from outside.</summary>
    public LaunchSample Hang()
    {
        _aborted.Wait(TimeSpan.FromMinutes(1));
        throw new LaneUnavailableException("the fake lane was ended");
    }

    public void Abort() => _aborted.Set();

    public void Dispose()
    {
        log.Add($"end {name}");
        _aborted.Dispose();
    }

    private LaunchSample Take(string measurement, int turns)
    {
        log.Add(measurement);
        return measure(this, measurement, turns);
    }
}
