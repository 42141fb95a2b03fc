using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>
/// The GL that virglrenderer would render with. It is asked in a process of its own: a GL driver that crashes takes its process with it.
/// </summary>
/// <param name="query">The command that answers like <see cref="GlRendererQuery"/>: path, then arguments.</param>
public sealed class HostGlProbe(IReadOnlyList<string> query) : IProbe
{
    public string Name => "host GL";

    public IReadOnlyList<string> NeededBy => [LaneNames.Vtest, LaneNames.Device];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        var answer = await CommandAnswer.AskAsync(query[0], query.Skip(1), cancellation).ConfigureAwait(false);
        return Read(answer);
    }

    internal static Reading Read(CommandAnswer answer)
    {
        var said = answer.Output.Split('\n')
            .Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal);
        if (answer.ExitCode != 0 || !said.TryGetValue("renderer", out var renderer) || !said.TryGetValue("version", out var version))
        {
            var how = answer.ExitCode >= 128 ? $"crashed with signal {answer.ExitCode - 128}" : $"ended with code {answer.ExitCode}";
            return Reading.Missing(
                $"the question for a GL 3.3 core context {how}: {answer.LastWords}", "virglrenderer has nothing to render with: no lane can run.",
                "apt-get install --no-install-recommends libegl1 libgl1-mesa-dri libgles2 libgbm1.");
        }

        var software = renderer.Contains("llvmpipe", StringComparison.OrdinalIgnoreCase) || renderer.Contains("softpipe", StringComparison.OrdinalIgnoreCase);
        return Reading.Ok($"{renderer}, GL {version}{(software ? " (on the CPU: exact, and slower than a GPU)" : "")}");
    }
}
