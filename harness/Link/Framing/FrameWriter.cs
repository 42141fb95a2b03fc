namespace Harness.Link.Framing;

/// <summary>Writes frames to a stream, whole ones, from any thread.</summary>
public sealed class FrameWriter(Stream stream)
{
    private readonly Lock _lock = new();
    private byte[] _buffer = new byte[4096];

    /// <summary>Sends a message.</summary>
    /// <exception cref="LinkException">The other side is gone.</exception>
    public void Send(IMessage message, ushort channel = 0)
    {
        var fields = new MessageWriter();
        message.Write(fields);
        Send(new LinkFrame(message.Type, channel, fields.Written));
    }

    /// <summary>Sends a frame as it is.</summary>
    /// <exception cref="LinkException">The other side is gone.</exception>
    public void Send(LinkFrame frame)
    {
        var size = FrameHeader.Size + frame.Payload.Length;
        lock (_lock)
        {
            if (_buffer.Length < size)
            {
                _buffer = new byte[size];
            }

            // One write: a serial port makes a descriptor chain of each, and a second thread's bytes must not come between.
            FrameHeader.Write(_buffer, frame);
            frame.Payload.Span.CopyTo(_buffer.AsSpan(FrameHeader.Size));
            try
            {
                stream.Write(_buffer, 0, size);
                stream.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                throw new LinkException($"The other side of the link is gone: {e.Message}", closed: true, e);
            }
        }
    }
}
