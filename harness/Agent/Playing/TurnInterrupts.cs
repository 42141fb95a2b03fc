using Harness.Drm.Files;
using Harness.Lab.Sampling;

namespace Harness.Agent.Playing;

/// <summary>Interrupts of a turn. Asking the kernel for them takes longer than many a turn, so it is asked around turns of their own, after those that are timed.</summary>
internal static class TurnInterrupts
{
    private const int Turns = 2;

    /// <summary>Interrupts that a turn takes: the mean of a few.</summary>
    public static double Of(IBench bench, DeviceInterrupts interrupts)
    {
        var taken = 0L;
        for (var turn = 0; turn < Turns; turn++)
        {
            bench.Prepare();
            taken -= interrupts.Read();
            bench.Do();
            taken += interrupts.Read();
            bench.Prove();
        }

        return taken / (double)Turns;
    }
}
