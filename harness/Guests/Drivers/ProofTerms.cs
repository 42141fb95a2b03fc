using System.Text.RegularExpressions;

namespace Harness.Guests.Drivers;

/// <summary>What must be seen in a guest before anything that it renders is judged as a driver package's work.</summary>
public sealed record ProofTerms
{
    /// <summary>Found in GL_RENDERER; null when the package declares none.</summary>
    public Regex? Renderer { get; init; }

    /// <summary>Found in GL_VERSION, which ends with Mesa's own version; null when the package declares none.</summary>
    public Regex? Version { get; init; }

    /// <summary>What <c>uname -r</c> says; null when the image's kernel stays.</summary>
    public string? KernelRelease { get; init; }

    /// <summary>Builds of modules that must be the loaded ones.</summary>
    public IReadOnlyList<ModuleMark> Modules { get; init; } = [];

    /// <summary>The capability set that the kernel's driver must offer; null when any will do.</summary>
    public int? Capset { get; init; }
}

/// <summary>What tells one build of a kernel module from another.</summary>
/// <param name="Name">The module's name, with underscores.</param>
/// <param name="SourceVersion">Hash of its source, which only some kernels' builds have; null when it has none.</param>
/// <param name="BuildId">The linker's hash of its content, in lower-case hexadecimal digits; null when it has none.</param>
public sealed record ModuleMark(string Name, string? SourceVersion, string? BuildId);
