namespace Harness.Link.Framing;

/// <summary>Reads frames from a stream. Not thread-safe. It waits as long as the stream waits: who needs a deadline lets a thread read, and waits for that.</summary>
public sealed class FrameReader(Stream stream)
{
    private readonly byte[] _header = new byte[FrameHeader.Size];

    /// <summary>The next frame.</summary>
    /// <exception cref="LinkException">The stream ended (<see cref="LinkException.Closed"/> when between two frames), or what came is no frame.</exception>
    public LinkFrame Receive()
    {
        if (Fill(_header) is var got and < FrameHeader.Size)
        {
            throw got == 0
                ? new LinkException("The other side closed the link.", closed: true)
                : new LinkException($"The link ended within a frame's header, after {got} bytes.", closed: true);
        }

        var (type, channel, length) = FrameHeader.Read(_header);
        var payload = new byte[length];
        if (Fill(payload) is var read && read < length)
        {
            throw new LinkException($"The link ended within a frame, after {read} of {length} bytes.", closed: true);
        }

        FrameHeader.Verify(_header, payload);
        return new LinkFrame(type, channel, payload);
    }

    private int Fill(byte[] buffer)
    {
        try
        {
            return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new LinkException($"The other side of the link is gone: {e.Message}", closed: true, e);
        }
    }
}
