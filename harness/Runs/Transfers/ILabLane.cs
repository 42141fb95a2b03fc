using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Lanes;

namespace Harness.Runs.Transfers;

/// <summary>A lane as the transfer lab uses it: measurements are taken where its connection is, on this machine or in a guest.</summary>
public interface ILabLane : IDisposable
{
    /// <summary>The lane's name.</summary>
    string Name { get; }

    /// <summary>Brings it up.</summary>
    /// <exception cref="LaneUnavailableException">It cannot run here.</exception>
    LaneStack Start();

    /// <summary>Takes one launch's sample: in a fresh context, with resources of its own.</summary>
    /// <exception cref="LabFaultException">It could not be measured.</exception>
    LaunchSample Measure(LabTask task, Sampler sampler);

    /// <summary>Latencies that only this lane has words for, by name.</summary>
    IReadOnlyList<string> Latencies { get; }

    /// <summary>Takes one launch's sample of a latency, a turn for each command.</summary>
    /// <param name="name">One of <see cref="Latencies"/>.</param>
    /// <param name="turns">Commands.</param>
    /// <exception cref="LabFaultException">It could not be measured.</exception>
    LaunchSample MeasureLatency(string name, int turns);

    /// <summary>Ends the host stack at once; may be called from any thread.</summary>
    void Abort();
}

/// <summary>A measurement that could not be taken, or did not prove true. The message names it.</summary>
public sealed class LabFaultException(string message, MeasureFault fault, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What came in its way.</summary>
    public MeasureFault Fault { get; } = fault;

    /// <summary>Whether there is no such road on that lane, which is no failure.</summary>
    public bool IsAbsent => Fault == MeasureFault.Absent;
}
