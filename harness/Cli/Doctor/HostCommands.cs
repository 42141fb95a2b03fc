using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Cli.Doctor;

/// <summary>Finds and runs the commands of the host.</summary>
/// <param name="searchPath">Folders separated by colons, as in PATH.</param>
public sealed class HostCommands(string searchPath)
{
    public HostCommands() : this(Environment.GetEnvironmentVariable("PATH") ?? "")
    {
    }

    /// <summary>The full path of a command, or null. A name with a slash is taken as a path.</summary>
    public string? Find(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return IsExecutable(name) ? Path.GetFullPath(name) : null;
        }

        return searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsExecutable);
    }

    /// <summary>Runs a command to its end; kills it with its children when <paramref name="cancellation"/> asks for it.</summary>
    /// <exception cref="Win32Exception">The file cannot be executed.</exception>
    public static async Task<CommandAnswer> RunAsync(string path, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(path, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        // Answers are parsed, so they are wanted in English.
        process.StartInfo.Environment["LC_ALL"] = "C";
        process.Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new CommandAnswer(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool IsExecutable(string path) =>
        File.Exists(path)
        && (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}

/// <summary>What a command answered.</summary>
public sealed record CommandAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line it said that is not empty, errors first: for messages.</summary>
    public string LastWords =>
        (Errors + "\n").Split('\n').Concat([.. Output.Split('\n').Reverse()]).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "nothing";
}
