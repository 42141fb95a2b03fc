using System.Diagnostics;
using Harness.Imaging;
using Harness.Link.Clients;
using Harness.Link.Messages;
using Harness.Runs.Mutation.Layers;
using Harness.Scenes;
using Harness.Scenes.Wire;

namespace Harness.Runs.Lanes;

/// <summary>
/// A lane whose scenes are played by a process of their own, on this machine or in a guest: a driver that crashes takes that process along and nothing else.
/// What is below the player is for the lane itself to bring up.
/// </summary>
/// <param name="planted">The defect that lanes have in them at the moment; null where none is ever planted.</param>
public abstract class PlayerLane(PlantedMutant? planted) : ILane
{
    /// <summary>Scenes in a row that end alike and are played once more: after them it tells nothing new, and hangs take their time.</summary>
    private const int MostPlayedAgain = 3;

    private PlayerClient? _player;
    private Scene? _known;
    private uint _nonce = (uint)Random.Shared.Next();
    private Verdict? _lastEnd;
    private int _alike;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<Observer> Observers { get; }

    /// <summary>The kind of defects that its player can plant.</summary>
    protected virtual MutantKind Defects => MutantKind.GlCall;

    /// <summary>The longest wait for a player to be ready.</summary>
    protected abstract TimeSpan HelloAllowed { get; }

    /// <summary>The longest wait for a scene.</summary>
    protected abstract TimeSpan SceneAllowed { get; }

    /// <summary>What counts what measurements ask of a device; null where nobody can.</summary>
    protected virtual DeviceCounting? Counting => null;

    /// <inheritdoc/>
    public abstract string? WhyNot(Scene scene, Observer observer);

    /// <inheritdoc/>
    public LaneStack Start() => BringUp();

    /// <inheritdoc/>
    public ScenePlay Play(Scene scene, IReadOnlyList<Observer> observers)
    {
        var play = PlayOnce(scene, observers);
        var end = play.Observations.FirstOrDefault(IsAbnormal)?.Fault!.Verdict;
        _alike = end is not null && end == _lastEnd ? _alike + 1 : 1;
        _lastEnd = end;
        if (end is null || _alike > MostPlayedAgain)
        {
            return play;
        }

        try
        {
            // For information: what the scene met stands.
            return play with { Again = PlayOnce(scene, observers).Observations };
        }
        catch (LaneUnavailableException)
        {
            // The next scene meets the stack that does not come up.
            return play;
        }
    }

    /// <summary>Lets the player measure something.</summary>
    /// <returns>What it measured, and the time from the question to the answer by this machine's clock.</returns>
    /// <exception cref="LaneUnavailableException">A fresh player was needed and did not come up.</exception>
    /// <exception cref="LaneBrokenException">The player ended meanwhile, or got stuck, or what is below it.</exception>
    public (Measured Measured, TimeSpan Took) Measure(Measure request)
    {
        if (_player is null)
        {
            BringUp();
        }

        LaneBrokenException? broken = null;
        Measured? measured = null;
        var asked = Stopwatch.GetTimestamp();
        try
        {
            // Not every player can tell while it measures that it gets on: it may warm up for as long as it may measure, and end turns that it has begun.
            measured = _player!.Measure(request, SceneAllowed + (2 * TimeSpan.FromMicroseconds(request.AtMostMicroseconds)), Counting is { } counting ? counting.Mark : null);
        }
        catch (Exception e) when (e is PlayerGoneException or TimeoutException)
        {
            var fault = FaultOf(e);
            broken = new LaneBrokenException(fault with { Message = $"{request.Task}: {fault.Message}" }, HostEvidence(failed: true), e);
        }

        var took = Stopwatch.GetElapsedTime(asked);

        // As with scenes: a driver that failed may be in any state.
        if (measured is null or { Fault: not (MeasureFault.None or MeasureFault.Absent) })
        {
            _player = null;
            TakeDown();
        }

        return (measured ?? throw broken!, took);
    }

    /// <summary>Looks at the display of a lane that has one, where the player has presented a scene with that nonce.</summary>
    public Observation LookAt(Scene scene, uint nonce) => LookAtDisplay(scene, nonce);

    /// <inheritdoc/>
    public abstract void Abort();

    /// <inheritdoc/>
    public void Dispose()
    {
        _player = null;
        TakeDown();
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts what the player needs, and the player.</summary>
    /// <exception cref="LaneUnavailableException">It cannot run here.</exception>
    protected abstract PlayerClient Connect();

    /// <summary>Ends the player and, where it is of no more use, what it stands on; harmless when there is nothing.</summary>
    protected abstract void TakeDown();

    /// <summary>Ends all that outlives single players.</summary>
    protected virtual void Close()
    {
    }

    /// <summary>What the lane runs on.</summary>
    protected abstract LaneStack Describe(PlayerHello hello);

    /// <summary>Refuses a player that does not run on what is under test; returns the reason.</summary>
    protected virtual string? Unfit(PlayerHello hello) => null;

    /// <summary>What the end of the player says.</summary>
    protected abstract LaneFault FaultOf(PlayerGoneException end);

    /// <summary>What it says that the player does not answer.</summary>
    protected virtual LaneFault FaultOf(TimeoutException silence) => new(Verdict.Hang, silence.Message);

    /// <summary>What to say of a player that does not come up.</summary>
    /// <param name="cause">What <see cref="PlayerClient.WaitForHello"/> threw.</param>
    protected virtual LaneUnavailableException NotUp(Exception cause) => new(FaultOf(cause).Message, cause);

    /// <summary>What can be kept of a play, the scene aside.</summary>
    /// <param name="failed">Whether it ended without a picture, so that all that is known is of interest.</param>
    protected abstract PlayEvidence HostEvidence(bool failed);

    /// <summary>What an exception of the player's client says.</summary>
    protected LaneFault FaultOf(Exception cause) => cause is PlayerGoneException gone ? FaultOf(gone) : FaultOf((TimeoutException)cause);

    /// <summary>Looks at the display, where a frame was presented with that nonce.</summary>
    protected virtual Observation LookAtDisplay(Scene scene, uint nonce)
        => throw new InvalidOperationException($"Lane '{Name}' has no display.");

    private ScenePlay PlayOnce(Scene scene, IReadOnlyList<Observer> observers)
    {
        if (_player is null)
        {
            BringUp();
        }

        var nonce = observers.Contains(Observer.Scanout) ? ++_nonce : (uint?)null;
        var request = new Play(ReferenceEquals(scene, _known) ? ReadOnlyMemory<byte>.Empty : SceneCodec.Write(scene), observers.Contains(Observer.Readback), nonce, planted?.On(Name, Defects)?.Name ?? string.Empty);
        var started = Stopwatch.GetTimestamp();
        var (played, fault) = Attempt(request);
        _known = played is null ? null : scene;
        var observations = played is null
            ? Faulted(observers, fault!, Stopwatch.GetElapsedTime(started))
            : [.. observers.Select(observer => Look(observer, scene, played, nonce))];
        var play = new ScenePlay(observations, Evidence(scene, failed: played is null || observations.Any(IsAbnormal)));

        // A driver that reported an error may be in any state; its process is the unit that is replaced. One that lacks something is well.
        if ((fault is not null && fault.Verdict != Verdict.Skip) || observations.Any(IsAbnormal))
        {
            _player = null;
            TakeDown();
        }

        return play;
    }

    private LaneStack BringUp()
    {
        try
        {
            var player = Connect();
            var hello = player.WaitForHello(HelloAllowed);
            if (Unfit(hello) is { } reason)
            {
                throw new LaneBrokenException(new LaneFault(Verdict.DeployFailed, reason), HostEvidence(failed: true));
            }

            (_player, _known) = (player, null);
            return Describe(hello);
        }
        catch (Exception e) when (e is PlayerGoneException or TimeoutException)
        {
            var failure = NotUp(e);
            TakeDown();
            throw failure;
        }
        catch
        {
            TakeDown();
            throw;
        }
    }

    private (Played? Played, LaneFault? Fault) Attempt(Play request)
    {
        try
        {
            var played = _player!.Play(request, SceneAllowed);
            return played.Fault == PlayFault.None ? (played, null) : (null, new LaneFault(VerdictOf(played.Fault), played.Message));
        }
        catch (Exception e) when (e is PlayerGoneException or TimeoutException)
        {
            return (null, FaultOf(e));
        }
    }

    private Observation Look(Observer observer, Scene scene, Played played, uint? nonce)
    {
        if (observer == Observer.Readback)
        {
            return new Observation(observer, played.PlayMicroseconds / 1000.0) { Frame = new Frame(played.Width, played.Height, played.Rgba.ToArray()) };
        }

        var started = Stopwatch.GetTimestamp();
        var observation = LookAtDisplay(scene, nonce!.Value);
        return observation with { Milliseconds = (played.PresentMicroseconds / 1000.0) + Stopwatch.GetElapsedTime(started).TotalMilliseconds };
    }

    private static Observation[] Faulted(IReadOnlyList<Observer> observers, LaneFault fault, TimeSpan elapsed)
        => [.. observers.Select(observer => new Observation(observer, elapsed.TotalMilliseconds) { Fault = fault })];

    private static bool IsAbnormal(Observation observation)
        => observation.Fault is { Verdict: Verdict.HostCrash or Verdict.GuestCrash or Verdict.DriverCrash or Verdict.Hang };

    private static Verdict VerdictOf(PlayFault fault) => fault switch
    {
        PlayFault.DeviceError => Verdict.DeviceError,
        PlayFault.ContextLost => Verdict.ContextLost,
        PlayFault.Hang => Verdict.Hang,
        PlayFault.NotSupported => Verdict.Skip,
        _ => Verdict.HarnessError,
    };

    private PlayEvidence Evidence(Scene scene, bool failed) => HostEvidence(failed) with { Stream = () => SceneText.Of(scene) };
}
