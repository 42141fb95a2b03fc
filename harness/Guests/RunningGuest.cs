using Harness.Link.Clients;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Qemu.Guest;
using Harness.Qemu.Scanout;

namespace Harness.Guests;

/// <summary>A booted guest whose agent has reported. It may be used for any number of players, one after the other or side by side.</summary>
public sealed class RunningGuest : IDisposable
{
    private readonly GuestMachine _machine;
    private readonly LinkHub _hub;
    private ushort _latestChannel;

    private RunningGuest(GuestMachine machine, LinkHub hub) => (_machine, _hub) = (machine, hub);

    /// <summary>What the agent told: kernel, modules, DRM nodes.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; }

    /// <summary>From the start of QEMU to the agent's hello. The GPU's driver is loaded after it.</summary>
    public required TimeSpan ReadyAfter { get; init; }

    /// <summary>What the display shows; null where it cannot be seen.</summary>
    public IScanoutObserver? Observer => _machine.Observer;

    /// <summary>The machine.</summary>
    public GuestMachine Machine => _machine;

    /// <summary>How the machine ended by itself; null while it runs.</summary>
    public GuestEnd? End => _machine.Watch.Ended.IsCompletedSuccessfully ? _machine.Watch.Ended.Result : null;

    /// <summary>Boots a guest and waits until its agent has reported, and then that the GPU's driver has been loaded or refused.</summary>
    /// <exception cref="GuestEndedException">It did not come up; the end says why.</exception>
    public static RunningGuest Boot(GuestSetup setup, CancellationToken cancellation)
    {
        var machine = GuestMachine.Start(setup.Machine(cancellation));
        var hub = new LinkHub(machine.Agent, machine.Watch.Progress);

        // A machine may end, or be given up, with its sockets open: whoever waits for the agent must not wait longer.
        _ = machine.Watch.Ended.ContinueWith(_ => machine.Agent.Dispose(), TaskScheduler.Default);
        try
        {
            // The deadlines of booting are the watch's; past them it ends the link, and with it this wait.
            var hello = AgentHello.Read(Next(machine, hub, MessageType.AgentHello, Timeout.InfiniteTimeSpan));
            machine.Watch.Ready();
            var readyAfter = machine.Watch.Age;
            var gpu = GpuDriverLoaded.Read(Next(machine, hub, MessageType.GpuDriverLoaded, machine.Limits.Scaled(machine.Limits.GpuDriver)));
            return new RunningGuest(machine, hub) { Facts = [.. hello.Facts, .. gpu.Facts], ReadyAfter = readyAfter };
        }
        catch (LinkException e)
        {
            var end = machine.Watch.Report($"its agent's link broke: {e.Message}");
            hub.Dispose();
            machine.Dispose();
            throw new GuestEndedException(end, e);
        }
        catch
        {
            hub.Dispose();
            machine.Dispose();
            throw;
        }
    }

    /// <summary>Starts a player. Its hello, or its failure, is the client's first answer.</summary>
    /// <param name="arguments">What stands after <c>play</c> on its command line.</param>
    /// <param name="environment">Its environment.</param>
    /// <exception cref="LinkException">The guest is gone.</exception>
    public GuestPlayerLink StartPlayer(IReadOnlyList<string> arguments, IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        var channel = ++_latestChannel;
        var client = new PlayerClient(_hub, channel);
        _hub.Send(new StartPlayer(arguments, environment), channel);
        return new GuestPlayerLink(_hub, channel, client);
    }

    /// <summary>Runs a shell on the console until it ends, and returns its exit code.</summary>
    /// <exception cref="LinkException">The guest is gone.</exception>
    public int RunShell(StartShell shell)
    {
        var channel = ++_latestChannel;
        var inbox = _hub.Inbox(channel);
        _hub.Send(shell, channel);

        // People take their time; the end of the guest is the end of the link.
        return PlayerEnded.Read(new MessageReader(inbox.Take(Timeout.InfiniteTimeSpan)!.Value.Payload)).ExitCode;
    }

    /// <inheritdoc cref="GuestWatch.Report(string)"/>
    public GuestEnd Report(string what) => _machine.Watch.Report(what);

    /// <inheritdoc cref="GuestWatch.ReportStuck"/>
    public GuestEnd ReportStuck(string what) => _machine.Watch.ReportStuck(what);

    /// <summary>Lets the agent switch the guest off, and says how the machine ended.</summary>
    public GuestEnd Stop()
    {
        try
        {
            return _machine.Stop(() => _hub.Send(new PowerOff()));
        }
        finally
        {
            _hub.Dispose();
        }
    }

    public void Dispose()
    {
        _hub.Dispose();
        _machine.Dispose();
    }

    private static MessageReader Next(GuestMachine machine, LinkHub hub, MessageType due, TimeSpan atMost)
    {
        if (hub.Inbox(0).Take(atMost) is not { } frame)
        {
            throw new GuestEndedException(machine.Watch.ReportStuck($"The GPU's driver was being loaded, and was not within {atMost.TotalSeconds:0} s."));
        }

        var fields = new MessageReader(frame.Payload);
        return frame.Type == due
            ? fields
            : throw new GuestEndedException(machine.Watch.Report(frame.Type == MessageType.Trouble
                ? $"its agent gave up: {Trouble.Read(fields).Message}"
                : $"its agent said {frame.Type} where {due} was due"));
    }
}

/// <summary>A player in a guest.</summary>
/// <param name="Client">What it is asked through.</param>
public sealed record GuestPlayerLink(LinkHub Hub, ushort Channel, PlayerClient Client)
{
    /// <summary>Kills it.</summary>
    public void End()
    {
        try
        {
            Hub.Send(new EndPlayer(), Channel);
        }
        catch (LinkException)
        {
            // It went with its guest.
        }
    }
}
