using System.Text.RegularExpressions;
using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>The QEMU under test: where it is and which one.</summary>
/// <param name="qemu">A command name or a path.</param>
public sealed partial class QemuProbe(HostCommands commands, string qemu) : IProbe
{
    public string Name => "QEMU";

    public IReadOnlyList<string> NeededBy => [LaneNames.Device];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        if (commands.Find(qemu) is not { } path)
        {
            return Reading.Missing($"no {qemu}", "The lane `device` cannot run.", "apt-get install --no-install-recommends qemu-system-x86, or name one with --qemu PATH.");
        }

        var answer = await CommandAnswer.AskAsync(path, ["--version"], cancellation).ConfigureAwait(false);
        return answer.ExitCode == 0 && Version(answer.Output) is { } version
            ? Reading.Ok($"{version}, {path}")
            : Reading.Missing(
                $"{path} --version ended with code {answer.ExitCode}: {answer.LastWords}", "The lane `device` cannot run.",
                "Install it again, or name another with --qemu PATH.");
    }

    /// <summary>Version and the packager's own, from the first line of `--version`; null when there is none.</summary>
    internal static string? Version(string answer) => VersionLine().Match(answer) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    [GeneratedRegex(@"^QEMU emulator version (.+)$", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
