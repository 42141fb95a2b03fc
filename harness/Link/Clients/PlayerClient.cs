using System.Diagnostics;
using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Link.Clients;

/// <summary>A player process as the harness sees it: one question, one answer.</summary>
/// <param name="hub">The link to it, or to the agent that relays.</param>
/// <param name="channel">Its channel.</param>
public sealed class PlayerClient(LinkHub hub, ushort channel = 0)
{
    /// <summary>How many times the longest standstill a player may take that gets on all the time.</summary>
    public const int LongestInStandstills = 3;

    private readonly FrameInbox _inbox = hub.Inbox(channel);

    /// <summary>Waits until the player has its driver context.</summary>
    /// <param name="standstill">The longest time in which nothing gets done; see <see cref="Play"/>.</param>
    /// <returns>What it plays on.</returns>
    /// <exception cref="PlayerGoneException">It has none, and says why; or it ended.</exception>
    /// <exception cref="TimeoutException">It did not say anything in time.</exception>
    public PlayerHello WaitForHello(TimeSpan standstill) => Take(MessageType.PlayerHello, standstill, PlayerHello.Read, "said that it is ready");

    /// <summary>Lets it play a scene.</summary>
    /// <param name="request">The scene.</param>
    /// <param name="standstill">
    /// The longest time in which nothing gets done. Where heartbeats tell that its work goes on, a slow player is waited for up to
    /// <see cref="LongestInStandstills"/> times as long.
    /// </param>
    /// <exception cref="PlayerGoneException">It ended before it had played it.</exception>
    /// <exception cref="TimeoutException">It stands still, or works without end.</exception>
    public Played Play(Play request, TimeSpan standstill) => Ask(request, MessageType.Played, Played.Read, standstill, mark: null);

    /// <summary>Lets it measure something.</summary>
    /// <param name="request">What.</param>
    /// <param name="standstill">As for <see cref="Play"/>.</param>
    /// <param name="mark">Answers the marks of turns; null where none is to come.</param>
    /// <exception cref="PlayerGoneException">It ended before it had.</exception>
    /// <exception cref="TimeoutException">It stands still, or works without end.</exception>
    public Measured Measure(Measure request, TimeSpan standstill, Func<TurnMark, TurnMarked>? mark = null)
        => Ask(request with { Counts = mark is not null }, MessageType.Measured, Measured.Read, standstill, mark);

    private T Ask<T>(IMessage request, MessageType answer, Func<MessageReader, T> read, TimeSpan standstill, Func<TurnMark, TurnMarked>? mark)
    {
        try
        {
            hub.Send(request, channel);
        }
        catch (LinkException e)
        {
            throw new PlayerGoneException(e.Message, null, e);
        }

        return Take(answer, standstill, read, "answered", mark);
    }

    private T Take<T>(MessageType expected, TimeSpan standstill, Func<MessageReader, T> read, string what, Func<TurnMark, TurnMarked>? mark = null)
    {
        var asked = Stopwatch.GetTimestamp();
        LinkFrame? taken;
        try
        {
            while ((taken = Wait(asked, standstill)) is { Type: MessageType.TurnMark } marked && mark is not null)
            {
                hub.Send(mark(TurnMark.Read(new MessageReader(marked.Payload))), channel);
            }
        }
        catch (LinkException e)
        {
            throw new PlayerGoneException($"The player is gone: {e.Message}", null, e);
        }

        if (taken is not { } frame)
        {
            var longest = standstill * LongestInStandstills;
            throw new TimeoutException(Stopwatch.GetElapsedTime(asked) >= longest
                ? $"The player has not {what} within {longest.TotalSeconds:0.#} s, though it worked all the time."
                : $"The player has not {what}, and got nothing done for {standstill.TotalSeconds:0.#} s.");
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

    private LinkFrame? Wait(long asked, TimeSpan standstill)
    {
        while (true)
        {
            var elapsed = Stopwatch.GetElapsedTime(asked);
            var still = elapsed < hub.Standstill ? elapsed : hub.Standstill;
            var (patience, left) = (standstill - still, (standstill * LongestInStandstills) - elapsed);
            var wait = patience < left ? patience : left;
            if (wait <= TimeSpan.Zero)
            {
                return null;
            }

            if (_inbox.Take(wait) is { } frame)
            {
                return frame;
            }
        }
    }
}

/// <summary>A player process that has ended, or never came to play.</summary>
public sealed class PlayerGoneException(string message, PlayerEnded? ended, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How it ended, where the agent told.</summary>
    public PlayerEnded? Ended { get; } = ended;
}
