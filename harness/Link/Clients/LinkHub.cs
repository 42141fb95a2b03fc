using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Link.Framing;

namespace Harness.Link.Clients;

/// <summary>
/// The harness's end of a link: a thread reads frames and lays each in the inbox of its channel, so that whoever waits there can give up at a deadline.
/// Heartbeats are noted here and go no further.
/// </summary>
public sealed class LinkHub : IDisposable
{
    private readonly Stream _stream;
    private readonly FrameWriter _writer;
    private readonly ConcurrentDictionary<ushort, FrameInbox> _inboxes = [];
    private readonly Thread _reading;
    private readonly Action? _heardOf;
    private LinkException? _end;
    private long _progress;
    private long _advanced = Stopwatch.GetTimestamp();

    /// <summary>Takes the stream over and starts to read it.</summary>
    /// <param name="heard">Called for each frame, heartbeats too, on the reading thread; null for nothing.</param>
    public LinkHub(Stream stream, Action? heard = null)
    {
        (_stream, _heardOf) = (stream, heard);
        _writer = new FrameWriter(stream);
        _reading = new Thread(Read) { IsBackground = true, Name = "link" };
        _reading.Start();
    }

    /// <summary>Why there will be no more frames; null while the link stands.</summary>
    public LinkException? End => Volatile.Read(ref _end);

    /// <summary>Time since a frame came that tells of something done: any but a heartbeat whose count is that of the one before.</summary>
    public TimeSpan Standstill => Stopwatch.GetElapsedTime(Interlocked.Read(ref _advanced));

    /// <summary>The frames of a channel. Those that come before somebody asks are kept.</summary>
    public FrameInbox Inbox(ushort channel)
    {
        var inbox = _inboxes.GetOrAdd(channel, static (_, hub) => new FrameInbox(hub), this);

        // Looked at after it is in the table: the reader notes the end first and closes what is in the table then, so one of the two closes it.
        if (End is not null)
        {
            inbox.Close();
        }

        return inbox;
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="LinkException">The other side is gone.</exception>
    public void Send(IMessage message, ushort channel = 0) => _writer.Send(message, channel);

    /// <summary>Closes the link. Whoever waits for a frame is told.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        _reading.Join(TimeSpan.FromSeconds(5));
        foreach (var inbox in _inboxes.Values)
        {
            inbox.Close();
        }
    }

    private void Read()
    {
        var reader = new FrameReader(_stream);
        try
        {
            while (true)
            {
                var frame = reader.Receive();
                _heardOf?.Invoke();
                if (frame.Type == MessageType.Heartbeat)
                {
                    Note(Messages.Heartbeat.Read(new MessageReader(frame.Payload)).Progress);
                    continue;
                }

                Interlocked.Exchange(ref _advanced, Stopwatch.GetTimestamp());
                Inbox(frame.Channel).Add(frame);
            }
        }
        catch (LinkException e)
        {
            Volatile.Write(ref _end, e);
        }

        foreach (var inbox in _inboxes.Values)
        {
            inbox.Close();
        }
    }

    private void Note(long progress)
    {
        if (progress != _progress)
        {
            _progress = progress;
            Interlocked.Exchange(ref _advanced, Stopwatch.GetTimestamp());
        }
    }
}
