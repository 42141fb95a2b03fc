namespace Harness.Link.Framing;

/// <summary>One message as it travels. The payload's bytes are the receiver's own.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Channel">Whom it concerns: 0 is the agent (or the only player of a link), others are players that the agent started.</param>
/// <param name="Payload">The message's fields.</param>
public readonly record struct LinkFrame(MessageType Type, ushort Channel, ReadOnlyMemory<byte> Payload);

/// <summary>What a frame says. Numbers are part of the protocol: they are never used again for something else.</summary>
public enum MessageType : byte
{
    None = 0,

    /// <summary>Agent to harness: the guest is up.</summary>
    AgentHello = 1,

    /// <summary>Agent to harness, every second: how far it has come.</summary>
    Heartbeat = 2,

    /// <summary>Agent to harness: something that the guest could not do.</summary>
    Trouble = 3,

    /// <summary>Harness to agent: start a player.</summary>
    StartPlayer = 4,

    /// <summary>Harness to agent: end a player.</summary>
    EndPlayer = 5,

    /// <summary>Agent to harness: a player has ended.</summary>
    PlayerEnded = 6,

    /// <summary>Harness to agent: end the guest in order.</summary>
    PowerOff = 7,

    /// <summary>Harness to agent: start a shell on the guest's console.</summary>
    StartShell = 8,

    /// <summary>Agent to harness: the GPU's driver has been loaded, or was refused.</summary>
    GpuDriverLoaded = 9,

    /// <summary>Player to harness: it has a driver context and can play.</summary>
    PlayerHello = 16,

    /// <summary>Player to harness: it has none, and why.</summary>
    PlayerFailed = 17,

    /// <summary>Harness to player: play a scene.</summary>
    Play = 18,

    /// <summary>Player to harness: what came of it.</summary>
    Played = 19,

    /// <summary>Harness to player: measure something.</summary>
    Measure = 20,

    /// <summary>Player to harness: what was measured.</summary>
    Measured = 21,

    /// <summary>Player to harness, while it measures: a turn begins that is counted, or has ended.</summary>
    TurnMark = 22,

    /// <summary>Harness to player: the mark was noted.</summary>
    TurnMarked = 23,
}
