namespace Harness.Qemu.Launch;

/// <summary>The OpenGL that QEMU's renderer runs on, chosen by what the machine has.</summary>
public sealed record GlHost
{
    /// <summary>A DRM render node; null when there is none, and OpenGL is software.</summary>
    public string? RenderNode { get; init; }

    /// <summary>Folder for Mesa's shader cache; null for Mesa's own choice.</summary>
    public string? ShaderCache { get; init; }

    /// <summary>Whether pixels come from a processor.</summary>
    public bool IsSoftware => RenderNode is null;

    /// <summary>Environment variables for QEMU.</summary>
    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = new Dictionary<string, string?>();
            if (IsSoftware)
            {
                variables["LIBGL_ALWAYS_SOFTWARE"] = "1";
            }

            if (ShaderCache is not null)
            {
                variables["MESA_SHADER_CACHE_DIR"] = ShaderCache;
            }

            return variables;
        }
    }

    /// <summary>Looks for a render node that this user may open.</summary>
    public static GlHost Discover(string? shaderCache = null)
    {
        var nodes = Directory.Exists("/dev/dri") ? Directory.GetFiles("/dev/dri", "renderD*") : [];
        Array.Sort(nodes, StringComparer.Ordinal);
        return new GlHost { RenderNode = Array.Find(nodes, MayOpen), ShaderCache = shaderCache };
    }

    private static bool MayOpen(string node)
    {
        try
        {
            using var handle = File.OpenHandle(node, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
