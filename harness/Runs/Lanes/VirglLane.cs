using System.Diagnostics;
using Harness.Link.Messages;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Decorators;
using Harness.Virgl.Player;

namespace Harness.Runs.Lanes;

/// <summary>A lane that plays scenes as VirGL streams; what is below the stream is for the lane itself to bring up.</summary>
/// <param name="decorate">Put between player and recorder: how a driver's defects are put on. Null for none.</param>
public abstract class VirglLane(Func<IVirglConnection, IVirglConnection>? decorate) : ILane
{
    /// <summary>The process under the lane; where it is somebody else's, none is noted.</summary>
    private protected HostProcess Host { get; } = new();

    /// <summary>Shaders that the host's GL compiled; opened with the first host stack, closed with the lane.</summary>
    private protected ShaderCache? Cache { get; set; }

    private RecordingConnection? _recorder;
    private VirglPlayer? _player;
    private long _clock;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<Observer> Observers { get; }

    /// <summary>The connection as it is, without recorder and defects: for measurements, while the lane is up.</summary>
    public IVirglConnection Connection { get; private set; } = null!;

    /// <summary>What the lane's connection offers, known without one.</summary>
    protected abstract ConnectionFeatures Features { get; }

    /// <inheritdoc/>
    public virtual string? WhyNot(Scene scene, Observer observer) => VirglScenes.WhyNot(scene, observer, Name, Features);

    /// <inheritdoc/>
    public LaneStack Start()
    {
        BringUp();
        return Describe();
    }

    /// <inheritdoc/>
    public ScenePlay Play(Scene scene, IReadOnlyList<Observer> observers)
    {
        if (_player is null)
        {
            BringUp();
        }

        var recording = _recorder!.Begin();
        var observations = new List<Observation>(observers.Count);
        _clock = Stopwatch.GetTimestamp();
        var fault = Attempt(() => PlayAndLook(scene, observers, observations));
        foreach (var observer in observers.Skip(observations.Count))
        {
            observations.Add(new Observation(observer, Lap()) { Fault = fault });
        }

        var play = new ScenePlay(observations, Evidence(scene, recording));
        Recover(fault?.Verdict);
        return play;
    }

    /// <inheritdoc/>
    public void Abort() => Host.Abort();

    /// <inheritdoc/>
    public void Dispose()
    {
        TakeDown();
        Cache?.Dispose();
        Cache = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts the host stack and connects to it.</summary>
    /// <exception cref="LaneUnavailableException">It cannot run here.</exception>
    protected abstract IVirglConnection Connect();

    /// <summary>Ends what <see cref="Connect"/> started, as far as it got; harmless when there is nothing.</summary>
    protected abstract void Disconnect();

    /// <summary>What the lane runs on, while it is up.</summary>
    protected abstract LaneStack Describe();

    /// <summary>What can be kept of a play, the recording aside.</summary>
    protected abstract PlayEvidence HostEvidence();

    /// <summary>Looks at a drawn scene.</summary>
    protected virtual Observation Look(Observer observer, PlayedScene played) => observer == Observer.Readback
        ? new Observation(observer, 0) { Frame = played.ReadBack() }
        : throw new InvalidOperationException($"Lane '{Name}' has no observer '{observer.Word()}'.");

    /// <summary>Plays the scene and adds an observation for each observer.</summary>
    protected virtual void PlayAndLook(Scene scene, IReadOnlyList<Observer> observers, List<Observation> observations)
    {
        var played = _player!.Play(scene);
        foreach (var observer in observers)
        {
            observations.Add(Look(observer, played) with { Milliseconds = Lap() });
        }
    }

    /// <summary>Milliseconds since the last lap, and starts the next.</summary>
    protected double Lap()
    {
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_clock, now).TotalMilliseconds;
        _clock = now;
        return elapsed;
    }

    private static LaneFault? Attempt(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (DeviceException e)
        {
            return new LaneFault(Verdicts.Of(e.Fault), e.Message);
        }
#pragma warning disable CA1031 // A defect of the harness that one scene meets concerns that scene's cells; the run goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new LaneFault(Verdict.HarnessError, FailureText.Of(e));
        }
    }

    private void BringUp()
    {
        try
        {
            Connection = Connect();
            _recorder = new RecordingConnection(Connection);
            MakePlayer();
        }
        catch
        {
            TakeDown();
            throw;
        }
    }

    private void MakePlayer() => _player = new VirglPlayer(decorate is null ? _recorder! : decorate(_recorder!));

    private void TakeDown()
    {
        // The host stack goes as a whole; telling it to tidy up first would only wait for it.
        (_player, _recorder) = (null, null);
        Disconnect();
    }

    private void Recover(Verdict? fault)
    {
        switch (fault)
        {
            case null:
                break;
            case Verdict.ContextLost or Verdict.DeviceError:
                Attempt(_player!.Dispose);
                MakePlayer();
                break;
            default:
                TakeDown();
                break;
        }
    }

    // What VirGL has no words for is sent as the scene's steps say, one by one.
    private PlayEvidence Evidence(Scene scene, Recording recording)
        => HostEvidence() with { Stream = scene.Needs.HasFlag(SceneNeeds.Display) ? () => SceneText.Of(scene) : recording.ToString };
}
