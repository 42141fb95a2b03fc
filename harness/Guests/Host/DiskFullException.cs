using Harness.Qemu.State;

namespace Harness.Guests.Host;

/// <summary>There is not enough room on a disk.</summary>
public sealed class DiskFullException : IOException
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const long TooLittleForAnything = 1L << 20;

    /// <param name="purpose">What the room is for, as a noun: "the image bookworm".</param>
    /// <param name="folder">Where.</param>
    /// <param name="free">Bytes that are free there.</param>
    /// <param name="needed">Bytes that are needed there, about.</param>
    /// <param name="cause">What failed for want of room; null when nothing was begun.</param>
    public DiskFullException(string purpose, string folder, long free, long needed, Exception? cause = null)
        : base(
            $"The disk is full: {folder} has {Mebibytes(free)} MiB free ({free} bytes), and {purpose} needs about {Mebibytes(needed)} MiB there ({needed} bytes). "
            + $"Free some space, or set {UserCache.Variable} to a folder on another disk.",
            cause)
        => (Folder, Free, Needed) = (folder, free, needed);

    /// <summary>Where room is needed.</summary>
    public string Folder { get; }

    /// <summary>Bytes that were free.</summary>
    public long Free { get; }

    /// <summary>Bytes that are needed, about.</summary>
    public long Needed { get; }

    /// <summary>Bytes that are free in a folder, which need not exist yet.</summary>
    public static long FreeIn(string folder)
    {
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return new DriveInfo(folder).AvailableFreeSpace;
    }

    /// <summary>Throws when a folder has less room than needed.</summary>
    public static void Check(string purpose, string folder, long needed)
    {
        var free = FreeIn(folder);
        if (free < needed)
        {
            throw new DiskFullException(purpose, folder, free, needed);
        }
    }

    /// <summary>Whether something failed for want of room in a folder, here or in a program that was run.</summary>
    public static bool IsCauseOf(Exception e, string folder) => e switch
    {
        DiskFullException => false,
        AggregateException several => several.InnerExceptions.Any(inner => IsCauseOf(inner, folder)),
        // A program may have had no room to say why it failed.
        ToolFailedException tool => tool.Message.Contains("No space left on device", StringComparison.Ordinal)
            || tool.Message.Contains("Disk quota exceeded", StringComparison.Ordinal)
            || FreeIn(folder) < TooLittleForAnything,
        IOException io => (io.HResult & 0xFFFF) is NoSpace or QuotaExceeded,
        _ => false,
    };

    private static long Mebibytes(long bytes) => bytes >> 20;
}
