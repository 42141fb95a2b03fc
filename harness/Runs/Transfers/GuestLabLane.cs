using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Clients;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Scenes;

namespace Harness.Runs.Transfers;

/// <summary>The lane <c>drm</c> with a player that measures: in a Linux guest, by its clock, through its kernel's virtio-gpu driver.</summary>
public sealed class GuestLabLane(GuestLaneOptions options) : GuestLane(options), ILabLane
{
    /// <inheritdoc/>
    public override string Name => DrmLane.LaneName;

    /// <inheritdoc/>
    public IReadOnlyList<string> Latencies => [];

    /// <inheritdoc/>
    protected override bool PlaysGl => false;

    /// <inheritdoc/>
    protected override string PlayerKind => "lab";

    /// <inheritdoc/>
    public override string? WhyNot(Scene scene, Observer observer) => "This player measures.";

    /// <inheritdoc/>
    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        Measured measured;
        try
        {
            // A sample of the largest payload by the slowest road gets something done all the time.
            measured = Player.Measure(
                new Measure(task.Name, sampler.Turns, sampler.TurnsAtMost, (long)sampler.AtLeast.TotalMicroseconds, (long)sampler.AtMost.TotalMicroseconds, sampler.WarmUps), SceneAllowed);
        }
        catch (Exception e) when (e is PlayerGoneException or TimeoutException)
        {
            var fault = FaultOf(e);
            throw new LaneBrokenException(fault with { Message = $"{task.Name}: {fault.Message}" }, HostEvidence(failed: true), e);
        }

        return measured.Fault == MeasureFault.None
            ? new LaunchSample(task.Name, measured.Bytes, measured.WarmUps, measured.Steady, [.. measured.Nanoseconds.Select(turn => turn / 1e9)])
            : throw new LabFaultException($"{task.Name}: {measured.Message}", measured.Fault == MeasureFault.Absent);
    }

    /// <inheritdoc/>
    public LaunchSample MeasureLatency(string name, int turns) => throw new ArgumentOutOfRangeException(nameof(name), name, "This lane has no latencies of its own.");
}
