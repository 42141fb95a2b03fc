using System.Text.RegularExpressions;
using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>virglrenderer: its test server, which the lane `vtest` talks to, and the library that QEMU loads.</summary>
/// <param name="libraryFolders">Where libraries may be.</param>
public sealed partial class VirglrendererProbe(HostCommands commands, IReadOnlyList<string> libraryFolders) : IProbe
{
    private const string Server = "virgl_test_server";

    /// <summary>Folders of 64-bit libraries on the usual distributions.</summary>
    public static IReadOnlyList<string> UsualLibraryFolders { get; } =
        ["/usr/local/lib/x86_64-linux-gnu", "/usr/local/lib64", "/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];

    public string Name => "virglrenderer";

    public IReadOnlyList<string> NeededBy => [LaneNames.Vtest];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        var library = libraryFolders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "libvirglrenderer.so.*"))
            .OrderByDescending(file => file.Length).FirstOrDefault();
        var libraryText = library is null ? "no library" : Path.GetFileName(library);
        if (commands.Find(Server) is not { } server)
        {
            return Reading.Missing(
                $"no {Server}; {libraryText}", "The lane `vtest` cannot run.",
                "apt-get install --no-install-recommends virgl-server; Fedora and openSUSE: virglrenderer-test-server; or start a server yourself and name it with --vtest-socket.");
        }

        var version = await PackageVersionAsync(cancellation).ConfigureAwait(false);
        return Reading.Ok($"{version ?? "version unknown"}, {server}, {libraryText}");
    }

    /// <summary>The version of the package, since neither the server nor the library tells theirs.</summary>
    private async Task<string?> PackageVersionAsync(CancellationToken cancellation)
    {
        (string Command, string[] Arguments)[] managers =
        [
            ("dpkg-query", ["-W", "-f=${Package} ${Version}\\n", "virgl-server", "libvirglrenderer1"]),
            ("rpm", ["-q", "--qf", "%{NAME} %{VERSION}\\n", "virglrenderer-test-server", "virglrenderer"]),
            ("pacman", ["-Q", "virglrenderer"]),
        ];
        foreach (var (command, arguments) in managers)
        {
            if (commands.Find(command) is { } path
                && PackageVersion((await CommandAnswer.AskAsync(path, arguments, cancellation).ConfigureAwait(false)).Output) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    /// <summary>The upstream version in the first line "NAME VERSION[-REVISION]" of a package manager's answer.</summary>
    internal static string? PackageVersion(string answer) => NameAndVersion().Match(answer) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"^\S*virgl\S* (?:\d+:)?(\d[\d.]*)", RegexOptions.Multiline)]
    private static partial Regex NameAndVersion();
}
