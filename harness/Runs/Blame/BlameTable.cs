using static Harness.Runs.Blame.LaneNames;

namespace Harness.Runs.Blame;

/// <summary>
/// Decides from the verdicts of one scene over all lanes which layer is at fault. Rules are tried in order, the most specific first, and the first that fits
/// decides; the last fits everything. Each lane has the layers of the lanes below it and some of its own (<c>docs/lanes-and-blame.md</c>): what a lane that
/// passes goes through is right, and what all failing lanes have in common beyond that is at fault.
/// </summary>
public static partial class BlameTable
{
    /// <summary>The rules, in order.</summary>
    public static IReadOnlyList<BlameRule> Rules { get; } = [.. Crashes, .. Display, .. BelowTheRenderer, .. TheRenderer, .. TheDevice, .. TheGuest, .. TheRest];

    /// <summary>The rule that fits.</summary>
    /// <returns>Null when nothing is wrong.</returns>
    public static BlameRule? Decide(SceneEvidence evidence)
    {
        if (!evidence.HasFailure)
        {
            return null;
        }

        foreach (var rule in Rules)
        {
            if (rule.When(evidence))
            {
                return rule;
            }
        }

        throw new InvalidOperationException("The last rule fits everything.");
    }

    /// <summary>What ends is named by what ended: QEMU, the server, the guest's kernel, the player with the driver in it.</summary>
    private static IEnumerable<BlameRule> Crashes =>
    [
        new("host-gl-crashes", Layer.HostGl, Certainty.Sure,
            e => e.Find(Native) is { Crashed: true } && !e.Pass(Vtest, Virpipe, Device, LaneNames.Drm, Guest),
            "{crash}, and `native` has nothing below it but the host's GL."),
        new("host-gl-crashes-natively", Layer.HostGl, Certainty.Likely,
            e => e.Find(Native) is { Crashed: true },
            "{crash}; `native` has nothing below it but the host's GL, in a place where {pass} on the same GL."),
        new("server-crashes-where-host-gl-fails", Layer.HostGl, Certainty.Likely,
            e => e.Is(LaneState.HostCrash, Vtest, Virpipe) && e.Fail(Native),
            "{crash} in the vtest server, and `native` fails without one: the host GL below both."),
        new("renderer-crashes", Layer.Renderer, Certainty.Sure,
            e => e.Is(LaneState.HostCrash, Vtest, Virpipe),
            "{crash}, {pass}: the process that ends without QEMU is the vtest server, which is virglrenderer."),
        new("renderer-crashes-in-qemu", Layer.Renderer, Certainty.Likely,
            e => e.Is(LaneState.HostCrash, Device, LaneNames.Drm, Guest) && e.Fail(Vtest) && !e.Fail(Native),
            "{crash} in QEMU, and `vtest` fails at the same scene without QEMU: virglrenderer in both."),
        new("device-crashes", Layer.Device, Certainty.Sure,
            e => e.Is(LaneState.HostCrash, Device, LaneNames.Drm, Guest) && e.Pass(Vtest, Virpipe),
            "{crash} in QEMU, and {pass}: what guests send must not end QEMU."),
        new("device-crashes-unchecked", Layer.Device, Certainty.Likely,
            e => e.Is(LaneState.HostCrash, Device, LaneNames.Drm, Guest),
            "{crash} in QEMU; neither `vtest` nor `virpipe` shows that virglrenderer alone stays up."),
        new("guest-kernel-crashes", Layer.KernelDriver, Certainty.Sure,
            e => e.Is(LaneState.GuestCrash, LaneNames.Drm, Guest),
            "{crash} of the guest's kernel: nothing that a program does may bring that about."),
        new("driver-crashes", Layer.UserSpaceDriver, Certainty.Sure,
            e => e.Is(LaneState.DriverCrash, Virpipe, Guest),
            "{crash} of the player's process, in which the user-space driver runs, and {pass}."),
        new("player-crashes-on-the-kernel-driver", Layer.KernelDriver, Certainty.Likely,
            e => e.Is(LaneState.DriverCrash, LaneNames.Drm),
            "{crash} of the player's process, which has the kernel driver's memory mapped and no user-space driver in it."),
    ];

    /// <summary>Two observers of one lane that disagree.</summary>
    private static IEnumerable<BlameRule> Display =>
    [
        new("scanout-wrong-readback-right", Layer.DisplayPath, Certainty.Sure,
            e => e.WrongOnScreen.Count > 0 && e.Failing.Count == 0 && !e.Readings.Any(reading => reading.ScanoutRight),
            "What is read back is right, and the display of {screen}."),
        new("scanout-wrong-on-one-display", Layer.DisplayPath, Certainty.Likely,
            e => e.WrongOnScreen.Count > 0 && e.Failing.Count == 0,
            "What is read back is right, and the display of {screen}, though another lane's display is right: the way this lane presents."),
        new("scanout-wrong-besides", Layer.DisplayPath, Certainty.Likely,
            e => e.WrongOnScreen.Count > 0,
            "Observers disagree: what is read back is right, and the display of {screen}; besides, {fail}."),
        new("scanout-alone-wrong", Layer.DisplayPath, Certainty.Likely,
            e => e.Fail(Device) && e.Failing.All(reading => reading.DisplayAlone) && !e.Fail(Native, Vtest, Virpipe),
            "{fail} on the display, the only place that was looked at; an observer of what is read back would tell the display path from the device."),
    ];

    /// <summary><c>native</c> fails: nothing is below it but the host's GL and the reference frame.</summary>
    private static IEnumerable<BlameRule> BelowTheRenderer =>
    [
        new("host-gl-refuses", Layer.HostGl, Certainty.Sure,
            e => e.Is(LaneState.Fault, Native) && e.Passing.Count == 0,
            "{fail}, and `native` without even a picture: the host GL below all of them; a reference frame cannot bring that about."),
        new("all-host-gls-against-the-oracle", Layer.Oracle, Certainty.Sure,
            e => e.Fail(Native) && e.Passing.Count == 0 && e.Alike && e.SeveralHostGls,
            "{fail}, on different host GLs: what they agree on against is the reference frame."),
        new("reference-not-reviewed", Layer.Oracle, Certainty.Likely,
            e => e.Fail(Native) && e.Passing.Count == 0 && e.Alike && !e.Reviewed,
            "{fail}, {pass}, and the reference frame has just been computed, not committed and reviewed: the oracle, or the scene as it is written."),
        new("host-gl-below-all", Layer.HostGl, Certainty.Likely,
            e => e.Fail(Native) && e.Passing.Count == 0 && e.Alike,
            "{fail}, {pass}, and the reference frame is a reviewed one: the host GL below them. Another host GL that fails alike would blame the oracle instead."),
        new("host-gl-below-all-unlike", Layer.HostGl, Certainty.Likely,
            e => e.Fail(Native) && e.Passing.Count == 0,
            "{fail}: were only the reference frame wrong, they would all show the same picture; what they have in common is the host GL."),
        new("gl-player", Layer.Unclear, Certainty.Likely,
            e => e.Fail(Native) && e.Fail(Virpipe, Guest) && !e.Pass(Virpipe, Guest) && !e.Fail(Vtest, Device, LaneNames.Drm),
            "{fail}, which are the lanes that make GL calls, and {pass}, which send VirGL streams to the same GL: the host GL where only GL calls go, or the harness' own GL player."),
        new("host-gl-natively", Layer.HostGl, Certainty.Likely,
            e => e.Fail(Native) && e.Failing.Count == 1,
            "{fail} alone and {pass} on the same GL: the host GL in a place where virglrenderer does not go."),
        new("contradiction-above-host-gl", Layer.Unclear, Certainty.Likely,
            e => e.Fail(Native),
            "{fail}, and {pass}, though the host GL is below them too: more than one thing is wrong, or one that comes and goes."),
    ];
}
