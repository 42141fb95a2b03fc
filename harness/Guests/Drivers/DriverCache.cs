using Harness.Guests.Host;

namespace Harness.Guests.Drivers;

/// <summary>What is kept of driver packages between runs: disks and hashes, in the harness's cache.</summary>
internal static class DriverCache
{
    /// <summary>Full path of its folder.</summary>
    public static string FolderOf(HarnessCache cache) => Path.Combine(cache.Folder, "drivers");

    /// <summary>Writes a small file so that it is there as a whole or not at all.</summary>
    public static void WriteWhole(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():n}";
        File.WriteAllText(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Removes the files of a folder but for those that were used last; a file's time says when it was used.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="count">How many are kept in any case.</param>
    /// <param name="inUse">Files used within that time are kept too: somebody may be about to open them.</param>
    public static void KeepNewest(string folder, int count, TimeSpan inUse)
    {
        foreach (var file in new DirectoryInfo(folder).GetFiles().OrderByDescending(file => file.LastWriteTimeUtc).Skip(count))
        {
            if (DateTime.UtcNow - file.LastWriteTimeUtc >= inUse)
            {
                // Who has it open goes on with it.
                file.Delete();
            }
        }
    }
}
