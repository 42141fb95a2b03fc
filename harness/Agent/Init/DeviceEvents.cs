using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Harness.Agent.Init;

/// <summary>
/// Hears of devices that come and go (netlink(7), NETLINK_KOBJECT_UEVENT). A module's devices may come some time after it has been loaded; whoever waits for
/// one opens this first, so that nothing is missed between looking and waiting.
/// </summary>
internal sealed unsafe partial class DeviceEvents : IDisposable
{
    private const int Netlink = 16;
    private const int RawAndClosedOnExecute = 3 | 0x80000;
    private const int KernelEvents = 15;
    private const short Readable = 1;
    private const int LongestEvent = 8192;

    private readonly int _socket;

    /// <exception cref="IOException">The kernel does not tell.</exception>
    public DeviceEvents()
    {
        _socket = Socket(Netlink, RawAndClosedOnExecute, KernelEvents);
        var address = new Address { Family = Netlink, Groups = 1 };
        if (_socket < 0 || Bind(_socket, &address, (uint)sizeof(Address)) != 0)
        {
            throw new IOException($"The kernel does not tell of devices: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
    }

    /// <summary>Waits for the next event of any device; false when none came in time.</summary>
    public bool WaitForNext(TimeSpan atMost)
    {
        var descriptor = new Descriptor { Socket = _socket, Events = Readable };
        if (Poll(&descriptor, 1, (int)atMost.TotalMilliseconds) <= 0)
        {
            return false;
        }

        // What it says is of no interest: whoever waits looks for himself.
        var text = stackalloc byte[LongestEvent];
        return Receive(_socket, text, LongestEvent, 0) > 0;
    }

    public void Dispose() => _ = Close(_socket);

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(int socket, Address* address, uint length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Descriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int socket, void* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    /// <summary>struct sockaddr_nl.</summary>
    private struct Address
    {
        public ushort Family;
        public ushort Padding;
        public uint Process;
        public uint Groups;
    }

    /// <summary>struct pollfd.</summary>
    private struct Descriptor
    {
        public int Socket;
        public short Events;
        public short Happened;
    }
}
