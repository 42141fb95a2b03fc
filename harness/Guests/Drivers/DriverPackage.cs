using Harness.Guests.Host;
using Harness.Guests.Kernels;

namespace Harness.Guests.Drivers;

/// <summary>
/// A guest driver under test, and what proves that it is in use: a folder with a manifest, <c>driver.toml</c> (docs/driver-packages.md), or the driver that
/// an image has anyway (<see cref="StockDriver"/>).
/// </summary>
public sealed record DriverPackage
{
    /// <summary>The manifest's file name.</summary>
    public const string ManifestName = "driver.toml";

    /// <summary>Where the user-space tree is mounted in the guest.</summary>
    public const string MountPoint = "/driver";

    /// <summary>What stands for <see cref="MountPoint"/> in a manifest.</summary>
    public const string MountPointWord = "${driver}";

    /// <summary>Full path of the package's folder; null for an image's own driver.</summary>
    public string? Folder { get; init; }

    /// <summary>For people: <c>mesa</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For people: <c>25.0.7</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Which part of the guest it replaces.</summary>
    public required DriverKind Kind { get; init; }

    /// <summary>Full path of the folder whose content appears at <see cref="MountPoint"/>; null when nothing does.</summary>
    public string? Tree { get; init; }

    /// <summary>Environment of the player in the guest, as it is there.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The kernel that takes the place of the image's; null when that one stays.</summary>
    public KernelBundle? Kernel { get; init; }

    /// <summary>Modules that are put over those of the kernel, in load order.</summary>
    public IReadOnlyList<PackagedModule> Modules { get; init; } = [];

    /// <summary>What proves that it is in use.</summary>
    public required ProofTerms Proof { get; init; }

    /// <summary>Reads and checks a package. What it says of files is checked without reading large ones.</summary>
    /// <param name="path">The package's folder, or its manifest.</param>
    /// <exception cref="FormatException">It is not as it must be; the message has file and line, what is wrong and what is allowed.</exception>
    /// <exception cref="FileNotFoundException">There is no package.</exception>
    public static DriverPackage Load(string path) => DriverManifest.Load(path);

    /// <summary>
    /// The SHA-256 hash of all that the package brings, in lower-case hexadecimal digits. Files that have not changed since they were last hashed are not
    /// read again.
    /// </summary>
    /// <param name="cache">Remembers hashes of folders.</param>
    public string Hash(HarnessCache cache) => PackageHash.Of(this, cache);

    public override string ToString() => $"{Name} {Version}";
}
