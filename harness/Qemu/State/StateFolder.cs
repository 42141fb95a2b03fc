using Harness.Processes;

namespace Harness.Qemu.State;

/// <summary>
/// The folder of one running device: guest RAM, framebuffer, sockets, output of the processes, and who owns it. It is on a file system in
/// memory, with a short path (socket paths end at 108 bytes), and goes with its owner; what a killed owner left is removed by the next
/// start.
/// </summary>
public sealed class StateFolder : IDisposable
{
    internal const string Prefix = "virtgpu-";
    internal const string OwnerFile = "owner";
    internal const string ProcessesFile = "processes";
    internal const string DisplaysFile = "displays";

    private StateFolder(string path) => Path = path;

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The folder's name: unique, in QEMU's command line as the guest's name.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Removes what dead owners left, then makes a folder.</summary>
    /// <param name="bytesNeeded">Room that guest RAM and framebuffer may take up.</param>
    /// <param name="root">Where; null to choose: shared memory, the user's runtime folder, the temporary folder, whichever has room
    /// first.</param>
    public static StateFolder Create(long bytesNeeded, string? root = null)
    {
        root ??= ChooseRoot(bytesNeeded);
        Directory.CreateDirectory(root);
        StateReaper.Reap(root);
        var name = Prefix + Guid.NewGuid().ToString("n")[..8];

        // The owner is written before the folder gets the name that reapers look for.
        var hidden = System.IO.Path.Combine(root, "." + name);
        Directory.CreateDirectory(hidden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(System.IO.Path.Combine(hidden, OwnerFile), ProcessIdentity.Current.ToString());
        var path = System.IO.Path.Combine(root, name);
        Directory.Move(hidden, path);
        return new StateFolder(path);
    }

    /// <summary>Full path of a file in the folder.</summary>
    public string FileAt(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Notes a child process for the reaper.</summary>
    public void Note(TetheredProcess process)
    {
        if (ProcessIdentity.Of(process.Id) is { } identity)
        {
            File.AppendAllText(FileAt(ProcessesFile), identity + "\n");
        }
    }

    /// <summary>Notes an X display, whose lock and socket lie outside of the folder, for the reaper.</summary>
    public void NoteDisplay(int number, int serverId) => File.AppendAllText(FileAt(DisplaysFile), $"{number} {serverId}\n");

    /// <summary>Kills what still works in the folder: children of the machine that made themselves a session of their own.</summary>
    /// <returns>How many there were.</returns>
    public int Sweep() => StateReaper.KillThoseIn(Path);

    public void Dispose() => StateReaper.Delete(Path);

    private static string ChooseRoot(long bytesNeeded)
    {
        var user = Environment.UserName;
        string?[] candidates = ["/dev/shm", Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), System.IO.Path.GetTempPath()];
        var looked = new List<string>();
        foreach (var candidate in candidates)
        {
            if (string.IsNullOrEmpty(candidate) || !Directory.Exists(candidate))
            {
                continue;
            }

            var free = new DriveInfo(candidate).AvailableFreeSpace;
            looked.Add($"{candidate} ({free >> 20} MiB)");
            if (free >= bytesNeeded)
            {
                return System.IO.Path.Combine(candidate, $"virtgpu.{user}");
            }
        }

        throw new IOException(
            $"No place for {bytesNeeded >> 20} MiB of guest RAM and framebuffer: {string.Join(", ", looked)}. "
            + "Free some memory or disk, or give the guest less RAM.");
    }
}
