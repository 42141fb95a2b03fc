using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Guests.Drivers;

/// <summary>What kind of thing lies in a folder.</summary>
internal enum EntryKind
{
    Folder,
    File,
    Link,
}

/// <summary>A thing in a folder.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Mode">Permissions.</param>
/// <param name="Identity">What changes when its content does: device, inode, size, and the times of its last modification and change.</param>
/// <param name="Inode">Device and inode; those of one file with several names are the same.</param>
internal sealed record FolderEntry(string Path, EntryKind Kind, int Mode, long Size, string Identity, (ulong Device, ulong Inode) Inode, DateTime Changed);

/// <summary>All that is in a folder, in the order of its names, by asking for nothing but names and file status. Links are not followed.</summary>
internal sealed unsafe partial class FolderListing
{
    private const int AtCurrent = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStatus = 0x7ff;
    private const int StatusSize = 256;
    private const int TypeMask = 0xf000;
    private const int TypeFolder = 0x4000;
    private const int TypeFile = 0x8000;
    private const int TypeLink = 0xa000;

    private FolderListing(string folder, List<FolderEntry> entries) => (Folder, Entries) = (folder, entries);

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    public IReadOnlyList<FolderEntry> Entries { get; }

    /// <summary>When anything of it was last changed; times are the kernel's.</summary>
    public DateTime Changed => Entries.Count == 0 ? DateTime.MinValue : Entries.Max(entry => entry.Changed);

    /// <summary>The hash of all identities: another one when any file may have another content.</summary>
    public string Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var entry in Entries)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{entry.Path}\0{entry.Identity}\n"));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Lists a folder.</summary>
    /// <exception cref="InvalidDataException">There is something in it that is neither file, folder nor link.</exception>
    public static FolderListing Of(string folder)
    {
        var entries = new List<FolderEntry>();
        Add(folder, string.Empty, entries);
        entries.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new FolderListing(folder, entries);
    }

    private static void Add(string folder, string prefix, List<FolderEntry> entries)
    {
        foreach (var path in Directory.EnumerateFileSystemEntries(folder))
        {
            var name = prefix + Path.GetFileName(path);
            var entry = Look(path, name);
            entries.Add(entry);
            if (entry.Kind == EntryKind.Folder)
            {
                Add(path, name + "/", entries);
            }
        }
    }

    /// <summary>Asks for a file's status, with what .NET leaves out: the inode, and the time of the last change, which no program can set back.</summary>
    private static FolderEntry Look(string path, string name)
    {
        var status = stackalloc byte[StatusSize];
        if (Status(AtCurrent, path, NoFollow, BasicStatus, status) != 0)
        {
            throw new IOException($"The status of {path} cannot be read: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }

        // struct statx, statx(2).
        var bytes = new ReadOnlySpan<byte>(status, StatusSize);
        var mode = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
        var (inode, size) = (BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]), BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
        var device = BinaryPrimitives.ReadUInt64LittleEndian(bytes[136..]);
        var (changed, changedPart) = Time(bytes[96..]);
        var (modified, modifiedPart) = Time(bytes[112..]);
        var kind = (mode & TypeMask) switch
        {
            TypeFolder => EntryKind.Folder,
            TypeFile => EntryKind.File,
            TypeLink => EntryKind.Link,
            _ => throw new InvalidDataException($"{path} is neither file, folder nor link; a driver has no use for it."),
        };

        // Another name for a file changes its status and not its content, which costs a reading and no more.
        var identity = string.Create(CultureInfo.InvariantCulture, $"{mode} {device} {inode} {size} {modified}.{modifiedPart} {changed}.{changedPart}");
        return new FolderEntry(
            name, kind, mode & 0xfff, size, identity, (device, inode), DateTime.UnixEpoch.AddSeconds(changed).AddTicks(changedPart / 100));
    }

    private static (long Seconds, uint Nanoseconds) Time(ReadOnlySpan<byte> time)
        => (BinaryPrimitives.ReadInt64LittleEndian(time), BinaryPrimitives.ReadUInt32LittleEndian(time[8..]));

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Status(int folder, string path, int flags, uint mask, byte* status);
}
