using System.Globalization;

namespace Harness.Qemu.Guest;

/// <summary>The host's memory, as its kernel tells it (proc(5)).</summary>
internal static class HostMemory
{
    /// <summary>Bytes that programs can still get without swapping; null when the kernel does not say.</summary>
    public static long? Available => Number("/proc/meminfo", "MemAvailable:") is { } kilobytes ? kilobytes << 10 : null;

    /// <summary>How many processes have been killed for want of memory since the host started.</summary>
    public static long Kills => Number("/proc/vmstat", "oom_kill ") ?? 0;

    private static long? Number(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words is [_, var number, ..] ? long.Parse(number, CultureInfo.InvariantCulture) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
