namespace Harness.Runs.Lanes;

/// <summary>What a lane ran on, as far as the running stack itself tells. Null where it does not.</summary>
public sealed record LaneStack
{
    /// <summary>The connection: <c>vtest</c>, <c>virtio-gpu</c>, <c>drm</c>; for OpenGL how its context was made, <c>egl surfaceless</c>.</summary>
    public required string Connection { get; init; }

    /// <summary>The renderer's words for the GL below it.</summary>
    public required string Renderer { get; init; }

    /// <summary>Capability set id.</summary>
    public required uint CapsetId { get; init; }

    /// <summary>Newest version of the capability set that the renderer has.</summary>
    public required uint CapsetVersion { get; init; }

    /// <summary>Full path of the program behind the lane; null for a server that somebody else started.</summary>
    public string? Program { get; init; }

    /// <summary>Process id of that program.</summary>
    public int? ProcessId { get; init; }

    /// <summary>What executes guest code: <c>tcg</c>, <c>kvm</c>.</summary>
    public string? Accelerator { get; init; }

    /// <summary>The display: <c>xvfb</c>, <c>offscreen</c>.</summary>
    public string? Display { get; init; }

    /// <summary>Shader cache: <c>cold</c> or <c>warm</c>; null where it is not ours.</summary>
    public string? ShaderCache { get; init; }

    /// <summary>Whether a virglrenderer takes part.</summary>
    public bool Virglrenderer { get; init; } = true;

    /// <summary>What else the stack told of itself, by the names of <c>run.json</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; } = [];
}
