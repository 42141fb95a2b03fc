using Harness.Processes;
using Harness.Qemu.State;

namespace Harness.Guests.Host;

/// <summary>Runs programs of the host to their end. They end with this process, and what they print lies in a state folder.</summary>
/// <param name="folder">Takes their output and notes them for the reaper.</param>
public sealed class HostTools(StateFolder folder)
{
    private const int LinesQuoted = 8;

    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(15);

    // System programs are not in every user's PATH.
    private static readonly string SearchPath = ProgramPath.Search + ":/usr/sbin:/sbin";

    private static readonly Dictionary<string, string> Packages = new()
    {
        ["apt-get"] = "apt",
        ["apt-cache"] = "apt",
        ["dpkg-deb"] = "dpkg",
        ["mke2fs"] = "e2fsprogs",
        ["xz"] = "xz-utils",
    };

    private int _count;

    /// <summary>Full path of a file in the state folder.</summary>
    public string FileAt(string name) => folder.FileAt(name);

    /// <summary>Runs a program.</summary>
    /// <param name="purpose">What it does, for messages, after "could not": "make the disk image".</param>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Without the program's own name.</param>
    /// <param name="output">File that takes its standard output; null for one in the state folder.</param>
    /// <param name="workingFolder">Where it starts.</param>
    /// <exception cref="ToolFailedException">It is not there, failed, or took longer than a quarter of an hour.</exception>
    public void Run(
        string purpose, string program, IReadOnlyList<string> arguments, CancellationToken cancellation, string? output = null, string? workingFolder = null)
    {
        var number = Interlocked.Increment(ref _count);
        var errors = FileAt($"{number}-{Path.GetFileName(program)}.err");
        var path = ProgramPath.Find(program, SearchPath) ?? throw new ToolFailedException(
            $"Could not {purpose}: there is no program '{program}' on this machine. Install it (Debian package {Packages.GetValueOrDefault(program, program)}).");
        using var process = TetheredProcess.Start(new TetheredCommand(path, arguments, errors)
        {
            OutputFile = output ?? FileAt($"{number}-{Path.GetFileName(program)}.out"),
            WorkingDirectory = workingFolder,
            DirectoryToRemove = folder.Path,
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
        });
        folder.Note(process);
        var exit = process.Completion.Wait((int)Allowed.TotalMilliseconds, cancellation)
            ? process.Exit!.Value
            : throw new ToolFailedException($"Could not {purpose}: {process} is not done after {Allowed.TotalMinutes} minutes.");
        if (exit.Code != 0)
        {
            throw new ToolFailedException($"Could not {purpose}: {Path.GetFileName(program)} {exit}: {LastWords(errors)}");
        }
    }

    /// <summary>Runs a program and returns what it printed on standard output; for the rest see <see cref="Run"/>.</summary>
    public string Ask(string purpose, string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var output = FileAt($"{Interlocked.Increment(ref _count)}-{Path.GetFileName(program)}.answer");
        Run(purpose, program, arguments, cancellation, output);
        return File.ReadAllText(output);
    }

    private static string LastWords(string errors)
    {
        using var file = new GrowingFile(errors);
        return file.Tail(LinesQuoted) is { Length: > 0 } words ? words : "it said nothing";
    }
}
