using Harness.Guests.Images;

namespace Harness.Guests.Drivers.Packing;

/// <summary>What a driver package is to be made of. At least one source is named.</summary>
public sealed record PackRequest
{
    /// <summary>What makes up Mesa's GL for guests, in every Debian suite.</summary>
    public static IReadOnlyList<string> Mesa { get; } = ["libgl1-mesa-dri", "libegl-mesa0", "libgbm1", "libglx-mesa0"];

    /// <summary>Full path of the package's folder, which is made.</summary>
    public required string Output { get; init; }

    /// <summary>Recipe of the image that the package is for.</summary>
    public required GuestRecipe Recipe { get; init; }

    /// <summary>The image that the package is for: what it has as well is left out.</summary>
    public required GuestImage Image { get; init; }

    /// <summary>The package's name; null to take what was packed: <c>mesa</c>, <c>linux</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Its version; null to take that of what was packed.</summary>
    public string? Version { get; init; }

    /// <summary>A suite of Debian's archive whose versions are preferred; null for the image's own suites.</summary>
    public string? Suite { get; init; }

    /// <summary>Debian packages for the user-space tree. Default: none.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>A Debian package with a kernel; null for none.</summary>
    public string? KernelPackage { get; init; }

    /// <summary>Full path of what Mesa was installed to; null for none.</summary>
    public string? Destdir { get; init; }

    /// <summary>The prefix that Mesa was configured with; null to look everywhere in <see cref="Destdir"/>.</summary>
    public string? Prefix { get; init; }

    /// <summary>Full path of what a kernel was installed to: <c>lib/modules/RELEASE</c>, and <c>boot/</c> or <c>vmlinux</c>; null for none.</summary>
    public string? KernelTree { get; init; }

    /// <summary>Full paths of kernel modules, in load order.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>
    /// Whether files are copied into the package. Default: the package points at <see cref="Destdir"/> and <see cref="Modules"/> where they are, and so
    /// follows the next build by itself.
    /// </summary>
    public bool Copy { get; init; }
}
