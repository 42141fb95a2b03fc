using Harness.Guests.Drivers;

namespace Harness.Tests.Guests.Drivers;

/// <summary>A driver package that a test writes into a folder of its own.</summary>
internal sealed class PackageFolder : IDisposable
{
    /// <summary>A manifest without fault, for a tree with one library.</summary>
    public const string UserSpace =
        """
        name = "mesa"
        version = "25.0"
        guest = "linux"
        kind = "user-space"

        [user-space]
        tree = "tree"

        [environment]
        LD_LIBRARY_PATH = "${driver}/lib"

        [proof]
        renderer = "^virgl"
        """;

    public PackageFolder(string manifest = UserSpace)
    {
        Write("tree/lib/libEGL_mesa.so.0", "a library");
        Manifest(manifest);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("harness-driver-").FullName;

    public string Tree => System.IO.Path.Combine(Path, "tree");

    public DriverPackage Load() => DriverPackage.Load(Path);

    public void Manifest(string text) => Write(DriverPackage.ManifestName, text);

    /// <summary>Writes a file of the package; returns its full path.</summary>
    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
