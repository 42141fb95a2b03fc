namespace Harness.Virgl.Processes;

/// <summary>Finds programs the way a shell does.</summary>
public static class ProgramPath
{
    /// <summary>The full path of a program given by path or by name, or null when there is none that may be run.</summary>
    public static string? Find(string program) => program.Contains('/')
        ? Runnable(Path.GetFullPath(program))
        : (Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Runnable(Path.Combine(directory, program))).FirstOrDefault(path => path is not null);

    private static string? Runnable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0) ? path : null;

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
}
