using System.Runtime.InteropServices;
using System.Text;
using Harness.Processes;
using Harness.Virgl.Native;

namespace Harness.Virgl.Vtest;

/// <summary>A stream socket to a vtest server: whole packets out, whole replies in, each within a deadline. Allocates nothing per call.</summary>
internal sealed unsafe class VtestSocket : IDisposable
{
    /// <summary>Bytes of a socket path, which Linux limits to 108 with its NUL.</summary>
    public const int MaxPathBytes = 107;

    private readonly int _socket;
    private readonly TimeSpan _allowed;
    private bool _closed;

    private VtestSocket(int socket, TimeSpan allowed) => (_socket, _allowed) = (socket, allowed);

    /// <summary>Connects; waits up to the deadline while the server is busy with others.</summary>
    public static VtestSocket Connect(string path, TimeSpan deadline)
    {
        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            throw new ArgumentException($"the socket path '{path}' is longer than {MaxPathBytes} bytes", nameof(path));
        }

        var socket = Libc.Socket(Libc.AfUnix, Libc.SockStream | Libc.SockCloexec, 0);
        if (socket < 0)
        {
            throw new IOException($"no socket: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        // The send timeout is what bounds connect() while the server's backlog is full.
        var timeout = stackalloc long[2] { (long)deadline.TotalSeconds, deadline.Microseconds + (deadline.Milliseconds * 1000L) };
        var address = stackalloc byte[2 + MaxPathBytes + 1];
        new Span<byte>(address, 2 + MaxPathBytes + 1).Clear();
        *(ushort*)address = Libc.AfUnix;
        Encoding.UTF8.GetBytes(path, new Span<byte>(address + 2, MaxPathBytes));
        if (Libc.SetSocketOption(socket, Libc.SolSocket, Libc.SoSendTimeout, timeout, 2 * sizeof(long)) == 0
            && Libc.Connect(socket, address, 2 + MaxPathBytes + 1) == 0)
        {
            return new VtestSocket(socket, deadline);
        }

        var error = Marshal.GetLastPInvokeError();
        var words = $"connecting to {path}: {Marshal.GetPInvokeErrorMessage(error)}";
        Libc.Close(socket);
        throw error switch
        {
            Libc.ENOENT or Libc.ECONNREFUSED => new VtestLinkException(VtestLinkFault.Refused, words),
            Libc.EAGAIN => new VtestLinkException(VtestLinkFault.Deadline, $"{words} for {deadline.TotalSeconds} s (a server without fork serves one client at a time)"),
            _ => new IOException(words),
        };
    }

    /// <summary>Sends a packet: two parts, of which either may be empty.</summary>
    public void Send(ReadOnlySpan<uint> head, ReadOnlySpan<uint> body = default)
    {
        var deadline = Deadline.In(_allowed);
        var headBytes = MemoryMarshal.AsBytes(head);
        var bodyBytes = MemoryMarshal.AsBytes(body);
        fixed (byte* headStart = headBytes, bodyStart = bodyBytes)
        {
            var sent = 0L;
            var total = (long)headBytes.Length + bodyBytes.Length;
            var vectors = stackalloc Libc.IoVector[2];
            while (sent < total)
            {
                var inHead = Math.Min(sent, headBytes.Length);
                var inBody = sent - inHead;
                vectors[0] = new Libc.IoVector { Base = headStart + inHead, Length = (nuint)(headBytes.Length - inHead) };
                vectors[1] = new Libc.IoVector { Base = bodyStart + inBody, Length = (nuint)(bodyBytes.Length - inBody) };
                var message = new Libc.MessageHeader { Vectors = vectors, VectorCount = 2 };
                var count = Libc.SendMessage(_socket, &message, Libc.MsgDontWait | Libc.MsgNoSignal);
                sent += count < 0 ? Retry(Libc.PollOut, deadline) : count;
            }
        }
    }

    /// <summary>Receives exactly as many bytes as the span holds.</summary>
    public void Receive(Span<byte> bytes)
    {
        var deadline = Deadline.In(_allowed);
        fixed (byte* start = bytes)
        {
            for (var got = 0; got < bytes.Length;)
            {
                var count = Libc.Receive(_socket, start + got, (nuint)(bytes.Length - got), Libc.MsgDontWait);
                got += count switch
                {
                    < 0 => Retry(Libc.PollIn, deadline),
                    0 => throw Closed(),
                    _ => (int)count,
                };
            }
        }
    }

    public void Receive(Span<uint> words) => Receive(MemoryMarshal.AsBytes(words));

    /// <summary>Receives one byte and the descriptor that comes with it; the caller closes it. -1 when none came with the byte.</summary>
    public int ReceiveDescriptor()
    {
        var deadline = Deadline.In(_allowed);
        const int controlBytes = 24;
        var control = stackalloc byte[controlBytes];
        while (true)
        {
            byte ignored;
            var vector = new Libc.IoVector { Base = &ignored, Length = 1 };
            var message = new Libc.MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = controlBytes };
            var count = Libc.ReceiveMessage(_socket, &message, Libc.MsgDontWait | Libc.MsgCmsgCloexec);
            if (count < 0)
            {
                Retry(Libc.PollIn, deadline);
                continue;
            }

            var header = (Libc.ControlHeader*)control;
            var hasDescriptor = message.ControlLength >= (nuint)(sizeof(Libc.ControlHeader) + sizeof(int))
                && header->Level == Libc.SolSocket && header->Type == Libc.ScmRights;
            return count == 0 ? throw Closed() : hasDescriptor ? *(int*)(header + 1) : -1;
        }
    }

    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            Libc.Close(_socket);
        }
    }

    private VtestLinkException Closed()
    {
        Libc.Credentials peer = default;
        uint length = (uint)sizeof(Libc.Credentials);
        var known = Libc.GetSocketOption(_socket, Libc.SolSocket, Libc.SoPeerCredentials, &peer, &length) == 0;
        return new VtestLinkException(VtestLinkFault.Closed, "the server closed the connection", known ? peer.Process : 0);
    }

    /// <summary>After a call that got nowhere: waits until it may, or says why it never will. Returns 0.</summary>
    private int Retry(short events, Deadline deadline)
    {
        switch (Marshal.GetLastPInvokeError())
        {
            case Libc.EINTR:
                return 0;
            case Libc.EAGAIN:
                Wait(_socket, events, deadline);
                return 0;
            case Libc.EPIPE or Libc.ECONNRESET:
                throw Closed();
            default:
                throw new IOException($"vtest socket: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static void Wait(int socket, short events, Deadline deadline)
    {
        while (true)
        {
            var descriptor = new Libc.PollDescriptor { Descriptor = socket, Events = events };
            var ready = Libc.Poll(&descriptor, 1, (int)Math.Min(Math.Ceiling(deadline.Remaining.TotalMilliseconds), int.MaxValue));
            if (ready > 0 || (ready < 0 && Marshal.GetLastPInvokeError() != Libc.EINTR))
            {
                return;
            }

            if (ready == 0)
            {
                throw new VtestLinkException(VtestLinkFault.Deadline, $"no answer within {deadline.Allowed.TotalSeconds} s");
            }
        }
    }
}
