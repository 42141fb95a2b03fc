using System.Globalization;
using Harness.Processes;

namespace Harness.Qemu.State;

/// <summary>Removes the state of owners that died without tidying up: their processes, X locks and folders.</summary>
public static class StateReaper
{
    private static readonly TimeSpan HalfMade = TimeSpan.FromMinutes(1);

    /// <summary>Looks through all state folders under <paramref name="root"/>; those of living owners are left alone.</summary>
    /// <returns>How many were removed.</returns>
    public static int Reap(string root)
    {
        var reaped = 0;
        foreach (var path in Directory.EnumerateDirectories(root, $"*{StateFolder.Prefix}*"))
        {
            if (IsOrphan(path))
            {
                foreach (var identity in Lines(path, StateFolder.ProcessesFile).Select(ProcessIdentity.Parse))
                {
                    if (identity is { IsAlive: true } alive)
                    {
                        // The group with its children, and the process alone in case it had not become a group's leader yet.
                        ProcessSignals.Send(-alive.Id, ProcessSignals.Kill);
                        ProcessSignals.Send(alive.Id, ProcessSignals.Kill);
                    }
                }

                KillThoseIn(path);
                ReleaseDisplays(path);
                try
                {
                    Delete(path);
                    reaped++;
                }
                catch (IOException)
                {
                    // A process that is just dying still wrote; the next start will find the rest.
                }
            }
        }

        return reaped;
    }

    /// <summary>Kills the processes whose working directory is this folder.</summary>
    internal static int KillThoseIn(string path)
    {
        var killed = 0;
        foreach (var process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId && WorkingDirectory(process) == path && ProcessSignals.Send(id, ProcessSignals.Kill))
            {
                killed++;
            }
        }

        return killed;
    }

    internal static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            // Another process reaped it at the same time.
        }
    }

    /// <summary>Removes the lock and the socket of X servers that had to be killed.</summary>
    internal static void ReleaseDisplays(string path)
    {
        foreach (var line in Lines(path, StateFolder.DisplaysFile))
        {
            var words = line.Split(' ');
            var lockFile = $"/tmp/.X{words[0]}-lock";
            try
            {
                if (words.Length == 2 && File.ReadAllText(lockFile).Trim() == words[1])
                {
                    File.Delete($"/tmp/.X11-unix/X{words[0]}");
                    File.Delete(lockFile);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone, which is as it should be, or somebody else's.
            }
        }
    }

    private static string? WorkingDirectory(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return null;
        }
    }

    private static bool IsOrphan(string path)
    {
        var owner = Lines(path, StateFolder.OwnerFile).Select(ProcessIdentity.Parse).FirstOrDefault();
        return owner is { } identity
            ? !identity.IsAlive
            : DateTime.UtcNow - Directory.GetCreationTimeUtc(path) > HalfMade;
    }

    private static string[] Lines(string path, string file)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(path, file));
        }
        catch (IOException)
        {
            return [];
        }
    }
}
