using Harness.Guests.Host;
using Harness.Guests.Images;
using Harness.Qemu.State;

namespace Harness.Guests.Drivers;

/// <summary>
/// A driver package's user-space tree as a disk for the guest: ext4 without journal, made when it is wanted and kept by its content, so that an unchanged
/// tree costs nothing but a look at its files' status.
/// </summary>
/// <param name="Path">The disk image: raw, sparse. Mount it read-only, with <c>noload</c>.</param>
/// <param name="TreeHash">SHA-256 hash of the tree's content, in lower-case hexadecimal digits.</param>
/// <param name="Made">Whether it was made now.</param>
public sealed record DriverDisk(string Path, string TreeHash, bool Made)
{
    // A disk that was made differently has another name.
    private const string Format = "1";
    private const long Slack = 16L << 20;
    private const int Kept = 6;

    private static readonly TimeSpan InUse = TimeSpan.FromMinutes(10);

    /// <summary>The disk of a package; made when there is none of that content. Two at once make one.</summary>
    /// <param name="package">The package; it has a tree.</param>
    /// <param name="cache">Where disks are kept.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="DriverPackageException">The package has no tree, or it changes all the time.</exception>
    /// <exception cref="ToolFailedException">mke2fs is missing or failed.</exception>
    /// <exception cref="DiskFullException">There is no room for the disk.</exception>
    public static DriverDisk Of(DriverPackage package, HarnessCache cache, CancellationToken cancellation = default)
    {
        var tree = package.Tree ?? throw new DriverPackageException(package.ToString(), "the package has no user-space tree, so there is no disk to make");
        var hashes = new FolderHash(cache);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var listing = FolderListing.Of(tree);
            var hash = hashes.Of(listing);
            var path = System.IO.Path.Combine(DriverCache.FolderOf(cache), "disks", $"{hash[..32]}.{Format}.img");
            if (Use(path))
            {
                return new DriverDisk(path, hash, false);
            }

            using var held = FileLock.Take(cache.LockFile($"driver-{hash[..32]}"), null, cancellation);
            if (Use(path))
            {
                return new DriverDisk(path, hash, false);
            }

            if (Make(listing, path, cache, cancellation))
            {
                return new DriverDisk(path, hash, true);
            }
        }

        throw new DriverPackageException(tree, "the tree changes while it is packed; wait until what writes to it is done");
    }

    /// <summary>Whether the disk is there; it then counts as used now.</summary>
    private static bool Use(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Makes a disk; false when the tree has changed meanwhile.</summary>
    private static bool Make(FolderListing listing, string path, HarnessCache cache, CancellationToken cancellation)
    {
        var needed = listing.Entries.DistinctBy(entry => entry.Inode).Sum(entry => entry.Size) + Slack;
        DiskFullException.Check($"the disk of {listing.Folder}", cache.Folder, needed);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using var folder = StateFolder.Create(0, cache.Building("drivers"));
        var image = folder.FileAt("driver.img");
        try
        {
            Ext4Disk.Make(listing.Folder, image, "driver", new HostTools(folder), cancellation);
        }
        catch (ToolFailedException e) when (DiskFullException.IsCauseOf(e, cache.Folder))
        {
            throw new DiskFullException($"the disk of {listing.Folder}", cache.Folder, DiskFullException.FreeIn(cache.Folder), needed, e);
        }

        if (FolderListing.Of(listing.Folder).Fingerprint != listing.Fingerprint)
        {
            return false;
        }

        File.Move(image, path, overwrite: true);
        DriverCache.KeepNewest(System.IO.Path.GetDirectoryName(path)!, Kept, InUse);
        return true;
    }
}
