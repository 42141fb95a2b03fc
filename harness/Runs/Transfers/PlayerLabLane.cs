using Harness.Imaging;
using Harness.Lab.Latency;
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
    /// <summary>Takes the samples of frames that are waited for: a few are enough for a middle.</summary>
    private static readonly Sampler Watching = new() { Turns = 20, TurnsAtMost = 20, AtMost = TimeSpan.FromSeconds(0.5) };

    private readonly ReferenceSource _references = references ?? new ReferenceSource();

    /// <summary>Scenes that are waited for on its display.</summary>
    public IReadOnlyList<Scene> Watched { get; init; } = [];

    /// <inheritdoc/>
    public string Name => lane.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Latencies => [.. Watched.Select(SeenFrameBench.NameOf), .. lane is DrmLane ? FencedSubmissions.Names : []];

    /// <inheritdoc/>
    public LaneStack Start() => lane.Start();

    /// <inheritdoc/>
    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        var (measured, sample) = Ask(task.Name, sampler, task.Scene);
        if (measured.LastFrame is { } last)
        {
            // It must be right where it was drawn, and on the display.
            var drawn = new Observation(Observer.Readback, 0) { Frame = new Frame(last.Width, last.Height, last.Rgba.ToArray()) };
            SeenFrameBench.Prove(task.Name, task.Scene!, _references, drawn);
            SeenFrameBench.Prove(task.Name, task.Scene!, _references, lane.LookAt(task.Scene!, last.Nonce));
        }

        return sample;
    }

    private (Measured Measured, LaunchSample Sample) Ask(string name, Sampler sampler, Scene? scene)
    {
        var (measured, took) = lane.Measure(new Measure(
            name,
            sampler.Turns,
            sampler.TurnsAtMost,
            (long)sampler.AtLeast.TotalMicroseconds,
            (long)sampler.AtMost.TotalMicroseconds,
            sampler.WarmUps,
            scene is null ? default : SceneCodec.Write(scene)));
        if (measured.Fault != MeasureFault.None)
        {
            throw new LabFaultException($"{name}: {measured.Message}", measured.Fault);
        }

        return (measured, new LaunchSample(name, measured.Bytes, measured.WarmUps, measured.Steady, [.. measured.Nanoseconds.Select(turn => turn / 1e9)])
        {
            Work = PlayerWork.Read(measured.Work),
            Interrupts = measured.MilliInterrupts < 0 ? null : measured.MilliInterrupts / 1000.0,
            Allocated = measured.Allocated,
            Device = DeviceWork.Read(measured.DeviceWork),

            // A scene goes along with the question and its last frame with the answer: large ones are on their way for as long as a pause that is to be seen.
            ClockLag = lane is GuestLane && scene is null ? double.Max(0, took.TotalSeconds - (measured.Elapsed / 1e9)) : null,
        });
    }

    /// <inheritdoc/>
    public LaunchSample MeasureLatency(string name, int turns)
    {
        if (FencedSubmissions.Names.Contains(name))
        {
            return Ask(name, new Sampler { Turns = turns, TurnsAtMost = turns }, scene: null).Sample;
        }

        using var bench = new SeenFrameBench(lane, Watched.First(scene => SeenFrameBench.NameOf(scene) == name), _references);
        return (Watching with { Turns = int.Min(turns, Watching.Turns) }).Take(bench);
    }

    /// <inheritdoc/>
    public void Abort() => lane.Abort();

    /// <inheritdoc/>
    public void Dispose() => lane.Dispose();
}
