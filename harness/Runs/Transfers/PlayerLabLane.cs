using Harness.Imaging;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Runs.References;
using Harness.Scenes;
using Harness.Scenes.Wire;

namespace Harness.Runs.Transfers;

/// <summary>
/// A lane whose player measures, in its own process and by its own clock: on this machine (<c>virpipe</c>) or in a guest (<c>drm</c>, <c>guest</c>). Frames that were
/// drawn meanwhile are judged here.
/// </summary>
/// <param name="lane">The lane.</param>
/// <param name="references">What its frames are judged by; null for what the oracle computes.</param>
public sealed class PlayerLabLane(PlayerLane lane, ReferenceSource? references = null) : ILabLane
{
    private readonly ReferenceSource _references = references ?? new ReferenceSource();

    /// <inheritdoc/>
    public string Name => lane.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Latencies => [];

    /// <inheritdoc/>
    public LaneStack Start() => lane.Start();

    /// <inheritdoc/>
    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        var measured = lane.Measure(new Measure(
            task.Name,
            sampler.Turns,
            sampler.TurnsAtMost,
            (long)sampler.AtLeast.TotalMicroseconds,
            (long)sampler.AtMost.TotalMicroseconds,
            sampler.WarmUps,
            task.Scene is { } scene ? SceneCodec.Write(scene) : default));
        if (measured.Fault != MeasureFault.None)
        {
            throw new LabFaultException($"{task.Name}: {measured.Message}", measured.Fault == MeasureFault.Absent);
        }

        if (measured.LastFrame is { } last)
        {
            Judge(task.Name, task.Scene!, last);
        }

        return new LaunchSample(task.Name, measured.Bytes, measured.WarmUps, measured.Steady, [.. measured.Nanoseconds.Select(turn => turn / 1e9)]);
    }

    /// <inheritdoc/>
    public LaunchSample MeasureLatency(string name, int turns) => throw new ArgumentOutOfRangeException(nameof(name), name, "This lane has no latencies of its own.");

    /// <inheritdoc/>
    public void Abort() => lane.Abort();

    /// <inheritdoc/>
    public void Dispose() => lane.Dispose();

    /// <summary>A fast frame that is wrong is no fast frame: the last one must be right where it was drawn, and on the display.</summary>
    private void Judge(string name, Scene scene, MeasuredFrame last)
    {
        var drawn = new Observation(Observer.Readback, 0) { Frame = new Frame(last.Width, last.Height, last.Rgba.ToArray()) };
        var reference = _references.Take(scene).GetAwaiter().GetResult();
        foreach (var seen in (Observation[])[drawn, lane.LookAt(scene, last.Nonce)])
        {
            if ((seen.Fault?.Message ?? BoundsCheck.FindViolation(reference, seen.Frame!, seen.Observer.Channels())?.ToString()) is { } wrong)
            {
                throw new LabFaultException($"{name}: {seen.Observer.Word()}: {wrong}", absent: false);
            }
        }
    }
}
