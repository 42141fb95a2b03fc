using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Link.Clients;

/// <summary>A player process as the harness sees it: one question, one answer.</summary>
/// <param name="hub">The link to it, or to the agent that relays.</param>
/// <param name="channel">Its channel.</param>
public sealed class PlayerClient(LinkHub hub, ushort channel = 0)
{
    private readonly FrameInbox _inbox = hub.Inbox(channel);

    /// <summary>Waits until the player has its driver context.</summary>
    /// <returns>What it plays on.</returns>
    /// <exception cref="PlayerGoneException">It has none, and says why; or it ended.</exception>
    /// <exception cref="TimeoutException">It did not say anything in time.</exception>
    public PlayerHello WaitForHello(TimeSpan atMost) => Take(MessageType.PlayerHello, atMost, PlayerHello.Read, "said that it is ready");

    /// <summary>Lets it play a scene.</summary>
    /// <exception cref="PlayerGoneException">It ended before it had played it.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Played Play(Play request, TimeSpan atMost) => Ask(request, MessageType.Played, Played.Read, atMost);

    /// <summary>Lets it measure something.</summary>
    /// <exception cref="PlayerGoneException">It ended before it had.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Measured Measure(Measure request, TimeSpan atMost) => Ask(request, MessageType.Measured, Measured.Read, atMost);

    private T Ask<T>(IMessage request, MessageType answer, Func<MessageReader, T> read, TimeSpan atMost)
    {
        try
        {
            hub.Send(request, channel);
        }
        catch (LinkException e)
        {
            throw new PlayerGoneException(e.Message, null, e);
        }

        return Take(answer, atMost, read, "answered");
    }

    private T Take<T>(MessageType expected, TimeSpan atMost, Func<MessageReader, T> read, string what)
    {
        LinkFrame? taken;
        try
        {
            taken = _inbox.Take(atMost);
        }
        catch (LinkException e)
        {
            throw new PlayerGoneException($"The player is gone: {e.Message}", null, e);
        }

        if (taken is not { } frame)
        {
            throw new TimeoutException($"The player has not {what} within {atMost.TotalSeconds:0.#} s.");
        }

        var fields = new MessageReader(frame.Payload);
        if (frame.Type == expected)
        {
            return read(fields);
        }

        throw frame.Type switch
        {
            MessageType.PlayerFailed => new PlayerGoneException(PlayerFailed.Read(fields).Message, null),
            MessageType.PlayerEnded when PlayerEnded.Read(fields) is var ended => new PlayerGoneException($"The player ended with code {ended.ExitCode}.", ended),
            _ => new PlayerGoneException($"The player sent message {frame.Type} where {expected} was due.", null),
        };
    }
}

/// <summary>A player process that has ended, or never came to play.</summary>
public sealed class PlayerGoneException(string message, PlayerEnded? ended, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How it ended, where the agent told.</summary>
    public PlayerEnded? Ended { get; } = ended;
}
