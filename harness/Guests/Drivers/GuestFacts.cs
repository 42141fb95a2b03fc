namespace Harness.Guests.Drivers;

/// <summary>Names of the facts that a proof looks at.</summary>
public static class GuestFacts
{
    /// <summary>Agent: what <c>uname -r</c> says.</summary>
    public const string Kernel = "kernel";

    /// <summary>Agent: names in <c>/dev/dri</c>, separated by spaces.</summary>
    public const string DrmNodes = "drmNodes";

    /// <summary>Agent: which module of the GPU's driver the kernel did not take, and why; only where there is one.</summary>
    public const string ModuleRefused = "moduleRefused";

    /// <summary>GL player: GL_RENDERER.</summary>
    public const string Renderer = "renderer";

    /// <summary>GL player: GL_VERSION.</summary>
    public const string Version = "version";

    /// <summary>VirGL player: number of the capability set that the kernel's driver offers.</summary>
    public const string Capset = "capset";

    /// <summary>GL player: driver files that are mapped into its process, separated by spaces.</summary>
    public const string DriverFiles = "driverLibrary";

    /// <summary>Agent: <c>/sys/module/NAME/srcversion</c>.</summary>
    public static string SourceVersion(string module) => $"module.{module}.srcversion";

    /// <summary>Agent: the build ID in <c>/sys/module/NAME/notes</c>, in lower-case hexadecimal digits.</summary>
    public static string BuildId(string module) => $"module.{module}.buildId";
}
