using System.Diagnostics;
using Harness.Drm.Files;
using Harness.Imaging;
using Harness.Lab.Frames;
using Harness.Lab.Grounds;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Scenes.Wire;

namespace Harness.Agent.Playing;

/// <summary>
/// What a player process does: it has one driver, plays scenes on it (draws one, reads it back and presents it, as asked, with the defect that is to be planted), and
/// takes measurements.
/// </summary>
internal abstract class ScenePlayer : IDisposable
{
    private string _mutant = string.Empty;
    private Scene? _scene;

    /// <summary>What it plays on.</summary>
    public abstract IReadOnlyList<KeyValuePair<string, string>> Facts { get; }

    /// <summary>What measurements stand on; without any planted defect.</summary>
    protected abstract LabGround Ground { get; }

    /// <summary>The interrupts of the device that measurements stand on; null where nobody sees them.</summary>
    protected virtual DeviceInterrupts? Interrupts => null;

    /// <summary>Plays a scene. A fault of the driver is an answer, not an exception.</summary>
    public Played Answer(Play request)
    {
        _scene = request.Scene.IsEmpty ? _scene ?? throw new InvalidDataException("No scene was played before that could be played again.") : SceneCodec.Read(request.Scene.Span);
        if (request.Mutant != _mutant)
        {
            Plant(request.Mutant);
            _mutant = request.Mutant;
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            Draw(_scene);
            var frame = request.ReadBack ? ReadBack() : null;
            var read = Stopwatch.GetTimestamp();
            if (request.Nonce is { } nonce)
            {
                Show(nonce);
            }

            var shown = request.Nonce is null ? read : Stopwatch.GetTimestamp();
            return new Played(
                PlayFault.None, string.Empty, Microseconds(started, read), Microseconds(read, shown), frame?.Width ?? 0, frame?.Height ?? 0, frame?.Rgba ?? [], TakeMutated());
        }
        catch (Exception e) when (FaultOf(e) is not null)
        {
            return Played.Failed(FaultOf(e)!.Value, e.Message);
        }
    }

    /// <summary>Takes a measurement. A fault of the driver is an answer, not an exception.</summary>
    /// <param name="marks">Where turns begin and end that the harness counts.</param>
    public Measured Answer(Measure request, TurnMarks marks)
    {
        if (LabTask.Find(request.Task, request.Scene.IsEmpty ? null : SceneCodec.Read(request.Scene.Span)) is not { } task)
        {
            return AnswerLatency(request);
        }

        try
        {
            var ground = Ground;
            return task.WhyNot(ground) is { } reason ? Measured.Not(MeasureFault.Absent, reason) : Take(request, task, ground, request.Counts ? marks : null);
        }
        catch (WrongPayloadException e)
        {
            return Measured.Not(MeasureFault.Wrong, e.Message);
        }
        catch (Exception e) when (FaultOf(e) is not null)
        {
            return Measured.Not(MeasureFault.Failed, e.Message);
        }
    }

    private Measured AnswerLatency(Measure request)
    {
        try
        {
            return TakeLatency(request.Task, request.Turns) is { } sample ? Of(sample) : Measured.Not(MeasureFault.Failed, $"There is no measurement '{request.Task}'.");
        }
        catch (Exception e) when (FaultOf(e) is not null)
        {
            return Measured.Not(MeasureFault.Failed, e.Message);
        }
    }

    private static Measured Of(LaunchSample sample)
        => new(MeasureFault.None, string.Empty, sample.Bytes, sample.WarmUps, sample.Steady, [.. sample.Seconds.Select(turn => (long)(turn * 1e9))]);

    private Measured Take(Measure request, LabTask task, LabGround ground, TurnMarks? marks)
    {
        var sampler = new Sampler
        {
            Turns = request.Turns,
            TurnsAtMost = request.TurnsAtMost,
            AtLeast = TimeSpan.FromMicroseconds(request.AtLeastMicroseconds),
            AtMost = TimeSpan.FromMicroseconds(request.AtMostMicroseconds),
            WarmUps = request.WarmUps,
        };
        using var bench = task.Bench(ground);
        var sample = sampler.Take(bench);
        var turns = bench is MemoryCopyBench ? new CountedTurns([], null) : CountedTurns.Take(bench, marks, Interrupts);
        return Of(sample) with
        {
            Work = sample is { Work: { } work, WorkVaries: false } ? PlayerWork.Write(work) : [],
            MilliInterrupts = turns.Interrupts is { } interrupts ? (long)(interrupts * 1000) : -1,
            DeviceWork = turns.Device,
            Allocated = sample.Allocated,
            LastFrame = bench is FrameBench frames && frames.ReadLast() is var last ? new MeasuredFrame(frames.Nonce, last.Width, last.Height, last.Rgba) : null,
        };
    }

    public abstract void Dispose();

    /// <summary>Draws a scene; the one before is cleared away.</summary>
    protected abstract void Draw(Scene scene);

    /// <summary>Reads back what was drawn last.</summary>
    protected abstract Frame ReadBack();

    /// <summary>Puts what was drawn last on the display, between the nonce's strips, and returns when the kernel says that it is shown.</summary>
    protected abstract void Show(uint nonce);

    /// <summary>Puts the defect of that name on; takes it off for an empty name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    protected abstract void Plant(string mutant);

    /// <summary>Whether the planted defect has changed anything since it was asked last, as far as the player can tell.</summary>
    protected virtual bool TakeMutated() => false;

    /// <summary>Takes a latency that is no turn after the other; null where there is none of that name.</summary>
    protected virtual LaunchSample? TakeLatency(string name, int turns) => null;

    /// <summary>What an exception says of the driver; null when it is none of the driver's.</summary>
    protected abstract PlayFault? FaultOf(Exception exception);

    /// <summary>A player that is to show something and was started without a display.</summary>
    protected static InvalidOperationException NoDisplay() => new("The player was started without a display (--present).");

    private static long Microseconds(long from, long to) => (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds;
}

/// <summary>A player that cannot get a driver context. The message names cause and remedy.</summary>
internal sealed class PlayerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
