using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Runs.Transfers;

/// <summary>The lanes that the lab can measure on.</summary>
public static class LabLanes
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [VtestLane.LaneName, DeviceLane.LaneName, DrmLane.LaneName];

    /// <summary>Lanes that have not been started.</summary>
    /// <param name="surroundings">Which driver and image guests get.</param>
    /// <param name="qemu">The QEMU to measure; null for the usual one.</param>
    /// <param name="names">Which; empty for all.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IEnumerable<ILabLane> Choose(Surroundings surroundings, string? qemu, IReadOnlyList<string> names)
        => RunPlan.ChooseLanes(Names, names).Select(name => Make(name, surroundings, qemu));

    /// <summary>One lane that has not been started.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="surroundings">Which driver and image guests get.</param>
    /// <param name="qemu">The QEMU to measure; null for the usual one.</param>
    public static ILabLane Make(string name, Surroundings surroundings, string? qemu) => name switch
    {
        VtestLane.LaneName => new HostLabLane(new VtestLane(new VtestLaneOptions())),
        DeviceLane.LaneName => new HostLabLane(new DeviceLane(new DeviceLaneOptions { Qemu = qemu, Scanout = false })),
        _ => new GuestLabLane(new GuestLaneOptions(new GuestSource(new GuestSourceOptions { Qemu = qemu, Driver = surroundings.Driver, Image = surroundings.Image, Scanout = false }))),
    };
}
