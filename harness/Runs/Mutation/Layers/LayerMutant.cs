using Harness.Runs.Blame;

namespace Harness.Runs.Mutation.Layers;

/// <summary>How a defect of a layer is planted.</summary>
public enum MutantKind
{
    /// <summary>In the GL calls of a player, between the player and the GL: a user-space driver that does something else.</summary>
    GlCall,
    /// <summary>In the ioctls of a player in the guest: a kernel driver that does something else.</summary>
    DrmRequest,
    /// <summary>In the streams to a vtest server: a virglrenderer that does something else.</summary>
    VtestStream,
    /// <summary>In the requests to QEMU's device and its responses.</summary>
    ControlQueue,
    /// <summary>In what a display shows.</summary>
    ScanoutPicture,
}

/// <summary>A known defect of one layer, planted on some lanes to see whether blame finds the layer.</summary>
/// <param name="Name">Kebab-case; names the defect in the catalogue of its kind.</param>
/// <param name="Layer">Where the defect belongs.</param>
/// <param name="Lanes">Where it is planted: the lanes on which a real defect of that layer would show, as far as its kind can be planted there. All other lanes are left alone.</param>
/// <param name="Defect">What a stack with this defect does.</param>
public sealed record LayerMutant(string Name, MutantKind Kind, Layer Layer, IReadOnlyList<string> Lanes, string Defect)
{
    /// <summary>Unique over all kinds: <c>control-queue/submit-cut</c>.</summary>
    public string FullName => $"{Kind.Word()}/{Name}{(Lanes.Count == 1 ? $" on {Lanes[0]}" : string.Empty)}";
}

/// <summary>Words of kinds.</summary>
public static class MutantKinds
{
    /// <summary>For names and tables.</summary>
    public static string Word(this MutantKind kind) => kind switch
    {
        MutantKind.GlCall => "gl-call",
        MutantKind.DrmRequest => "drm-request",
        MutantKind.VtestStream => "vtest-stream",
        MutantKind.ControlQueue => "control-queue",
        MutantKind.ScanoutPicture => "scanout-picture",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
