using System.Text;
using Harness.Virgl.Native;

namespace Harness.Virgl.Vtest;

/// <summary>
/// One client of a vtest server: its socket and the packets of protocol 2 or 3. The server runs one context and keeps the resources for as
/// long as the session lasts. Throws <see cref="VtestLinkException"/>, after which only <see cref="Dispose"/> is of use.
/// </summary>
internal sealed class VtestSession : IDisposable
{
    private const int HeaderWords = 2;
    private const int ReplyWords = 3;

    private readonly VtestSocket _socket;
    private readonly VtestTally _tally;
    private readonly uint[] _packet = new uint[16];
    private uint _nextHandle = 1;

    private VtestSession(VtestSocket socket, VtestTally tally) => (_socket, _tally) = (socket, tally);

    /// <summary>2 or 3.</summary>
    public uint Version { get; private set; }

    /// <summary>Connects and agrees on the protocol.</summary>
    public static VtestSession Open(string path, uint wantedVersion, TimeSpan deadline, VtestTally tally)
    {
        var session = new VtestSession(VtestSocket.Connect(path, deadline), tally);
        try
        {
            session.Greet(wantedVersion);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Asks for capability set 2.</summary>
    public Capset ReadCapset()
    {
        Send(VtestCommand.GetCaps2, []);
        Span<uint> header = stackalloc uint[HeaderWords];
        _socket.Receive(header);
        const uint newestReply = 2;
        if (header[1] != newestReply || header[0] is < 1 or > 1 << 20)
        {
            throw new VtestLinkException(VtestLinkFault.Protocol, $"a reply {header[1]} of {header[0]} bytes to the question for capability set 2");
        }

        // The length of this reply counts one byte more than follows.
        var bytes = new byte[header[0] - 1];
        _socket.Receive(bytes);
        return new Capset(2, 2, bytes);
    }

    /// <summary>Makes a resource; memory is null without backing bytes. Null when the server refused.</summary>
    /// <remarks>
    /// A server that refuses says nothing at all. So a question that is always answered follows at once, and the first answer tells.
    /// Protocol 2 gives no answer for resources without memory: those are never seen refused.
    /// </remarks>
    public (uint Id, SharedMapping? Memory)? CreateResource(in ResourceDescription description)
    {
        // Protocol 3 servers give out the handles, older ones take the client's.
        var handle = Version >= 3 ? 0 : _nextHandle++;
        Put(2,
        [
            11, (uint)VtestCommand.ResourceCreate2,
            handle, description.Target, description.Format, description.Bind, description.Width, description.Height, description.Depth,
            description.ArraySize, description.LastLevel, description.Samples, (uint)description.BackingBytes,
            2, (uint)VtestCommand.ResourceBusyWait, 0, 0,
        ]);

        Span<uint> reply = stackalloc uint[ReplyWords];
        if (Version >= 3)
        {
            _socket.Receive(reply);
            if (reply[1] == (uint)VtestCommand.ResourceBusyWait)
            {
                return null;
            }

            handle = reply[2];
        }

        SharedMapping? memory = null;
        if (description.BackingBytes != 0)
        {
            var descriptor = _socket.ReceiveDescriptor();
            if (descriptor < 0)
            {
                // What came was the first byte of the answer to the question behind.
                _socket.Receive(System.Runtime.InteropServices.MemoryMarshal.AsBytes(reply)[1..]);
                return null;
            }

            memory = MapAndClose(descriptor, description.BackingBytes);
        }

        ReceiveReply(VtestCommand.ResourceBusyWait);
        return (handle, memory);
    }

    public void Unref(uint resource) => Send(VtestCommand.ResourceUnref, [resource]);

    /// <summary>Moves a box between a resource and its shared memory, rows at the pitch of the whole level.</summary>
    public void Transfer(TransferDirection direction, uint resource, in Transfer transfer)
    {
        var box = transfer.Box;
        Send(direction == TransferDirection.ToHost ? VtestCommand.TransferPut2 : VtestCommand.TransferGet2,
        [
            resource, transfer.Level, box.X, box.Y, box.Z, box.Width, box.Height, box.Depth, 0, checked((uint)transfer.Offset),
        ]);
    }

    public void Submit(ReadOnlySpan<uint> stream)
    {
        _packet[0] = (uint)stream.Length;
        _packet[1] = (uint)VtestCommand.SubmitCommand;
        Put(1, _packet.AsSpan(0, HeaderWords), stream);
    }

    /// <summary>Waits until the server has executed all that was sent.</summary>
    public void Finish()
    {
        ReadOnlySpan<uint> packet = [2, (uint)VtestCommand.ResourceBusyWait, 0, 1];
        _tally.NoteFence();
        Put(1, packet);
        ReceiveReply(VtestCommand.ResourceBusyWait);
    }

    public void Dispose() => _socket.Dispose();

    private static SharedMapping MapAndClose(int descriptor, int length)
    {
        try
        {
            return new SharedMapping(descriptor, length);
        }
        finally
        {
            Libc.Close(descriptor);
        }
    }

    private void Greet(uint wantedVersion)
    {
        // The name's length is counted in bytes, in this packet alone.
        Span<byte> name = stackalloc byte[8];
        Encoding.ASCII.GetBytes("harness", name);
        _packet[0] = (uint)name.Length;
        _packet[1] = (uint)VtestCommand.CreateRenderer;
        Put(1, _packet.AsSpan(0, HeaderWords), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(name));

        // A server too old to know the ping says nothing to it: the answer to the question behind it comes first then.
        Send(VtestCommand.PingProtocolVersion, []);
        Send(VtestCommand.ResourceBusyWait, [0, 0]);
        Span<uint> header = stackalloc uint[HeaderWords];
        _socket.Receive(header);
        var pinged = header[1] == (uint)VtestCommand.PingProtocolVersion;
        if (pinged)
        {
            _socket.Receive(header);
        }

        Span<uint> busy = stackalloc uint[1];
        _socket.Receive(busy);
        if (pinged)
        {
            Send(VtestCommand.ProtocolVersion, [wantedVersion]);
            Version = ReceiveReply(VtestCommand.ProtocolVersion);
        }

        if (Version < 2)
        {
            throw new VtestLinkException(
                VtestLinkFault.Protocol, $"the server speaks vtest protocol {Version}; resources in shared memory need 2 or newer");
        }
    }

    private void Send(VtestCommand command, ReadOnlySpan<uint> payload)
    {
        _packet[0] = (uint)payload.Length;
        _packet[1] = (uint)command;
        payload.CopyTo(_packet.AsSpan(HeaderWords));
        Put(1, _packet.AsSpan(0, HeaderWords + payload.Length));
    }

    private void Put(int commands, ReadOnlySpan<uint> head, ReadOnlySpan<uint> body = default)
    {
        _tally.Note(commands, head.Length + body.Length);
        _socket.Send(head, body);
    }

    /// <summary>Receives a reply of one dword.</summary>
    private uint ReceiveReply(VtestCommand command)
    {
        Span<uint> reply = stackalloc uint[ReplyWords];
        _socket.Receive(reply);
        return reply[0] == 1 && reply[1] == (uint)command
            ? reply[2]
            : throw new VtestLinkException(VtestLinkFault.Protocol, $"a reply {reply[1]} of {reply[0]} dwords to {command}");
    }
}
