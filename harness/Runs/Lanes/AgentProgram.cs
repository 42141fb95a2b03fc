namespace Harness.Runs.Lanes;

/// <summary>The agent's program: the first process of guests, and the process that plays scenes through OpenGL.</summary>
public static class AgentProgram
{
    private const string Name = "harness-agent";

    /// <summary>Its full path: what <c>HARNESS_AGENT</c> names, or the one beside this program, or the one that the repository's build made.</summary>
    /// <exception cref="LaneUnavailableException">There is none.</exception>
    public static string Find()
    {
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("HARNESS_AGENT"),
            Path.Combine(AppContext.BaseDirectory, Name),
            RepositoryFolder.Find() is { } repository ? Path.Combine(repository.Path, "artifacts", "publish", "Harness.Agent", "release_linux-x64", Name) : null,
        ];
        return Array.Find(candidates, File.Exists)
            ?? throw new LaneUnavailableException($"There is no {Name}: build the solution (dotnet build Harness.sln), which makes it, or name one with HARNESS_AGENT.");
    }
}
