using System.Security.Cryptography;
using System.Text;
using Harness.Guests.Host;

namespace Harness.Guests.Drivers;

/// <summary>
/// Hashes of all that folders hold: names, kinds, which files may be executed, contents. Remembered by the files' status, so that a folder that has not
/// changed is not read again.
/// </summary>
/// <param name="cache">Where they are remembered.</param>
internal sealed class FolderHash(HarnessCache cache)
{
    private const int Remembered = 256;
    private const int OwnerExecute = 0x40;

    // The kernel's clock for file times ticks at most every 10 ms; what is younger may change once more without a trace.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(50);

    private string Folder => Path.Combine(DriverCache.FolderOf(cache), "hashes");

    /// <summary>The SHA-256 hash of a folder's content, in lower-case hexadecimal digits.</summary>
    public string Of(FolderListing listing)
    {
        var note = Path.Combine(Folder, listing.Fingerprint);
        if (File.Exists(note) && File.ReadAllText(note).Trim() is { Length: 2 * SHA256.HashSizeInBytes } known)
        {
            File.SetLastWriteTimeUtc(note, DateTime.UtcNow);
            return known;
        }

        var settled = DateTime.UtcNow - listing.Changed > Settled;
        var hash = Read(listing);
        if (settled)
        {
            DriverCache.WriteWhole(note, hash);
            DriverCache.KeepNewest(Folder, Remembered, TimeSpan.Zero);
        }

        return hash;
    }

    /// <summary>The hash of a file's content.</summary>
    public static byte[] OfFile(string path)
    {
        using var file = File.OpenRead(path);
        return SHA256.HashData(file);
    }

    private static string Read(FolderListing listing)
    {
        var entries = listing.Entries;
        var lines = new string[entries.Count];
        Parallel.For(0, entries.Count, index =>
        {
            var entry = entries[index];
            var path = Path.Combine(listing.Folder, entry.Path);
            lines[index] = entry.Kind switch
            {
                EntryKind.Folder => $"folder {entry.Path}\n",
                EntryKind.Link => $"link {entry.Path}\0{new FileInfo(path).LinkTarget}\n",
                _ => $"{((entry.Mode & OwnerExecute) != 0 ? "program" : "file")} {entry.Path}\0{Convert.ToHexStringLower(OfFile(path))}\n",
            };
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
