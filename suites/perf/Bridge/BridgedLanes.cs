using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Transfers;

namespace Harness.Perf.Bridge;

/// <summary>The lanes that benchmarks are measured on: those whose connection speaks VirGL.</summary>
internal static class BridgedLanes
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [VtestLane.LaneName, DeviceLane.LaneName, DrmLane.LaneName];

    /// <summary>One that has not been started; QEMU, driver and image are those that the environment names.</summary>
    public static ILabLane Make(string name) => LabLaneCatalogue.Make(name, Surroundings.Read().Settings() with { Scanout = false });
}
