using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Harness.Processes;

namespace Harness.Qemu.Displays.X11;

/// <summary>
/// The few requests of the X protocol that an observer needs: look at windows, click, and be sure that the server has done what it was
/// told. Written out here, since it is less than binding a client library and asking for it to be installed.
/// </summary>
internal sealed class XConnection : IDisposable
{
    private const int ReplyBytes = 32;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly Queue<byte[]> _events = new();

    private XConnection(Socket socket) => _socket = socket;

    /// <summary>The root window of the first screen.</summary>
    public uint Root { get; private set; }

    /// <summary>Connects to a display of this machine that asks for no authorisation.</summary>
    public static XConnection Open(int display)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var connection = new XConnection(socket);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint($"/tmp/.X11-unix/X{display}"));
            connection.SetUp();
            return connection;
        }
        catch (SocketException e)
        {
            connection.Dispose();
            throw new XException($"X display :{display} cannot be reached: {e.Message}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request that has no reply.</summary>
    /// <param name="opcode">Major opcode.</param>
    /// <param name="detail">The second byte.</param>
    /// <param name="body">What follows the four header bytes; a multiple of four bytes.</param>
    public void Send(byte opcode, byte detail, ReadOnlySpan<byte> body)
    {
        var request = new byte[4 + body.Length];
        (request[0], request[1]) = (opcode, detail);
        BinaryPrimitives.WriteUInt16LittleEndian(request.AsSpan(2), (ushort)(request.Length / 4));
        body.CopyTo(request.AsSpan(4));
        try
        {
            _socket.Send(request);
        }
        catch (SocketException e)
        {
            throw new XException($"The X server is gone: {e.Message}");
        }
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    public byte[] Ask(byte opcode, byte detail, ReadOnlySpan<byte> body)
    {
        Send(opcode, detail, body);
        var deadline = Deadline.In(Allowed);
        while (true)
        {
            var message = Next(deadline);
            switch (message[0])
            {
                case 0:
                    throw new XException($"The X server answered request {message[10]} with error {message[1]}.");
                case 1:
                    return message;
                default:
                    _events.Enqueue(message);
                    break;
            }
        }
    }

    /// <summary>The next event.</summary>
    public byte[] NextEvent(Deadline deadline) => _events.TryDequeue(out var first) ? first : Next(deadline);

    public void Dispose() => _socket.Dispose();

    private void SetUp()
    {
        // Little-endian, protocol 11.0, no authorisation.
        _socket.Send([(byte)'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var deadline = Deadline.In(Allowed);
        var head = Exactly(8, deadline);
        var body = Exactly(4 * BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)), deadline);
        if (head[0] != 1)
        {
            throw new XException($"The X server refused the connection: {Encoding.ASCII.GetString(body, 0, int.Min(head[1], body.Length))}");
        }

        // The vendor's name (padded) and the pixmap formats stand before the first screen, which begins with its root window.
        var vendorBytes = BinaryPrimitives.ReadUInt16LittleEndian(body.AsSpan(16));
        var formats = body[21];
        Root = BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(32 + ((vendorBytes + 3) & ~3) + (8 * formats)));
    }

    private byte[] Next(Deadline deadline)
    {
        var message = Exactly(ReplyBytes, deadline);
        const byte Reply = 1;
        if (message[0] != Reply)
        {
            return message;
        }

        var rest = Exactly(4 * (int)BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(4)), deadline);
        return [.. message, .. rest];
    }

    private byte[] Exactly(int count, Deadline deadline)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (!_socket.Poll(deadline.Remaining, SelectMode.SelectRead))
            {
                throw new XException($"The X server did not answer within {deadline.Allowed.TotalSeconds:0.###} s.");
            }

            var received = _socket.Receive(bytes, filled, count - filled, SocketFlags.None);
            filled += received > 0 ? received : throw new XException("The X server closed the connection.");
        }

        return bytes;
    }
}

/// <summary>The X server did not do what it was asked.</summary>
public sealed class XException(string message) : Exception(message);
