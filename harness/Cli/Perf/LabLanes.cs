using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.References;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>The lanes that `perf` measures on.</summary>
internal static class LabLanes
{
    /// <summary>Lanes that have not been started.</summary>
    /// <param name="surroundings">Which driver and image guests get.</param>
    /// <param name="qemu">The QEMU to measure; null for the usual one.</param>
    /// <param name="names">Which; empty for all.</param>
    /// <exception cref="UsageException">There is none of that name.</exception>
    public static IEnumerable<(string Name, RenewableLane Lane)> Choose(Surroundings surroundings, string? qemu, IReadOnlyList<string> names)
    {
        var references = new ReferenceSource(CommittedFrames.Open(RepositoryFolder.Find()));
        var settings = surroundings.Settings(qemu);
        return RunPlan.ChooseLanes(LabLaneCatalogue.Names, names).Select(name =>
        {
            var isWatched = name == GuestGlLane.LaneName;
            return (name, new RenewableLane(() => LabLaneCatalogue.Make(name, settings with { Scanout = isWatched }, references, isWatched ? LabScenes.All : [])));
        });
    }
}
