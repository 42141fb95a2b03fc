using Harness.Guests;
using Harness.Guests.Drivers;
using Harness.Link.Clients;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Qemu.Guest;
using Harness.Qemu.Scanout;
using Harness.Runs.Mutation.Layers;
using Harness.Scenes;

namespace Harness.Runs.Lanes;

/// <summary>A lane whose scenes are played in a Linux guest. A booted guest serves all scenes, until one ends abnormally: then the next is played in a fresh one.</summary>
public abstract class GuestLane(GuestLaneOptions options) : PlayerLane(options.Planted)
{
    private readonly CancellationTokenSource _abort = new();
    private RunningGuest? _guest;
    private GuestPlayerLink? _player;
    private GuestEnd? _end;

    /// <inheritdoc/>
    public override IReadOnlyList<Observer> Observers => Runs.Observers.All;

    /// <inheritdoc/>
    protected override bool PlaysAgain => true;

    /// <summary>Whether the player uses the user-space driver.</summary>
    protected abstract bool PlaysGl { get; }

    /// <summary>The kind of player: <c>gl</c>, <c>virgl</c>.</summary>
    protected abstract string PlayerKind { get; }

    /// <inheritdoc/>
    protected override TimeSpan HelloAllowed => TimeSpan.FromSeconds(12) * Slowdown;

    /// <inheritdoc/>
    protected override TimeSpan SceneAllowed => TimeSpan.FromSeconds(6) * Slowdown;

    private IScanoutObserver Display => PlantedScanout.Around(_guest!.Observer!, options.Planted, Name);

    /// <summary>Defects keep many a frame from the display on purpose: no need to wait for those as long as for one that has to come.</summary>
    private TimeSpan ScanoutAllowed => TimeSpan.FromSeconds(options.Planted?.Current is null ? 3 : 1) * Slowdown;

    private double Slowdown => _guest?.Machine.Slowdown ?? 1;

    /// <inheritdoc/>
    public override void Abort() => _abort.Cancel();

    /// <inheritdoc/>
    protected override PlayerClient Connect()
    {
        try
        {
            if (_guest is null)
            {
                _guest = RunningGuest.Boot(options.Source.Make(), _abort.Token);
                _end = null;
            }

            _player = _guest.StartPlayer([PlayerKind, .. (string[])(options.Source.Scanout ? ["--present"] : [])], options.Source.PlayerEnvironment);
            return _player.Client;
        }
        catch (GuestEndedException e)
        {
            throw new LaneUnavailableException($"The guest did not come up. {e.End}{(e.End.ConsoleExcerpt.Length == 0 ? string.Empty : $"\nIts console:\n{e.End.ConsoleExcerpt}")}", e);
        }
        catch (LinkException e)
        {
            throw new LaneUnavailableException($"The guest is gone: {_guest!.Report($"its agent's link broke: {e.Message}")}", e);
        }
    }

    /// <inheritdoc/>
    protected override void TakeDown()
    {
        _player?.End();
        _player = null;
        if (_guest?.End is not null)
        {
            _guest.Dispose();
            _guest = null;
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        _guest?.Stop();
        _guest = null;
        options.Source.Dispose();
        _abort.Dispose();
    }

    /// <inheritdoc/>
    protected override string? Unfit(PlayerHello hello) => options.Source.Unfit(_guest!.Hello.Facts, hello.Facts, PlaysGl);

    /// <inheritdoc/>
    protected override LaneStack Describe(PlayerHello hello) => new()
    {
        Connection = hello.Facts.Find("connection") ?? Name,
        Renderer = hello.Facts.Find("renderer") ?? "unknown",
        CapsetId = uint.TryParse(hello.Facts.Find("capset"), out var capset) ? capset : 0,
        CapsetVersion = uint.TryParse(hello.Facts.Find("capsetVersion"), out var version) ? version : 0,
        Program = _guest!.Machine.CommandLine[0],
        ProcessId = _guest.Machine.QemuId,
        Accelerator = _guest.Machine.Accelerator.ToString().ToLowerInvariant(),
        Display = options.Source.Scanout ? "xvfb" : "offscreen",
        ShaderCache = options.Source.ShaderCacheTemperature,
        Facts = [.. options.Source.Facts, .. _guest.Hello.Facts, .. hello.Facts],
    };

    /// <inheritdoc/>
    protected override Observation LookAtDisplay(Scene scene, uint nonce)
        => DisplayLook.At(Display, () => Display.WaitForFrame(scene.Width, scene.Height, nonce, ScanoutAllowed));

    /// <inheritdoc/>
    protected override LaneFault FaultOf(PlayerGoneException end)
    {
        // The agent tells the end of a player only while the guest is well.
        if (end.Ended is { } ended)
        {
            const int Signalled = 128;
            var how = ended.ExitCode > Signalled ? $"was ended by signal {ended.ExitCode - Signalled}" : $"ended with code {ended.ExitCode}";
            return new LaneFault(Verdict.DriverCrash, $"The player, with the driver in it, {how}.{(ended.Backtrace.Length == 0 ? string.Empty : $"\n{ended.Backtrace}")}");
        }

        return _guest?.Machine.Watch is { } watch && (end.InnerException is LinkException || watch.Ended.IsCompleted)
            ? FaultOf(_guest.Report($"its agent's link broke: {end.Message}"))
            : new LaneFault(Verdict.DeployFailed, DriverProof.Unloadable(options.Source.Driver, end.Message));
    }

    /// <inheritdoc/>
    protected override LaneFault FaultOf(TimeoutException silence) => _guest is null ? base.FaultOf(silence) : FaultOf(_guest.Report(silence.Message));

    /// <inheritdoc/>
    protected override PlayEvidence HostEvidence()
    {
        var machine = _guest?.Machine;
        return new PlayEvidence
        {
            Host = "qemu",
            CommandLine = _end?.CommandLine ?? machine?.CommandLine ?? [],
            HostWords = _end is null ? null : $"{_end.QemuWords}\n--- console\n{_end.Console}",
        };
    }

    private LaneFault FaultOf(GuestEnd end)
    {
        _end = end;
        var verdict = end.Class switch
        {
            GuestEndClass.QemuCrashed or GuestEndClass.QemuPaused or GuestEndClass.QemuHung or GuestEndClass.QemuExitedTooSoon => Verdict.HostCrash,
            GuestEndClass.GuestPanic or GuestEndClass.GuestOops or GuestEndClass.UnexpectedPowerOff or GuestEndClass.UnexpectedReboot or GuestEndClass.AgentLost => Verdict.GuestCrash,
            GuestEndClass.GuestHung or GuestEndClass.GuestSilent => Verdict.Hang,
            _ => Verdict.HarnessError,
        };
        return new LaneFault(verdict, $"{end}{(end.ConsoleExcerpt.Length == 0 ? string.Empty : $"\n{end.ConsoleExcerpt}")}");
    }
}
