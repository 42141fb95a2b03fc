using Harness.Runs.Disturbances;

namespace Harness.Tests.Runs;

/// <summary>What disturbs launches in tests, whatever else this machine does meanwhile.</summary>
internal static class Disturbed
{
    /// <summary>Nothing, but that a process is stopped.</summary>
    public static QuietTerms ByNothing { get; } = new() { Limits = new HostLimits { Foreign = 2, Stolen = 2, Standstill = 1e9 }, Patience = TimeSpan.Zero, Settling = TimeSpan.Zero };

    /// <summary>Everything: not even a machine that does nothing keeps a limit below zero.</summary>
    public static QuietTerms ByAnything { get; } = ByNothing with { Limits = ByNothing.Limits with { Standstill = -1 } };
}
