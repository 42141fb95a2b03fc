using Harness.Drm.Files;
using Harness.Lab.Sampling;

namespace Harness.Agent.Playing;

/// <summary>Turns after those that are timed: to count what they ask of the device takes longer than many a turn.</summary>
/// <param name="Device">What each asked of the device, by the harness's count, -1 for what was not the same; empty where nobody counts.</param>
/// <param name="Interrupts">Interrupts of a turn that the kernel counted, in the mean; null where nobody does.</param>
internal readonly record struct CountedTurns(IReadOnlyList<long> Device, double? Interrupts)
{
    private const int Turns = 2;

    /// <summary>Has some.</summary>
    /// <param name="marks">Null where the harness does not count.</param>
    /// <param name="interrupts">Null where the kernel does not.</param>
    public static CountedTurns Take(IBench bench, TurnMarks? marks, DeviceInterrupts? interrupts)
    {
        var (taken, counts) = (0L, new List<IReadOnlyList<long>>());
        for (var turn = 0; turn < Turns && (marks is not null || interrupts is not null); turn++)
        {
            bench.Prepare();
            marks?.Begin();
            taken -= interrupts?.Read() ?? 0;
            bench.Do();
            taken += interrupts?.Read() ?? 0;
            counts.Add(marks?.End() ?? []);
            bench.Prove();
        }

        return new CountedTurns(
            counts.Count == 0 ? [] : counts.Aggregate((one, other) => [.. one.Zip(other, (count, again) => count == again ? count : -1)]),
            interrupts is null ? null : taken / (double)Turns);
    }
}
