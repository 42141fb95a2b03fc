using System.Diagnostics;
using System.Globalization;

namespace Harness.Runs.Disturbances;

/// <summary>What the machine has done so far, as proc(5) counts it. Two moments make what happened between them.</summary>
/// <param name="Clock">Of <see cref="Stopwatch"/>.</param>
/// <param name="Load">Load average over one minute.</param>
/// <param name="Ticks">Clock ticks of all CPUs together.</param>
/// <param name="Busy">Of these, those in which something ran.</param>
/// <param name="Stolen">Of these, those that the hypervisor gave to somebody else.</param>
/// <param name="Own">Clock ticks of this process and all that it started.</param>
/// <param name="Pressure">Microseconds in which something waited for a CPU; null where the kernel does not count them.</param>
/// <param name="Throttled">How often CPUs or this group of processes were slowed down; null where nobody counts.</param>
public readonly record struct HostMoment(long Clock, double Load, long Ticks, long Busy, long Stolen, long Own, long? Pressure, long? Throttled)
{
    private const string Cpus = "/sys/devices/system/cpu";

    /// <summary>Now. Takes a few milliseconds.</summary>
    public static HostMoment Take()
    {
        // user nice system idle iowait irq softirq steal; what guests of this kernel used is in user and nice.
        var fields = Words(FirstLine("/proc/stat")).Skip(1).Select(Number).ToArray();
        var all = fields.Take(8).Sum();
        var stolen = fields.ElementAtOrDefault(7);
        return new HostMoment(
            Stopwatch.GetTimestamp(),
            double.TryParse(Words(FirstLine("/proc/loadavg")).FirstOrDefault(), CultureInfo.InvariantCulture, out var load) ? load : 0,
            all,
            all - fields.ElementAtOrDefault(3) - fields.ElementAtOrDefault(4) - stolen,
            stolen,
            ProcessFamily.Ticks(Environment.ProcessId),
            FirstLine("/proc/pressure/cpu").Split("total=") is [_, var total] ? Number(total) : null,
            Throttling());
    }

    private static long? Throttling()
    {
        string[] counters = Directory.Exists(Cpus)
            ? [.. Directory.EnumerateDirectories(Cpus, "cpu*").Select(cpu => Path.Combine(cpu, "thermal_throttle", "core_throttle_count")).Where(File.Exists)]
            : [];
        var group = Lines("/sys/fs/cgroup/cpu.stat").Concat(Lines("/sys/fs/cgroup/cpu/cpu.stat")).FirstOrDefault(line => line.StartsWith("nr_throttled ", StringComparison.Ordinal));
        return counters.Length == 0 && group is null ? null : counters.Sum(counter => Number(FirstLine(counter))) + (group is null ? 0 : Number(Words(group)[1]));
    }

    private static string FirstLine(string path) => Lines(path).FirstOrDefault() ?? string.Empty;

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not every kernel tells everything; what it does not tell disturbs nobody.
            return [];
        }
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static long Number(string text) => long.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
