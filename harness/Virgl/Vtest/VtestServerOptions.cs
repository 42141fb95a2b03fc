namespace Harness.Virgl.Vtest;

/// <summary>How a private vtest server is run.</summary>
public sealed record VtestServerOptions
{
    /// <summary>The server: a path, or a name that is looked up in PATH.</summary>
    public string Executable { get; init; } = "virgl_test_server";

    /// <summary>Render with the software rasterizer also where there is a GPU (LIBGL_ALWAYS_SOFTWARE).</summary>
    public bool SoftwareRendering { get; init; } = true;

    /// <summary>
    /// One process per client instead of one for all, one after the other. A crash then is one client's, but its signal stays unknown,
    /// and each client waits longer for its GL (50 ms against 20 ms with llvmpipe).
    /// </summary>
    public bool ForkPerClient { get; init; }

    /// <summary>Where Mesa keeps compiled shaders (MESA_SHADER_CACHE_DIR); null for Mesa's own choice.</summary>
    public string? ShaderCacheDirectory { get; init; }

    /// <summary>
    /// Folder for the socket and the server's output files; it exists, and is kept. Null for a temporary one that goes with the server.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>Further environment variables; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Time from start to listening socket.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(30);
}
