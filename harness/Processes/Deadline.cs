using System.Diagnostics;

namespace Harness.Processes;

/// <summary>A point in time past which a wait is given up. Every wait of this harness has one.</summary>
public readonly struct Deadline
{
    private readonly long _ticks;

    private Deadline(long ticks, TimeSpan allowed) => (_ticks, Allowed) = (ticks, allowed);

    /// <summary>The time that was allowed, for messages.</summary>
    public TimeSpan Allowed { get; }

    /// <summary>Whether the time is up.</summary>
    public bool Passed => Stopwatch.GetTimestamp() >= _ticks;

    /// <summary>The time that is left; never negative.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = _ticks - Stopwatch.GetTimestamp();
            return left <= 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, left);
        }
    }

    /// <summary>A deadline that far from now.</summary>
    public static Deadline In(TimeSpan allowed)
        => new(Stopwatch.GetTimestamp() + (long)(allowed.TotalSeconds * Stopwatch.Frequency), allowed);
}
