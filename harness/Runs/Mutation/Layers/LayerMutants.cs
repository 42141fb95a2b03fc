using Harness.Drm.Mutants;
using Harness.Gl.Mutants;
using Harness.Qemu.Scanout.Mutants;
using Harness.Runs.Blame;
using Harness.Virgl.Mutants;
using Harness.VirtioGpu.Mutants;

namespace Harness.Runs.Mutation.Layers;

/// <summary>Known defects of every layer that one can be planted in.</summary>
public static class LayerMutants
{
    /// <summary>Defects that show whoever makes the stream.</summary>
    private static readonly string[] OfRenderer =
    [
        "viewport-off-by-one-x", "viewport-off-by-one-y", "viewport-y-flipped", "scissor-one-short", "scissor-never", "cull-face-swapped", "cull-ignored", "front-face-ignored",
        "depth-test-ignored", "depth-function-reversed", "stencil-ignored", "blend-factors-swapped", "blend-always-adds", "colour-mask-ignored", "clear-channels-swapped",
        "clear-depth-one", "first-vertex-ignored", "vertex-buffer-offset-ignored",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LayerMutant> All { get; } = [.. GlCalls(), .. DrmRequests(), .. VtestStreams(), .. ControlQueue(), .. ScanoutPictures()];

    /// <summary>Everywhere that Mesa's driver is used, and some in the guest alone: a driver that only the guest has.</summary>
    private static IEnumerable<LayerMutant> GlCalls()
    {
        const int OneInGuest = 4;
        for (var i = 0; i < GlMutants.All.Count; i++)
        {
            var mutant = GlMutants.All[i];
            string[] lanes = i % OneInGuest == 0 ? [LaneNames.Guest] : [LaneNames.Virpipe, LaneNames.Guest];
            yield return new LayerMutant(mutant.Name, MutantKind.GlCall, Layer.UserSpaceDriver, lanes, mutant.Defect);
        }
    }

    private static IEnumerable<LayerMutant> DrmRequests()
        => DrmMutants.All.Select(mutant => new LayerMutant(mutant.Name, MutantKind.DrmRequest, mutant.OnDisplay ? Layer.DisplayPath : Layer.KernelDriver, [LaneNames.Drm], mutant.Defect));

    private static IEnumerable<LayerMutant> VtestStreams()
        => OfRenderer.Select(StreamMutant).Select(mutant => new LayerMutant(mutant.Name, MutantKind.VtestStream, Layer.Renderer, [LaneNames.Vtest, LaneNames.Virpipe], mutant.Defect));

    private static IEnumerable<LayerMutant> ControlQueue()
        => ControlMutants.All.Select(mutant => new LayerMutant(mutant.Name, MutantKind.ControlQueue, mutant.OnDisplay ? Layer.DisplayPath : Layer.Device, [LaneNames.Device], mutant.Defect));

    /// <summary>On both displays, and each defect on one of them alone, in turn.</summary>
    private static IEnumerable<LayerMutant> ScanoutPictures()
    {
        string[] displays = [LaneNames.Device, LaneNames.Guest];
        var one = 0;
        foreach (var mutant in ScanoutMutants.All)
        {
            yield return new LayerMutant(mutant.Name, MutantKind.ScanoutPicture, Layer.DisplayPath, displays, mutant.Defect);
            yield return new LayerMutant(mutant.Name, MutantKind.ScanoutPicture, Layer.DisplayPath, [displays[one++ % displays.Length]], mutant.Defect);
        }
    }

    /// <summary>The stream defect of that name.</summary>
    internal static Mutant StreamMutant(string name) => MutantCatalogue.All.First(mutant => mutant.Name == name);
}
