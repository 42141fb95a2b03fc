using System.Text.RegularExpressions;

namespace Harness.Guests.Drivers;

/// <summary>The driver that an image has anyway: a package that brings nothing, but must prove itself as any other.</summary>
public static partial class StockDriver
{
    /// <summary>Its name.</summary>
    public const string Name = "stock";

    /// <summary>What Mesa's VirGL driver calls itself.</summary>
    internal static Regex Renderer { get; } = Virgl();

    /// <summary>An image's own driver.</summary>
    /// <param name="version">Version of its Mesa, for people: <c>22.3.6-1+deb12u1</c>.</param>
    /// <param name="kernelRelease">What <c>uname -r</c> says in the image; null when that is not to be proven.</param>
    public static DriverPackage Of(string version, string? kernelRelease = null) => new()
    {
        Name = Name,
        Version = version,
        Kind = DriverKind.Both,
        Proof = new ProofTerms { Renderer = Renderer, KernelRelease = kernelRelease },
    };

    [GeneratedRegex("^virgl\\b", RegexOptions.CultureInvariant)]
    private static partial Regex Virgl();
}
