using Harness.Gl.Player;
using Harness.Scenes;

namespace Harness.Runs.Lanes;

/// <summary>The lane <c>guest</c>: OpenGL calls in a Linux guest, through its Mesa, its kernel's virtio-gpu driver and QEMU, shown by KMS.</summary>
public sealed class GuestGlLane(GuestLaneOptions options) : GuestLane(options)
{
    /// <summary>The lane's name.</summary>
    public const string LaneName = "guest";

    /// <inheritdoc/>
    public override string Name => LaneName;

    /// <inheritdoc/>
    protected override bool PlaysGl => true;

    /// <inheritdoc/>
    protected override string PlayerKind => "gl";

    /// <inheritdoc/>
    public override string? WhyNot(Scene scene, Observer observer) => GlPlayer.WhyNot(scene);
}
