namespace Harness.Link.Framing;

/// <summary>The other side of a link is gone, or does not speak the protocol.</summary>
public sealed class LinkException(string message, bool closed = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the stream ended between two frames: the other side closed it, or is gone.</summary>
    public bool Closed { get; } = closed;
}
