using System.Security.Cryptography;
using System.Text;
using Harness.Guests.Host;

namespace Harness.Guests.Drivers;

/// <summary>The hash of all that a driver package brings: its manifest and every file that gets into the guest.</summary>
internal static class PackageHash
{
    public static string Of(DriverPackage package, HarnessCache cache)
    {
        var folders = new FolderHash(cache);
        var text = new StringBuilder($"{package.Name}\n{package.Version}\n{package.Kind}\n");
        if (package.Folder is { } folder)
        {
            text.Append($"manifest {Convert.ToHexStringLower(FolderHash.OfFile(Path.Combine(folder, DriverPackage.ManifestName)))}\n");
        }

        if (package.Tree is { } tree)
        {
            text.Append($"tree {folders.Of(FolderListing.Of(tree))}\n");
        }

        if (package.Kernel is { } kernel)
        {
            text.Append($"kernel {folders.Of(FolderListing.Of(kernel.Folder))}\n");
        }

        foreach (var module in package.Modules)
        {
            text.Append($"module {module.Info.Name} {Convert.ToHexStringLower(FolderHash.OfFile(module.File))}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
