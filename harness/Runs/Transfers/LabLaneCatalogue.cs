using Harness.Runs.Lanes;
using Harness.Runs.References;
using Harness.Scenes;

namespace Harness.Runs.Transfers;

/// <summary>All lanes that can be measured on.</summary>
public static class LabLaneCatalogue
{
    /// <summary>Their names, in the order in which what is measured gains layers.</summary>
    public static IReadOnlyList<string> Names { get; } = [VtestLane.LaneName, VirpipeLane.LaneName, DeviceLane.LaneName, DrmLane.LaneName, GuestGlLane.LaneName];

    /// <summary>One that has not been started.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="settings">As for lanes that play scenes; what is put between player and connection there is put between what is measured and connection here.</param>
    /// <param name="references">What frames are judged by that are drawn meanwhile; null for what the oracle computes.</param>
    /// <param name="watched">Scenes that are waited for on its display.</param>
    public static ILabLane Make(string name, LaneSettings settings, ReferenceSource? references = null, IReadOnlyList<Scene>? watched = null) => LaneCatalogue.Make(name, settings with { IsTraced = true }) switch
    {
        VirglLane lane => new HostLabLane(lane, settings.Decorate),
        PlayerLane lane => new PlayerLabLane(lane, references) { Watched = watched ?? [] },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Nothing can be measured on that lane."),
    };
}
