using Harness.Guests.Drivers;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Cli.Gating;

/// <summary>The lanes that a gate measures on.</summary>
internal static class GateLanes
{
    /// <summary>Lanes on which a slowdown can be planted: it lies between what is measured and a connection on this machine.</summary>
    public static IReadOnlyList<string> Plantable { get; } = [VtestLane.LaneName, DeviceLane.LaneName];

    /// <summary>Those that are measured.</summary>
    /// <param name="base">One side.</param>
    /// <param name="head">The other; both are of one kind.</param>
    /// <param name="names">Chosen ones; empty for the least in which the two differ.</param>
    /// <exception cref="UsageException">A lane does not exist, or such builds make no difference there.</exception>
    public static IReadOnlyList<string> Choose(BuildUnderTest @base, BuildUnderTest head, IReadOnlyList<string> names)
        => names.Count > 0 ? RunPlan.ChooseLanes(head.Lanes, names)
            : head.Kind == BuildKind.Driver ? OfDrivers(@base.Driver.GetValueOrDefault() | head.Driver.GetValueOrDefault())
            : [head.Lanes[0]];

    /// <summary>Streams of the harness's own say what the kernel's driver costs; only OpenGL reaches the user-space one.</summary>
    private static IReadOnlyList<string> OfDrivers(DriverKind kinds) => kinds switch
    {
        DriverKind.Kernel => [DrmLane.LaneName],
        DriverKind.Both => [DrmLane.LaneName, GuestGlLane.LaneName],
        _ => [GuestGlLane.LaneName],
    };
}
