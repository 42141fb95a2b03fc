using Harness.Runs.Lanes;

namespace Harness.Runs.Blame;

/// <summary>The lanes that the table reasons about, in the order in which a scene gains layers.</summary>
public static class LaneNames
{
    /// <summary>GL calls on the host's own GL.</summary>
    public const string Native = "native";

    /// <summary>VirGL streams through virglrenderer.</summary>
    public const string Vtest = VtestLane.LaneName;

    /// <summary>GL calls through Mesa's virpipe and virglrenderer.</summary>
    public const string Virpipe = "virpipe";

    /// <summary>VirGL streams through QEMU's device.</summary>
    public const string Device = DeviceLane.LaneName;

    /// <summary>VirGL streams through a guest's kernel driver.</summary>
    public const string Drm = "drm";

    /// <summary>GL calls through a guest's whole driver.</summary>
    public const string Guest = "guest";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Native, Vtest, Virpipe, Device, Drm, Guest];

    /// <summary>The order of lanes by what is below them; lanes the table does not know come last.</summary>
    public static int OrderOf(string lane)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == lane)
            {
                return i;
            }
        }

        return All.Count;
    }
}
