namespace Harness.Guests.Debian;

/// <summary>A version of a package that the archive offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Architecture"><c>amd64</c> or <c>all</c>.</param>
/// <param name="Size">Bytes of the package file.</param>
/// <param name="Sha256">Hash of the package file, in lower-case hexadecimal digits.</param>
/// <param name="InstalledSize">Bytes of its files once unpacked, about.</param>
/// <param name="Depends">What it depends on, as its control file says.</param>
public sealed record DebianPackage(string Name, string Version, string Architecture, long Size, string Sha256, long InstalledSize, string Depends)
{
    /// <summary>The name of the package file, as apt makes it.</summary>
    public string FileName => $"{Name}_{Version.Replace(":", "%3a", StringComparison.Ordinal)}_{Architecture}.deb";

    /// <summary>How apt calls this very version.</summary>
    public string Selector => $"{Name}={Version}";

    public override string ToString() => $"{Name} {Version}";
}
