namespace Harness.Qemu.Processes;

/// <summary>Looks programs up as a shell does.</summary>
public static class ExecutablePath
{
    /// <summary>Full path of a program: as given when it has a slash, else from PATH; null when there is no such executable file.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/'))
        {
            return IsExecutable(program) ? Path.GetFullPath(program) : null;
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, program);
            if (IsExecutable(path))
            {
                return path;
            }
        }

        return null;
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Any = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (File.GetUnixFileMode(path) & Any) != 0;
    }
}
