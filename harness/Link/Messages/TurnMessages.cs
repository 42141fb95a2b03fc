using Harness.Link.Framing;

namespace Harness.Link.Messages;

/// <summary>A turn begins of which the harness counts what it asks of the device, or has ended. The player goes on when it has the answer.</summary>
/// <param name="Begins">Whether it begins.</param>
public sealed record TurnMark(bool Begins) : IMessage<TurnMark>
{
    public MessageType Type => MessageType.TurnMark;

    public void Write(MessageWriter fields) => fields.Byte(Begins ? (byte)1 : (byte)0);

    public static TurnMark Read(MessageReader fields) => new(fields.Byte() != 0);
}

/// <summary>The mark was noted.</summary>
/// <param name="Work">What the turn that has ended asked of the device, as DeviceWork has it in numbers; empty where it begins, or nothing could be counted.</param>
public sealed record TurnMarked(IReadOnlyList<long> Work) : IMessage<TurnMarked>
{
    public MessageType Type => MessageType.TurnMarked;

    public void Write(MessageWriter fields) => fields.Each(Work, count => fields.Long(count));

    public static TurnMarked Read(MessageReader fields) => new(fields.Each(fields.Long));
}
