using Harness.Link.Framing;

namespace Harness.Link.Messages;

/// <summary>Take the sample of one launch.</summary>
/// <param name="Task">What to measure, by name.</param>
/// <param name="Turns">Turns that count, at least.</param>
/// <param name="TurnsAtMost">Turns that count, at most.</param>
/// <param name="AtLeastMicroseconds">Short turns are repeated until they have taken that long together.</param>
/// <param name="AtMostMicroseconds">Once turns have taken that long together, with preparing and proving them, no further ones are begun than are needed for a middle.</param>
/// <param name="WarmUps">Turns to warm up, at most.</param>
/// <param name="Scene">The scene that is drawn, as SceneCodec writes it; empty where none is.</param>
public sealed record Measure(string Task, int Turns, int TurnsAtMost, long AtLeastMicroseconds, long AtMostMicroseconds, int WarmUps, ReadOnlyMemory<byte> Scene) : IMessage<Measure>
{
    public MessageType Type => MessageType.Measure;

    /// <summary>Whether the harness answers each <see cref="TurnMark"/>: it counts what some further turns ask of the device.</summary>
    public bool Counts { get; init; }

    public void Write(MessageWriter fields)
        => fields.Text(Task).Int(Turns).Int(TurnsAtMost).Long(AtLeastMicroseconds).Long(AtMostMicroseconds).Int(WarmUps).Bytes(Scene.Span).Byte(Counts ? (byte)1 : (byte)0);

    public static Measure Read(MessageReader fields)
        => new(fields.Text(), fields.Int(), fields.Int(), fields.Long(), fields.Long(), fields.Int(), fields.Bytes()) { Counts = fields.Byte() != 0 };
}

/// <summary>How it went with a measurement.</summary>
public enum MeasureFault : byte
{
    /// <summary>It was taken.</summary>
    None = 0,

    /// <summary>There is no such road, which is no failure.</summary>
    Absent = 1,

    /// <summary>It could not be taken to its end: something broke, or did not answer in time.</summary>
    Failed = 2,

    /// <summary>It was taken, and bytes or pixels are wrong. They are so whatever else the machine did meanwhile.</summary>
    Wrong = 3,
}

/// <summary>What was measured.</summary>
/// <param name="Message">Why it was not; empty otherwise.</param>
/// <param name="Bytes">Bytes that a turn moves.</param>
/// <param name="WarmUps">Turns before the first that counts.</param>
/// <param name="Steady">Whether the last two of these took nearly as long.</param>
/// <param name="Nanoseconds">Of each turn that counts, in their order.</param>
public sealed record Measured(MeasureFault Fault, string Message, long Bytes, int WarmUps, bool Steady, IReadOnlyList<long> Nanoseconds) : IMessage<Measured>
{
    public MessageType Type => MessageType.Measured;

    /// <summary>The frame drawn last; null where none was.</summary>
    public MeasuredFrame? LastFrame { get; init; }

    /// <summary>What each turn asked of the device, by the harness's own counters in their order; empty where not every turn asked for the same, or nobody counts.</summary>
    public IReadOnlyList<long> Work { get; init; } = [];

    /// <summary>Thousandths of an interrupt that the device raises in a turn, in the mean; -1 where nobody sees them.</summary>
    public long MilliInterrupts { get; init; } = -1;

    /// <summary>Bytes that a turn allocates in the player.</summary>
    public long Allocated { get; init; }

    /// <summary>What further turns asked of the device, by the harness's count (<see cref="TurnMarked"/>), -1 for what was not the same; empty where nobody counts.</summary>
    public IReadOnlyList<long> DeviceWork { get; init; } = [];

    /// <summary>Nanoseconds from reading the request to sending this, by the player's monotonic clock.</summary>
    public long Elapsed { get; init; }

    /// <summary>A measurement that was not taken.</summary>
    public static Measured Not(MeasureFault fault, string message) => new(fault, message, 0, 0, false, []);

    public void Write(MessageWriter fields)
    {
        fields.Byte((byte)Fault).Text(Message).Long(Bytes).Int(WarmUps).Byte(Steady ? (byte)1 : (byte)0).Each(Nanoseconds, turn => fields.Long(turn));
        fields.Each(Work, count => fields.Long(count)).Long(MilliInterrupts).Long(Allocated).Each(DeviceWork, count => fields.Long(count)).Long(Elapsed);
        fields.Byte(LastFrame is null ? (byte)0 : (byte)1);
        LastFrame?.Write(fields);
    }

    public static Measured Read(MessageReader fields)
    {
        var measured = new Measured((MeasureFault)fields.Byte(), fields.Text(), fields.Long(), fields.Int(), fields.Byte() != 0, fields.Each(fields.Long))
        {
            Work = fields.Each(fields.Long), MilliInterrupts = fields.Long(), Allocated = fields.Long(), DeviceWork = fields.Each(fields.Long), Elapsed = fields.Long(),
        };
        return fields.Byte() == 0 ? measured : measured with { LastFrame = MeasuredFrame.Read(fields) };
    }
}

/// <summary>A frame that was drawn and shown while it was measured.</summary>
/// <param name="Nonce">The number it was shown with.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Rgba">Its pixels, top row first, four bytes each.</param>
public sealed record MeasuredFrame(uint Nonce, int Width, int Height, ReadOnlyMemory<byte> Rgba)
{
    internal void Write(MessageWriter fields) => fields.Int(unchecked((int)Nonce)).Int(Width).Int(Height).Bytes(Rgba.Span);

    internal static MeasuredFrame Read(MessageReader fields) => new(unchecked((uint)fields.Int()), fields.Int(), fields.Int(), fields.Bytes());
}
