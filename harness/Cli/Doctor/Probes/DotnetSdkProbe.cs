using Harness.Processes;

namespace Harness.Cli.Doctor.Probes;

/// <summary>The SDK that builds the harness; what runs already needs the runtime alone.</summary>
public sealed class DotnetSdkProbe(HostCommands commands) : IProbe
{
    private const int NeededMajor = 10;
    private const string Cost = "A changed source cannot be built, and the project's own tests cannot run.";
    private const string Remedy = "Install the .NET 10 SDK: package dotnet-sdk-10.0 of your distribution or of Microsoft's feed, or dotnet-install.sh --channel 10.0.";

    public string Name => ".NET SDK";

    public IReadOnlyList<string> NeededBy => [];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        if (commands.Find("dotnet") is not { } dotnet)
        {
            return Reading.Missing("no dotnet command on the PATH", Cost, Remedy);
        }

        var answer = await CommandAnswer.AskAsync(dotnet, ["--list-sdks"], cancellation).ConfigureAwait(false);
        var versions = Versions(answer.Output);
        return versions.FirstOrDefault(version => version.StartsWith($"{NeededMajor}.", StringComparison.Ordinal)) is { } fit
            ? Reading.Ok($"{fit}, {dotnet}")
            : Reading.Missing($"{dotnet} has {(versions.Count == 0 ? "no SDK" : "SDK " + string.Join(", ", versions))}", Cost, Remedy);
    }

    /// <summary>The versions in the answer of `dotnet --list-sdks`, newest first as the command sorts them last.</summary>
    internal static IReadOnlyList<string> Versions(string listed) =>
        [.. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')[0]).Reverse()];
}
