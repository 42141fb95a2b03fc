using System.Net.Sockets;
using System.Text;
using Harness.Processes;
using Harness.Virgl;

namespace Harness.VirtioGpu.Registers;

/// <summary>
/// The client side of QEMU's qtest protocol (PROTOCOL section 6.1): one line per command, one line per reply, interrupt lines in between.
/// Posted writes do not wait; their replies are taken in later, in order. Nothing on the way of a command allocates.
/// </summary>
public sealed unsafe partial class QtestSocket : IRegisterAccess, IDisposable
{
    // A wake-up costs as much as the whole round trip when both sides have a core, so the reply is looked for this long before the thread
    // goes to sleep.
    private static readonly TimeSpan Spin = TimeSpan.FromMicroseconds(60);

    private readonly Socket _socket;
    private readonly int _descriptor;
    private readonly IHostWitness _witness;
    private readonly byte[] _line = GC.AllocateArray<byte>(256, pinned: true);
    private readonly byte[] _received = GC.AllocateArray<byte>(8192, pinned: true);
    private int _start;
    private int _end;
    private int _owed;
    private ulong _raisedLines;

    /// <summary>Takes over a connected socket.</summary>
    /// <param name="connected">A stream socket whose far side speaks qtest.</param>
    /// <param name="witness">Asked for the reason when the far side closes or falls silent.</param>
    /// <param name="allowed">The longest wait for one reply.</param>
    public QtestSocket(Socket connected, IHostWitness witness, TimeSpan allowed)
    {
        _socket = connected;
        _descriptor = (int)connected.Handle;
        _witness = witness;
        Allowed = allowed;
    }

    /// <summary>The socket's descriptor; it stays this object's.</summary>
    internal int Descriptor => _descriptor;

    /// <summary>The longest wait for one reply.</summary>
    public TimeSpan Allowed { get; set; }

    /// <summary>Whether interrupt lines are reported here; see <see cref="InterceptInterrupts"/>.</summary>
    public bool SeesInterrupts { get; private set; }

    /// <inheritdoc/>
    public PreparedWrite Prepare(ulong address, ushort value)
    {
        Span<byte> buffer = stackalloc byte[64];
        var line = new QtestLine(buffer).Word("writew"u8).Hex(address).Hex(value).End();
        return new PreparedWrite(buffer[..line.Length].ToArray());
    }

    /// <inheritdoc/>
    public void Post(PreparedWrite write)
    {
        const int MostOwed = 64;
        if (_owed >= MostOwed)
        {
            // QEMU blocks in its reply when its socket buffer is full, which a few hundred of these tiny messages bring about.
            TakeIn(_owed / 2);
        }

        _owed++;
        Send(write.Encoded);
    }

    /// <inheritdoc/>
    public void Poll()
    {
        while (TryNextLine(out var line))
        {
            Settle(line);
        }
    }

    /// <summary>
    /// Asks for lines about the interrupt inputs of an interrupt controller, <c>ioapic</c> on PC machines. They make
    /// <see cref="WaitForInterrupt"/> work.
    /// </summary>
    public void InterceptInterrupts(string controller)
    {
        var line = new QtestLine(_line).Word("irq_intercept_in"u8).Word(Encoding.ASCII.GetBytes(controller)).End();
        Exchange(line.Length);
        SeesInterrupts = true;
    }

    /// <inheritdoc/>
    public bool WaitForInterrupt(TimeSpan atMost)
    {
        var deadline = Deadline.In(atMost);
        do
        {
            Poll();
            if (_raisedLines != 0)
            {
                return true;
            }
        }
        while (SocketCalls.WaitReadable(_descriptor, deadline.Remaining));

        return false;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends the command that stands in the line buffer and returns its reply line, valid until the next call.</summary>
    private ReadOnlySpan<byte> Exchange(int length)
    {
        TakeIn(_owed);
        var command = _line.AsSpan(0, length);
        Send(command);
        var reply = NextReply(command);
        if (!reply.StartsWith("OK"u8))
        {
            throw Refused(command, reply);
        }

        return reply;
    }

    /// <summary>Waits for the replies to that many posted writes.</summary>
    private void TakeIn(int count)
    {
        for (var left = _owed - count; _owed > left;)
        {
            if (TryNextLine(out var line))
            {
                Settle(line);
            }
            else
            {
                AwaitBytes("a posted register write"u8);
            }
        }
    }

    private void Settle(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("IRQ "u8))
        {
            NoteInterrupt(line);
            return;
        }

        if (_owed == 0)
        {
            throw new DeviceException(
                DeviceFault.Hang, $"qtest sent '{Encoding.ASCII.GetString(line)}' although nothing was asked; the two sides have lost step.");
        }

        _owed--;
        if (!line.StartsWith("OK"u8))
        {
            throw Refused("a posted register write"u8, line);
        }
    }

    private ReadOnlySpan<byte> NextReply(ReadOnlySpan<byte> command)
    {
        while (true)
        {
            if (!TryNextLine(out var line))
            {
                AwaitBytes(command);
            }
            else if (line.StartsWith("IRQ "u8))
            {
                NoteInterrupt(line);
            }
            else
            {
                return line;
            }
        }
    }

    private void NoteInterrupt(ReadOnlySpan<byte> line)
    {
        var number = line[(line.LastIndexOf((byte)' ') + 1)..];
        var bit = 1UL << (int.TryParse(number, out var n) ? n & 63 : 63);
        _raisedLines = line.StartsWith("IRQ raise"u8) ? _raisedLines | bit : _raisedLines & ~bit;
    }

    private static DeviceException Refused(ReadOnlySpan<byte> command, ReadOnlySpan<byte> reply)
        => new(DeviceFault.ErrorResponse, $"qtest refused '{Encoding.ASCII.GetString(command).TrimEnd()}': {Encoding.ASCII.GetString(reply)}");
}
