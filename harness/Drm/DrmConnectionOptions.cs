using Harness.Drm.Files;

namespace Harness.Drm;

/// <summary>How to use a DRM device.</summary>
public sealed record DrmConnectionOptions
{
    /// <summary>The device file; it is opened once for each context.</summary>
    public string Path { get; init; } = DrmDevice.RenderNode;

    /// <summary>The longest wait for a fence.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Put between the connection and the kernel; called for each file that is opened. Null for nothing.</summary>
    public Func<IDrmDoor, IDrmDoor>? Decorate { get; init; }
}
