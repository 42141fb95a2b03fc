using Harness.Link.Framing;

namespace Harness.Link.Messages;

/// <summary>The guest is up and takes orders. Those that need its GPU or its disks wait for them.</summary>
/// <param name="Facts">Kernel release, time since the kernel started.</param>
public sealed record AgentHello(IReadOnlyList<KeyValuePair<string, string>> Facts) : IMessage<AgentHello>
{
    public MessageType Type => MessageType.AgentHello;

    public void Write(MessageWriter fields) => Messages.Facts.Write(fields, Facts);

    public static AgentHello Read(MessageReader fields) => new(Messages.Facts.Read(fields));
}

/// <summary>The GPU's driver has been loaded, or the kernel did not take it.</summary>
/// <param name="Facts">Modules with their srcversion, DRM nodes, what was refused.</param>
public sealed record GpuDriverLoaded(IReadOnlyList<KeyValuePair<string, string>> Facts) : IMessage<GpuDriverLoaded>
{
    public MessageType Type => MessageType.GpuDriverLoaded;

    public void Write(MessageWriter fields) => Messages.Facts.Write(fields, Facts);

    public static GpuDriverLoaded Read(MessageReader fields) => new(Messages.Facts.Read(fields));
}

/// <summary>The agent lives.</summary>
/// <param name="Progress">
/// Changes with all that gets done in the guest: frames passed on, players started and ended, and the processor time that players use. It stands still when nothing
/// gets on.
/// </param>
public sealed record Heartbeat(long Progress) : IMessage<Heartbeat>
{
    public MessageType Type => MessageType.Heartbeat;

    public void Write(MessageWriter fields) => fields.Long(Progress);

    public static Heartbeat Read(MessageReader fields) => new(fields.Long());
}

/// <summary>Something that the guest could not do, in a sentence.</summary>
/// <param name="Fatal">Whether the guest is of no use without it.</param>
public sealed record Trouble(string Message, bool Fatal) : IMessage<Trouble>
{
    public MessageType Type => MessageType.Trouble;

    public void Write(MessageWriter fields) => fields.Text(Message).Byte(Fatal ? (byte)1 : (byte)0);

    public static Trouble Read(MessageReader fields) => new(fields.Text(), fields.Byte() != 0);
}

/// <summary>Start a player on the frame's channel.</summary>
/// <param name="Arguments">What stands after <c>play</c> on its command line.</param>
/// <param name="Environment">Variables of its environment; it gets no others.</param>
public sealed record StartPlayer(IReadOnlyList<string> Arguments, IReadOnlyList<KeyValuePair<string, string>> Environment) : IMessage<StartPlayer>
{
    public MessageType Type => MessageType.StartPlayer;

    public void Write(MessageWriter fields)
    {
        fields.Each(Arguments, argument => fields.Text(argument));
        Facts.Write(fields, Environment);
    }

    public static StartPlayer Read(MessageReader fields) => new(fields.Each(fields.Text), Facts.Read(fields));
}

/// <summary>
/// Start a shell on the guest's console, under the players' root. What it prints stands between the bytes <see cref="Begin"/> and <see cref="End"/> there;
/// <see cref="PlayerEnded"/> on the frame's channel tells that it has ended.
/// </summary>
/// <param name="Environment">Variables of its environment; it gets no others.</param>
/// <param name="Script">What it reads; null for what is typed at the console.</param>
public sealed record StartShell(IReadOnlyList<KeyValuePair<string, string>> Environment, string? Script) : IMessage<StartShell>
{
    /// <summary>STX, which terminals pass over.</summary>
    public const byte Begin = 2;

    /// <summary>ETX.</summary>
    public const byte End = 3;

    public MessageType Type => MessageType.StartShell;

    public void Write(MessageWriter fields)
    {
        Facts.Write(fields, Environment);
        fields.Byte(Script is null ? (byte)0 : (byte)1).Text(Script ?? string.Empty);
    }

    public static StartShell Read(MessageReader fields)
    {
        var (environment, scripted, script) = (Facts.Read(fields), fields.Byte() != 0, fields.Text());
        return new StartShell(environment, scripted ? script : null);
    }
}

/// <summary>Kill the player of the frame's channel, if it still runs.</summary>
public sealed record EndPlayer : IMessage<EndPlayer>
{
    public MessageType Type => MessageType.EndPlayer;

    public void Write(MessageWriter fields)
    {
    }

    public static EndPlayer Read(MessageReader fields) => new();
}

/// <summary>The player of the frame's channel has ended.</summary>
/// <param name="ExitCode">Its exit code; 128 + signal number when a signal ended it.</param>
/// <param name="Backtrace">Where it was when a signal ended it, a frame a line; empty when nothing is known.</param>
public sealed record PlayerEnded(int ExitCode, string Backtrace) : IMessage<PlayerEnded>
{
    public MessageType Type => MessageType.PlayerEnded;

    public void Write(MessageWriter fields) => fields.Int(ExitCode).Text(Backtrace);

    public static PlayerEnded Read(MessageReader fields) => new(fields.Int(), fields.Text());
}

/// <summary>End all players and switch the guest off.</summary>
public sealed record PowerOff : IMessage<PowerOff>
{
    public MessageType Type => MessageType.PowerOff;

    public void Write(MessageWriter fields)
    {
    }

    public static PowerOff Read(MessageReader fields) => new();
}
