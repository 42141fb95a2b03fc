using System.Net.Sockets;
using System.Runtime.InteropServices;
using Harness.Processes;
using Harness.Virgl.Native;

namespace Harness.Virgl.Vtest.Proxy;

/// <summary>One end of a proxied connection: bytes, and the descriptors that come with them. Not thread-safe, but one thread may read while another writes.</summary>
internal sealed unsafe class ProxySocket(Socket socket, TimeSpan allowed) : IDisposable
{
    /// <summary>Descriptors that are passed on with one message; vtest sends one at a time.</summary>
    private const int MostDescriptors = 8;

    private const int ControlBytes = 16 + (MostDescriptors * sizeof(int));

    private readonly int _descriptor = (int)socket.Handle;
    private readonly List<int> _descriptors = [];

    /// <summary>Descriptors that came since the last call; they are the caller's to pass on and to close.</summary>
    public int[] TakeDescriptors()
    {
        if (_descriptors.Count == 0)
        {
            return [];
        }

        int[] taken = [.. _descriptors];
        _descriptors.Clear();
        return taken;
    }

    /// <summary>Receives what there is, and waits for it; 0 at the end.</summary>
    /// <param name="bytes">Where to; filled at most up to the byte that a descriptor comes with.</param>
    /// <param name="deadline">Until when to wait.</param>
    /// <exception cref="ProxyException">Nothing came in time, or the connection broke.</exception>
    public int ReceiveSome(Span<byte> bytes, Deadline deadline)
    {
        var control = stackalloc byte[ControlBytes];
        fixed (byte* start = bytes)
        {
            while (true)
            {
                var vector = new Libc.IoVector { Base = start, Length = (nuint)bytes.Length };
                var message = new Libc.MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = ControlBytes };
                var count = Libc.ReceiveMessage(_descriptor, &message, Libc.MsgDontWait | Libc.MsgCmsgCloexec);
                if (count >= 0)
                {
                    Keep(control, message.ControlLength);
                    return (int)count;
                }

                if (!Retry(Libc.PollIn, deadline))
                {
                    return 0;
                }
            }
        }
    }

    /// <summary>Receives exactly as many bytes as the span holds; false at the end before the first.</summary>
    /// <exception cref="ProxyException">The rest did not come in time, or never.</exception>
    public bool Receive(Span<byte> bytes, Deadline first)
    {
        var deadline = first;
        for (var got = 0; got < bytes.Length;)
        {
            var count = ReceiveSome(bytes[got..], deadline);
            if (count == 0)
            {
                return got == 0 ? false : throw new ProxyException($"it ended after {got} of {bytes.Length} bytes of a packet");
            }

            got += count;
            deadline = Deadline.In(allowed);
        }

        return true;
    }

    /// <summary>Sends all bytes, with descriptors at the first of them; false when nobody reads any more.</summary>
    /// <exception cref="ProxyException">The far side did not take them in time.</exception>
    public bool Send(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> descriptors = default)
    {
        var deadline = Deadline.In(allowed);
        var control = stackalloc byte[ControlBytes];
        fixed (byte* start = bytes)
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                var vector = new Libc.IoVector { Base = start + sent, Length = (nuint)(bytes.Length - sent) };
                var message = new Libc.MessageHeader { Vectors = &vector, VectorCount = 1 };
                if (sent == 0 && !descriptors.IsEmpty)
                {
                    message.Control = control;
                    message.ControlLength = Put(control, descriptors);
                }

                var count = Libc.SendMessage(_descriptor, &message, Libc.MsgDontWait | Libc.MsgNoSignal);
                sent += (int)nint.Max(count, 0);
                if (count < 0 && !Retry(Libc.PollOut, deadline))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Ends both directions, so that whoever waits on this socket goes on. May be called from any thread.</summary>
    public void Shut()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The far side was faster.
        }
    }

    public void Dispose()
    {
        Close(TakeDescriptors());
        socket.Dispose();
    }

    /// <summary>Closes descriptors that were passed on, or that nobody wants.</summary>
    public static void Close(ReadOnlySpan<int> descriptors)
    {
        foreach (var descriptor in descriptors)
        {
            _ = Libc.Close(descriptor);
        }
    }

    private static nuint Put(byte* control, ReadOnlySpan<int> descriptors)
    {
        var length = (nuint)(sizeof(Libc.ControlHeader) + (descriptors.Length * sizeof(int)));
        *(Libc.ControlHeader*)control = new Libc.ControlHeader { Length = length, Level = Libc.SolSocket, Type = Libc.ScmRights };
        descriptors.CopyTo(new Span<int>(control + sizeof(Libc.ControlHeader), MostDescriptors));
        return length;
    }

    private void Keep(byte* control, nuint length)
    {
        var header = (Libc.ControlHeader*)control;
        if (length < (nuint)sizeof(Libc.ControlHeader) || header->Level != Libc.SolSocket || header->Type != Libc.ScmRights)
        {
            return;
        }

        var count = (int)(header->Length - (nuint)sizeof(Libc.ControlHeader)) / sizeof(int);
        _descriptors.AddRange(new ReadOnlySpan<int>(control + sizeof(Libc.ControlHeader), count));
    }

    /// <summary>After a call that got nowhere: waits until it may; false when it never will.</summary>
    private bool Retry(short events, Deadline deadline)
    {
        switch (Marshal.GetLastPInvokeError())
        {
            case Libc.EINTR:
                return true;
            case Libc.EPIPE or Libc.ECONNRESET:
                return false;
            case Libc.EAGAIN:
                var wanted = new Libc.PollDescriptor { Descriptor = _descriptor, Events = events };
                var milliseconds = (int)Math.Min(Math.Ceiling(deadline.Remaining.TotalMilliseconds), int.MaxValue);
                return Libc.Poll(&wanted, 1, milliseconds) != 0
                    ? true
                    : throw new ProxyException($"nothing {(events == Libc.PollIn ? "came" : "was taken")} within {deadline.Allowed.TotalSeconds:0.###} s");
            default:
                throw new ProxyException(Marshal.GetLastPInvokeErrorMessage());
        }
    }
}

/// <summary>A proxied connection cannot go on. The message says why.</summary>
internal sealed class ProxyException(string message) : Exception(message);
