using Harness.Guests.Drivers;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Transfers;
using Harness.Virgl;

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

    /// <summary>A lane that has not been started.</summary>
    /// <param name="lane">Its name.</param>
    /// <param name="settings">With the build's own.</param>
    /// <param name="plant">A slowdown to put in; null for none.</param>
    public static ILabLane Make(string lane, LaneSettings settings, Func<IVirglConnection, IVirglConnection>? plant) => lane switch
    {
        VtestLane.LaneName => new HostLabLane(new VtestLane(new VtestLaneOptions { Socket = settings.VtestSocket, Server = settings.VtestServer }), plant),
        DeviceLane.LaneName => new HostLabLane(new DeviceLane(new DeviceLaneOptions { Qemu = settings.Qemu, Scanout = false }), plant),
        DrmLane.LaneName => new PlayerLabLane(new DrmLane(Guest(settings))),
        _ => new PlayerLabLane(new GuestGlLane(Guest(settings))),
    };

    private static GuestLaneOptions Guest(LaneSettings settings)
        => new(new GuestSource(new GuestSourceOptions { Qemu = settings.Qemu, Driver = settings.Driver, Image = settings.Image, Scanout = false }));
}
