using Harness.Processes;

namespace Harness.Cli.Doctor;

/// <summary>Finds the commands of the host.</summary>
/// <param name="searchPath">Folders separated by colons, as in PATH.</param>
public sealed class HostCommands(string searchPath)
{
    public HostCommands() : this(ProgramPath.Search)
    {
    }

    /// <summary>The full path of a command, or null. A name with a slash is taken as a path.</summary>
    public string? Find(string name) => ProgramPath.Find(name, searchPath);
}
