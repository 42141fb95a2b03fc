using System.Runtime.InteropServices;

namespace Harness.Qemu.Scanout;

/// <summary>
/// Steps aside between two looks at memory that another process writes without telling. The deadline is the waiting loop's; this only keeps
/// the loop from taking the processor away from whom it waits for. <see cref="Thread.Sleep(int)"/> is no finer than a millisecond.
/// </summary>
internal static unsafe partial class ShortPause
{
    public static void Take(TimeSpan length)
    {
        var time = stackalloc long[2];
        (time[0], time[1]) = (0, length.Ticks * 100);
        _ = Pause(time, null);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Pause(long* wanted, long* left);
}
