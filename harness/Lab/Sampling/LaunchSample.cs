using Harness.Virgl;

namespace Harness.Lab.Sampling;

/// <summary>What one launch measured: turns that are not independent of each other, and stand for one sample together.</summary>
/// <param name="Name">Name of the measurement, without its lane.</param>
/// <param name="Bytes">Bytes that a turn moves; 0 where none are counted.</param>
/// <param name="WarmUps">Turns before the first that counts.</param>
/// <param name="Steady">Whether the last two of these took nearly as long.</param>
/// <param name="Seconds">Seconds of each turn that counts, in their order.</param>
public sealed record LaunchSample(string Name, long Bytes, int WarmUps, bool Steady, IReadOnlyList<double> Seconds)
{
    /// <summary>What a turn asks of the device; null where nobody counts.</summary>
    public WorkCounters? Work { get; init; }

    /// <summary>Whether not all turns asked for the same.</summary>
    public bool WorkVaries { get; init; }

    /// <summary>Interrupts that the device raises in a turn: the mean of some that were not timed. Null where nobody sees them.</summary>
    public double? Interrupts { get; init; }

    /// <summary>Bytes that a turn allocates on the harness's side: the middle of all turns.</summary>
    public long Allocated { get; init; }

    /// <summary>What a turn asks of the device by the device's account, in some turns that were not timed. Null where nobody sees that.</summary>
    public DeviceWork? Device { get; init; }

    /// <summary>
    /// Seconds that passed here while it was measured and that its clock, the guest's, does not know of: the guest was paused, or its clock is slow. Never negative; null
    /// where it was measured by this machine's clock, or a scene was on its way meanwhile.
    /// </summary>
    public double? ClockLag { get; init; }
}
