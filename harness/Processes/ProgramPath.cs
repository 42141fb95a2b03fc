namespace Harness.Processes;

/// <summary>Finds programs the way a shell does.</summary>
public static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The folders that this process looks programs up in, separated by colons.</summary>
    public static string Search => Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";

    /// <summary>The full path of a program: as given when it has a slash, else from PATH; null when there is none that may be run.</summary>
    /// <param name="program">A path or a name.</param>
    /// <param name="search">Folders separated by colons; null for <see cref="Search"/>.</param>
    public static string? Find(string program, string? search = null) => program.Contains('/')
        ? Runnable(Path.GetFullPath(program))
        : (search ?? Search).Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Runnable(Path.Combine(folder, program))).FirstOrDefault(path => path is not null);

    private static string? Runnable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0 ? path : null;
}
