using System.Runtime.InteropServices;

namespace Harness.VirtioGpu.Registers;

/// <summary>
/// The three system calls of the hot path. <c>System.Net.Sockets</c> costs several microseconds more per call (safe-handle counting, its
/// own polling engine for timeouts), which is a quarter of a register write.
/// </summary>
internal static unsafe partial class SocketCalls
{
    internal const int DontWait = 0x40;
    internal const int NoSignal = 0x4000;
    internal const short PollIn = 1;
    internal const int TryAgain = 11;
    internal const int Interrupted = 4;

    [LibraryImport("libc", EntryPoint = "send")]
    internal static partial nint Send(int descriptor, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    internal static partial nint Receive(int descriptor, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "ppoll")]
    private static partial int Poll(PollEntry* entries, nuint count, TimeSpec* timeout, void* signals);

    /// <summary>Waits until the descriptor is readable or closed; false when the time has passed.</summary>
    internal static bool WaitReadable(int descriptor, TimeSpan atMost)
    {
        var entry = new PollEntry { Descriptor = descriptor, Events = PollIn };
        var time = new TimeSpec { Seconds = (long)atMost.TotalSeconds, Nanoseconds = atMost.Ticks % TimeSpan.TicksPerSecond * 100 };
        return Poll(&entry, 1, &time, null) > 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
