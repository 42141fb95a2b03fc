using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Harness.Runs.Disturbances;

/// <summary>What the machine was like during a launch.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Load">Load average over one minute, at its end.</param>
/// <param name="Foreign">Share of the CPUs' time that others used, 0 to 1.</param>
/// <param name="Stolen">Share of the CPUs' time that the hypervisor gave to somebody else, 0 to 1.</param>
/// <param name="Pressure">Share of the time in which something, also of ours, waited for a CPU; null where the kernel does not tell.</param>
/// <param name="Throttled">How often CPUs were slowed down; null where nobody counts.</param>
/// <param name="Stopped">Whether the process under the lane was seen stopped: by a signal, a debugger, a frozen container.</param>
/// <param name="Standstill">The longest time in seconds in which not even the watch ran: the machine itself was paused, or starved.</param>
public sealed record LaunchConditions(double Seconds, double Load, double Foreign, double Stolen, double? Pressure, long? Throttled, bool Stopped, double Standstill)
{
    /// <summary>Whether so little else goes on that it need not be told.</summary>
    [JsonIgnore]
    public bool IsQuiet => Foreign <= 0.1 && Stolen <= 0.02;

    /// <summary>What happened between two moments.</summary>
    public static LaunchConditions Between(in HostMoment before, in HostMoment after, bool stopped, double standstill)
    {
        var seconds = Stopwatch.GetElapsedTime(before.Clock, after.Clock).TotalSeconds;
        double ticks = Math.Max(1, after.Ticks - before.Ticks);
        return new LaunchConditions(
            Math.Round(seconds, 3),
            after.Load,
            Share(after.Busy - before.Busy - (after.Own - before.Own)),
            Share(after.Stolen - before.Stolen),
            after.Pressure is { } late && before.Pressure is { } early ? Math.Round((late - early) / 1e6 / seconds, 3) : null,
            after.Throttled - before.Throttled,
            stopped,
            Math.Round(standstill, 3));

        double Share(double part) => Math.Round(Math.Clamp(part / ticks, 0, 1), 3);
    }
}
