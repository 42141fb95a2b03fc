using Harness.Drm.Files;
using Harness.Lab.Sampling;

namespace Harness.Agent.Playing;

/// <summary>Interrupts of a turn. Asking the kernel for them takes longer than many a turn, so it is asked around turns of their own, after those that are timed.</summary>
internal static class TurnInterrupts
{
    private const int Turns = 3;

    /// <summary>Interrupts that each of a few turns takes; null where they differ.</summary>
    public static long? Of(IBench bench, DeviceInterrupts interrupts)
    {
        long? first = null;
        for (var turn = 0; turn < Turns; turn++)
        {
            bench.Prepare();
            var before = interrupts.Read();
            bench.Do();
            var taken = interrupts.Read() - before;
            bench.Prove();
            if (first is not null && taken != first)
            {
                return null;
            }

            first = taken;
        }

        return first;
    }
}
