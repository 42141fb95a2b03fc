using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Transfers;

namespace Harness.Perf.Bridge;

/// <summary>The lanes that benchmarks are measured on: those whose connection speaks VirGL.</summary>
internal static class BridgedLanes
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [VtestLane.LaneName, DeviceLane.LaneName, DrmLane.LaneName];

    /// <summary>One that has not been started; guests get the driver and the image that the environment names.</summary>
    public static ILabLane Make(string name)
    {
        var surroundings = Surroundings.Read();
        return name switch
        {
            VtestLane.LaneName => new HostLabLane(new VtestLane(new VtestLaneOptions())),
            DeviceLane.LaneName => new HostLabLane(new DeviceLane(new DeviceLaneOptions { Scanout = false })),
            _ => new PlayerLabLane(new DrmLane(new GuestLaneOptions(new GuestSource(new GuestSourceOptions { Driver = surroundings.Driver, Image = surroundings.Image, Scanout = false })))),
        };
    }
}
