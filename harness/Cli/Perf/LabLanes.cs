using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.References;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>The lanes that the lab can measure on.</summary>
internal static class LabLanes
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [VtestLane.LaneName, VirpipeLane.LaneName, DeviceLane.LaneName, DrmLane.LaneName, GuestGlLane.LaneName];

    /// <summary>Lanes that have not been started.</summary>
    /// <param name="surroundings">Which driver and image guests get.</param>
    /// <param name="qemu">The QEMU to measure; null for the usual one.</param>
    /// <param name="names">Which; empty for all.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IEnumerable<ILabLane> Choose(Surroundings surroundings, string? qemu, IReadOnlyList<string> names)
    {
        var references = new ReferenceSource(CommittedFrames.Open(RepositoryFolder.Find()));
        return RunPlan.ChooseLanes(Names, names).Select(name => Make(name, surroundings, qemu, references));
    }

    private static ILabLane Make(string name, Surroundings surroundings, string? qemu, ReferenceSource references) => name switch
    {
        VtestLane.LaneName => new HostLabLane(new VtestLane(new VtestLaneOptions())),
        VirpipeLane.LaneName => new PlayerLabLane(new VirpipeLane(new VirpipeLaneOptions()), references),
        DeviceLane.LaneName => new HostLabLane(new DeviceLane(new DeviceLaneOptions { Qemu = qemu, Scanout = false })),
        DrmLane.LaneName => new PlayerLabLane(new DrmLane(Guest(surroundings, qemu, scanout: false)), references),
        _ => new PlayerLabLane(new GuestGlLane(Guest(surroundings, qemu, scanout: true)), references) { Watched = LabScenes.All },
    };

    private static GuestLaneOptions Guest(Surroundings surroundings, string? qemu, bool scanout)
        => new(new GuestSource(new GuestSourceOptions { Qemu = qemu, Driver = surroundings.Driver, Image = surroundings.Image, Scanout = scanout }));
}
