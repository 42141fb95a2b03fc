using Harness.Runs.Mutation.Layers;
using Harness.Scenes;
using Harness.Virgl;

namespace Harness.Runs.Lanes;

/// <summary>The lane <c>drm</c>: VirGL streams in a Linux guest, through its kernel's virtio-gpu driver and QEMU, shown by KMS.</summary>
public sealed class DrmLane(GuestLaneOptions options) : GuestLane(options)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "drm";

    private const ConnectionFeatures Features = ConnectionFeatures.ManyContexts | ConnectionFeatures.ResourceFlags;

    /// <inheritdoc/>
    public override string Name => LaneName;

    /// <inheritdoc/>
    protected override MutantKind Defects => MutantKind.DrmRequest;

    /// <inheritdoc/>
    protected override bool PlaysGl => false;

    /// <inheritdoc/>
    protected override string PlayerKind => "virgl";

    /// <inheritdoc/>
    public override string? WhyNot(Scene scene, Observer observer) => VirglScenes.WhyNot(scene, observer, Name, Features);
}
