using System.Security.Cryptography;
using Harness.Guests.Host;
using Harness.Guests.Kernels;

namespace Harness.Guests.Images;

/// <summary>A built guest image: a folder of files that guests boot from and nobody changes.</summary>
public sealed class GuestImage
{
    internal const string KernelFolder = "kernel";
    internal const string RuntimeFolder = "runtime";
    internal const string RootFile = "root.img";

    private readonly HarnessCache _cache;

    private GuestImage(HarnessCache cache, string folder, ImageManifest manifest)
    {
        (_cache, Folder, Manifest) = (cache, folder, manifest);
        Kernel = KernelBundle.Read(Path.Combine(folder, KernelFolder));
    }

    /// <summary>Full path of its folder.</summary>
    public string Folder { get; }

    /// <summary>The name of its recipe.</summary>
    public string Name => Manifest.Recipe;

    /// <summary>Its recipe's name and the hash of recipe, builder and package versions: one image in all the world.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>What it is made of.</summary>
    public ImageManifest Manifest { get; }

    /// <summary>Kernel and modules.</summary>
    public KernelBundle Kernel { get; }

    /// <summary>The dynamic loader and the C library of the guest, which the agent needs before the root disk is there.</summary>
    public string Runtime => Path.Combine(Folder, RuntimeFolder);

    /// <summary>The root disk: ext4 without journal, to be given to guests read-only.</summary>
    public string RootDisk => Path.Combine(Folder, RootFile);

    /// <summary>Bytes of all its files together.</summary>
    public long Size => Manifest.Files.Sum(file => file.Size);

    /// <summary>When it was built.</summary>
    public DateTime Built => File.GetLastWriteTime(RootDisk);

    /// <summary>
    /// Reads all its files and compares their hashes, several files at a time. A guest may boot from it meanwhile: await this before you
    /// believe what the guest says.
    /// </summary>
    /// <exception cref="DamagedImageException">A file is not what was built. The image is removed.</exception>
    public async Task VerifyAsync(CancellationToken cancellation = default)
    {
        try
        {
            await Parallel.ForEachAsync(Manifest.Files, cancellation, async (file, token) => await VerifyAsync(file, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (DamagedImageException)
        {
            Remove();
            throw;
        }
    }

    /// <summary>Opens an image; what is seen without reading the files is checked.</summary>
    /// <exception cref="DamagedImageException">A file is missing or has a wrong size. The folder is left as it is.</exception>
    internal static GuestImage Open(HarnessCache cache, string folder)
    {
        var manifest = ImageManifest.Read(folder) ?? throw new DamagedImageException(Path.GetFileName(folder), Path.Combine(folder, ImageManifest.FileName), "cannot be read");
        foreach (var file in manifest.Files)
        {
            var there = new FileInfo(Path.Combine(folder, file.Path));
            if (!there.Exists || there.Length != file.Size)
            {
                throw new DamagedImageException(
                    Path.GetFileName(folder), there.FullName, there.Exists ? $"has {there.Length} bytes and should have {file.Size}" : "is missing");
            }
        }

        return new GuestImage(cache, folder, manifest);
    }

    /// <summary>Notes that it is in use, for <see cref="GuestImages.Forget"/>.</summary>
    internal void Touch()
    {
        try
        {
            File.SetLastWriteTimeUtc(Path.Combine(Folder, ImageManifest.FileName), DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that somebody else filled and that is only read here; its owner sees to it. Or it was removed just now.
        }
    }

    /// <summary>Removes it. Guests that have its disk open keep it.</summary>
    internal void Remove() => Discarded.Remove(_cache, Folder);

    private async Task VerifyAsync(ImageFile file, CancellationToken cancellation)
    {
        var path = Path.Combine(Folder, file.Path);
        try
        {
            await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 20, FileOptions.SequentialScan);
            if (content.Length != file.Size)
            {
                throw new DamagedImageException(Id, path, $"has {content.Length} bytes and should have {file.Size}");
            }

            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
            if (hash != file.Sha256)
            {
                throw new DamagedImageException(Id, path, $"has the hash {hash[..12]}... and should have {file.Sha256[..12]}...");
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DamagedImageException(Id, path, "is missing");
        }
    }
}
