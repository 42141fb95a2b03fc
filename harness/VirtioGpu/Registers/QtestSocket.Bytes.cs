using System.Runtime.InteropServices;
using System.Text;
using Harness.Processes;
using Harness.Virgl;

namespace Harness.VirtioGpu.Registers;

/// <summary>Bytes in and out.</summary>
public sealed unsafe partial class QtestSocket
{
    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint sent;
            fixed (byte* start = bytes)
            {
                sent = SocketCalls.Send(_descriptor, start, (nuint)bytes.Length, SocketCalls.DontWait | SocketCalls.NoSignal);
            }

            if (sent >= 0)
            {
                bytes = bytes[(int)sent..];
                continue;
            }

            switch (Marshal.GetLastSystemError())
            {
                case SocketCalls.Interrupted:
                    break;
                case SocketCalls.TryAgain:
                    // The far side does not read; the reply that makes room is awaited under the same deadline.
                    AwaitBytes("a full command pipe"u8);
                    break;
                default:
                    throw Gone();
            }
        }
    }

    /// <summary>The next complete line without its end, if it has arrived.</summary>
    private bool TryNextLine(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var length = _received.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _received.AsSpan(_start, length);
                _start += length + 1;
                return true;
            }

            if (!TryReceive())
            {
                line = default;
                return false;
            }
        }
    }

    private bool TryReceive()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _received.Length)
        {
            _received.AsSpan(_start, _end - _start).CopyTo(_received);
            (_start, _end) = (0, _end - _start);
        }

        nint count;
        fixed (byte* start = &_received[_end])
        {
            count = SocketCalls.Receive(_descriptor, start, (nuint)(_received.Length - _end), SocketCalls.DontWait);
        }

        if (count > 0)
        {
            _end += (int)count;
            return true;
        }

        if (count < 0 && Marshal.GetLastSystemError() is SocketCalls.TryAgain or SocketCalls.Interrupted)
        {
            return false;
        }

        throw Gone();
    }

    private void AwaitBytes(ReadOnlySpan<byte> what)
    {
        var spin = Deadline.In(Spin);
        do
        {
            if (TryReceive())
            {
                return;
            }

            Thread.SpinWait(10);
        }
        while (!spin.Passed);

        if (!SocketCalls.WaitReadable(_descriptor, Allowed))
        {
            throw new DeviceException(
                DeviceFault.Hang,
                $"No reply to '{Encoding.ASCII.GetString(what).TrimEnd()}' within {Allowed.TotalSeconds:0.###} s. {_witness.Condition()}");
        }

        TryReceive();
    }

    private DeviceException Gone() => new(DeviceFault.HostCrash, _witness.Epitaph());
}
