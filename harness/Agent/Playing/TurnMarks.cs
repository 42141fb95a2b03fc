using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Agent.Playing;

/// <summary>Tells the harness where a turn begins and ends, so that it can count what the device sees of it.</summary>
internal sealed class TurnMarks(FrameReader reader, FrameWriter writer)
{
    /// <summary>A turn begins.</summary>
    /// <exception cref="LinkException">The harness is gone.</exception>
    public void Begin() => Send(begins: true);

    /// <summary>It has ended.</summary>
    /// <returns>What it asked of the device; empty where that could not be counted.</returns>
    /// <exception cref="LinkException">The harness is gone.</exception>
    public IReadOnlyList<long> End() => Send(begins: false);

    private IReadOnlyList<long> Send(bool begins)
    {
        writer.Send(new TurnMark(begins));
        var frame = reader.Receive();
        return frame.Type == MessageType.TurnMarked
            ? TurnMarked.Read(new MessageReader(frame.Payload)).Work
            : throw new LinkException($"The harness sent message {frame.Type} where {MessageType.TurnMarked} was due.");
    }
}
