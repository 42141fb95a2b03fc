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
    /// <summary>The exit code of a program that could not be started, or whose libraries could not be loaded.</summary>
    private const int NotStarted = 127;

    private readonly CancellationTokenSource _abort = new();
    private RunningGuest? _guest;
    private GuestPlayerLink? _player;
    private GuestEnd? _end;
    private DeviceCounting? _counting;

    /// <inheritdoc/>
    public override IReadOnlyList<Observer> Observers => Runs.Observers.All;

    /// <summary>Whether the player uses the user-space driver.</summary>
    protected abstract bool PlaysGl { get; }

    /// <summary>The kind of player: <c>gl</c>, <c>virgl</c>.</summary>
    protected abstract string PlayerKind { get; }

    /// <inheritdoc/>
    protected override DeviceCounting? Counting => _counting is { WhyNot: null } ? _counting : null;

    /// <inheritdoc/>
    protected override TimeSpan HelloAllowed => SceneAllowed * 2;

    /// <inheritdoc/>
    protected override TimeSpan SceneAllowed => _guest!.Machine.Limits.Scaled(_guest.Machine.Limits.Progress);

    private IScanoutObserver Display => PlantedScanout.Around(_guest!.Observer!, options.Planted, Name);

    /// <summary>Defects keep many a frame from the display on purpose: no need to wait for those as long as for one that has to come.</summary>
    private TimeSpan ScanoutAllowed => TimeSpan.FromSeconds(options.Planted?.Current is null ? 3 : 1) * _guest!.Machine.Slowdown;

    /// <inheritdoc/>
    public override void Abort() => _abort.Cancel();

    /// <inheritdoc/>
    protected override PlayerClient Connect()
    {
        try
        {
            if (_guest is null)
            {
                _end = null;
                _guest = RunningGuest.Boot(options.Source.Make(), _abort.Token);
                _counting = options.Source.IsTraced ? new DeviceCounting(_guest.Machine) : null;
            }

            if (options.Source.UnfitKernel(_guest.Facts) is { } reason)
            {
                throw NotDeployed(reason);
            }

            _player = _guest.StartPlayer([PlayerKind, .. (string[])(options.Source.Scanout ? ["--present"] : [])], options.Source.PlayerEnvironment);
            return _player.Client;
        }
        catch (GuestEndedException e)
        {
            throw NotBooted(e);
        }
        catch (LinkException e)
        {
            throw new LaneBrokenException(FaultOf(_guest!.Report($"its agent's link broke: {e.Message}")), HostEvidence(failed: true), e);
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
    protected override string? Unfit(PlayerHello hello) => options.Source.Unfit(hello.Facts, PlaysGl);

    /// <inheritdoc/>
    protected override LaneStack Describe(PlayerHello hello)
    {
        var stack = options.Source.Describe(_guest!, hello);
        return _counting?.WhyNot is { } reason ? stack with { Facts = [.. stack.Facts, new(DeviceCounting.Fact, reason)] } : stack;
    }

    /// <inheritdoc/>
    protected override Observation LookAtDisplay(Scene scene, uint nonce)
    {
        var seen = DisplayLook.At(Display, () => Display.WaitForFrame(scene.Width, scene.Height, nonce, ScanoutAllowed));

        // A machine that ended with the frame on its way shows none: the end is the cause.
        return seen.Fault is not null && _guest!.End is { } end ? seen with { Fault = FaultOf(end) } : seen;
    }

    /// <inheritdoc/>
    protected override LaneFault FaultOf(PlayerGoneException end)
    {
        var guest = _guest!;
        if (end.Ended is not { } ended)
        {
            return end.InnerException is LinkException || guest.End is not null
                ? FaultOf(guest.Report($"its agent's link broke: {end.Message}"))
                : new LaneFault(Verdict.HarnessError, end.Message);
        }

        const int Signalled = 128;
        var how = ended.ExitCode > Signalled ? $"was ended by signal {ended.ExitCode - Signalled}" : $"ended with code {ended.ExitCode}";

        // A kernel that meets a fault of its own takes the program along that it works for, without a core, and goes on with what is left. Its words may still be on the way.
        var limits = guest.Machine.Limits;
        return ended.ExitCode > Signalled && ended.Backtrace.Length == 0 && guest.Machine.Console.Faulted.Wait(limits.Scaled(limits.Quiet))
            ? FaultOf(guest.Report($"its player {how}"))
            : new LaneFault(Verdict.DriverCrash, $"The player, with the driver in it, {how}.{(ended.Backtrace.Length == 0 ? string.Empty : $"\n{ended.Backtrace}")}");
    }

    /// <inheritdoc/>
    protected override LaneFault FaultOf(TimeoutException silence) => FaultOf(_guest!.ReportStuck(silence.Message));

    /// <inheritdoc/>
    protected override LaneUnavailableException NotUp(Exception cause)
    {
        if (cause is PlayerGoneException { InnerException: null, Ended: null or { ExitCode: NotStarted } } && _guest!.End is null)
        {
            return NotDeployed($"{DriverProof.Unloadable(options.Source.Driver, cause.Message)}{(options.Source.Misfit() is { } reason ? $" {reason}." : string.Empty)}", cause);
        }

        var fault = FaultOf(cause);
        return fault.Verdict == Verdict.HarnessError ? new LaneUnavailableException(fault.Message, cause) : new LaneBrokenException(fault, HostEvidence(failed: true), cause);
    }

    /// <inheritdoc/>
    protected override PlayEvidence HostEvidence(bool failed)
    {
        var machine = _guest?.Machine;
        return new PlayEvidence
        {
            Host = "qemu",
            CommandLine = _end?.CommandLine ?? machine?.CommandLine ?? [],
            HostWords = machine?.TakeNewErrors() ?? _end?.QemuWords,
            Logs = _end is null
                ? failed && machine is not null ? [new("console.txt", machine.Console.Text)] : []
                : [.. ((KeyValuePair<string, string>[])
                    [
                        new("console.txt", _end.Console),
                        new("monitor.txt", string.Join('\n', _end.MonitorEvents)),
                        new("registers.txt", _end.Registers),
                    ]).Where(log => log.Value.Length > 0)],
        };
    }

    /// <summary>The package cannot be judged; what the console said last may be the loader's or the kernel's words.</summary>
    private LaneBrokenException NotDeployed(string reason, Exception? cause = null)
        => new(new LaneFault(Verdict.DeployFailed, $"{reason}\nThe console's last words:\n{_guest!.Machine.Console.Excerpt(null)}"), HostEvidence(failed: true), cause);

    private LaneUnavailableException NotBooted(GuestEndedException e)
    {
        var fault = FaultOf(e.End);
        var message = $"The guest did not come up. {fault.Message}";

        // A QEMU that ends by itself before its guest is ready mostly lacks something on this machine.
        return fault.Verdict == Verdict.HarnessError || e.End.Class == GuestEndClass.QemuExitedTooSoon
            ? new LaneUnavailableException(message, e)
            : new LaneBrokenException(fault with { Message = message }, HostEvidence(failed: true), e);
    }

    private LaneFault FaultOf(GuestEnd end)
    {
        _end = end;
        var verdict = end.Class switch
        {
            GuestEndClass.QemuCrashed or GuestEndClass.QemuPaused or GuestEndClass.QemuHung or GuestEndClass.QemuExitedTooSoon => Verdict.HostCrash,
            GuestEndClass.GuestPanic or GuestEndClass.GuestOops or GuestEndClass.UnexpectedPowerOff or GuestEndClass.UnexpectedReboot or GuestEndClass.AgentLost => Verdict.GuestCrash,
            GuestEndClass.GuestHung or GuestEndClass.GuestSilent or GuestEndClass.BootFailed or GuestEndClass.BootTimeout => Verdict.Hang,
            _ => Verdict.HarnessError,
        };
        return new LaneFault(verdict, $"{end}{(end.ConsoleExcerpt.Length == 0 ? string.Empty : $"\n{end.ConsoleExcerpt}")}");
    }
}
