using System.Collections.Concurrent;
using Harness.Link.Framing;

namespace Harness.Link.Clients;

/// <summary>Frames of one channel, in the order in which they came.</summary>
public sealed class FrameInbox
{
    private readonly LinkHub _hub;
    private readonly BlockingCollection<LinkFrame> _frames = [];

    internal FrameInbox(LinkHub hub) => _hub = hub;

    /// <summary>Waits for the next frame; null when none came in time.</summary>
    /// <exception cref="LinkException">The link has ended and all frames were taken.</exception>
    public LinkFrame? Take(TimeSpan atMost)
    {
        if (_frames.TryTake(out var frame, atMost))
        {
            return frame;
        }

        return _frames.IsCompleted
            ? throw new LinkException(_hub.End?.Message ?? "The link was closed.", closed: true, _hub.End)
            : null;
    }

    internal void Add(LinkFrame frame)
    {
        try
        {
            _frames.Add(frame);
        }
        catch (InvalidOperationException)
        {
            // Closed: nobody takes any more.
        }
    }

    internal void Close() => _frames.CompleteAdding();
}
