using static Harness.Runs.Blame.LaneNames;

namespace Harness.Runs.Blame;

/// <summary>The rules for what is above the host's GL; <c>native</c> does not fail in any of them.</summary>
public static partial class BlameTable
{
    private static IEnumerable<BlameRule> TheRenderer =>
    [
        new("renderer-below-all", Layer.Renderer, Certainty.Sure,
            e => e.Fail(Vtest) && e.Pass(Native) && !e.Pass(Virpipe, Device, LaneNames.Drm, Guest) && e.Fail(Virpipe, Guest),
            "{pass}, {fail}, whoever makes the stream: virglrenderer."),
        new("renderer-of-the-vtest-server", Layer.Renderer, Certainty.Likely,
            e => e.Fail(Vtest) && e.Pass(Device, LaneNames.Drm),
            "{fail}, and {pass}: virglrenderer as the vtest server runs it; QEMU may have another build of it."),
        new("renderer-off-mesas-paths", Layer.Renderer, Certainty.Likely,
            e => e.Fail(Vtest) && e.Pass(Virpipe, Guest),
            "{fail}, and {pass}: virglrenderer where streams of the user-space driver do not go."),
        new("renderer-with-native-right", Layer.Renderer, Certainty.Likely,
            e => e.Fail(Vtest) && e.Pass(Native),
            "{pass}, {fail}: virglrenderer, which is all that `vtest` adds to the host GL."),
        new("renderer-unchecked", Layer.Renderer, Certainty.Likely,
            e => e.Fail(Vtest),
            "{fail}, {pass}: virglrenderer, unless the host GL below it is wrong, which `native` would tell."),
        new("renderer-without-vtest", Layer.Renderer, Certainty.Likely,
            e => e.Fail(Virpipe) && !e.Has(Vtest) && (e.Fail(Device) || (!e.Has(Device) && e.Fail(LaneNames.Drm))),
            "{fail}, {pass}: all that the failing ones have in common is virglrenderer; `vtest` would tell for sure."),
        new("user-space-driver", Layer.UserSpaceDriver, Certainty.Sure,
            e => e.Fail(Virpipe) && e.Fail(Guest) && e.Pass(Vtest) && !e.Fail(Device, LaneNames.Drm),
            "{pass}, {fail}: the user-space driver, which makes the streams of both."),
        new("user-space-driver-in-one-build", Layer.UserSpaceDriver, Certainty.Likely,
            e => e.Fail(Virpipe) && !e.Fail(Device, LaneNames.Drm) && e.Pass(Vtest, Device, LaneNames.Drm),
            "{pass}, {fail}: the user-space driver; streams that it does not make are right."),
        new("user-space-driver-or-renderer", Layer.Unclear, Certainty.Likely,
            e => e.Fail(Virpipe) && !e.Fail(Device, LaneNames.Drm),
            "{fail}, {pass}: the user-space driver or virglrenderer; `vtest` would tell."),
        new("two-things-over-the-renderer", Layer.Unclear, Certainty.Likely,
            e => e.Fail(Virpipe),
            "{fail}, {pass}: `virpipe` has no QEMU and the others have no Mesa, so more than one thing is wrong."),
    ];

    private static IEnumerable<BlameRule> TheDevice =>
    [
        new("device-below-all", Layer.Device, Certainty.Sure,
            e => e.Fail(Device) && e.Pass(Vtest) && !e.Pass(LaneNames.Drm, Guest),
            "{pass}, {fail}: QEMU's device, which is all that `device` adds to virglrenderer."),
        new("device-as-driven-bare", Layer.Device, Certainty.Likely,
            e => e.Fail(Device) && e.Pass(Vtest, Virpipe),
            "{pass}, {fail}: QEMU's device, in a place where virglrenderer alone is right."),
        new("device-or-renderer", Layer.Unclear, Certainty.Likely,
            e => e.Fail(Device),
            "{fail}, {pass}: QEMU's device, or virglrenderer in it; `vtest` would tell."),
    ];

    private static IEnumerable<BlameRule> TheGuest =>
    [
        new("kernel-driver", Layer.KernelDriver, Certainty.Sure,
            e => e.Fail(LaneNames.Drm) && e.Pass(Device) && (!e.Has(Guest) || (e.Fail(Guest) && e.Alike)),
            "{pass}, {fail}: the guest kernel driver or its transport."),
        new("kernel-driver-most-likely", Layer.KernelDriver, Certainty.Likely,
            e => e.Fail(LaneNames.Drm) && e.Pass(Device),
            "{pass}, {fail}: the guest kernel driver, which is all that `drm` adds to the device."),
        new("kernel-driver-or-below", Layer.Unclear, Certainty.Likely,
            e => e.Fail(LaneNames.Drm),
            "{fail}, {pass}: the guest kernel driver, or QEMU's device below it; `device` would tell."),
        new("user-space-driver-in-the-guest", Layer.UserSpaceDriver, Certainty.Sure,
            e => e.Fail(Guest) && e.Pass(LaneNames.Drm) && e.Pass(Virpipe),
            "{pass}, {fail}: the user-space driver in the guest; kernel and device are right for `drm`, and virglrenderer for streams like its own."),
        new("user-space-driver-in-the-guest-most-likely", Layer.UserSpaceDriver, Certainty.Likely,
            e => e.Fail(Guest) && e.Pass(LaneNames.Drm),
            "{pass}, {fail}: the user-space driver in the guest, which is all that `guest` adds to `drm`."),
        new("guest-driver", Layer.Unclear, Certainty.Likely,
            e => e.Fail(Guest),
            "{fail}, {pass}: one of the guest's two drivers, or something below that did not run; `drm` would tell."),
    ];

    private static IEnumerable<BlameRule> TheRest =>
    [
        new("no-rule", Layer.Unclear, Certainty.Likely, _ => true, "{fail}, {pass}: the table has no rule for these lanes."),
    ];
}
