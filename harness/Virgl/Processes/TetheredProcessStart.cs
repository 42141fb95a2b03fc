namespace Harness.Virgl.Processes;

/// <summary>What a <see cref="TetheredProcess"/> runs.</summary>
/// <param name="FileName">A path, or a name that is looked up in PATH.</param>
/// <param name="Arguments">Without the program's own name; passed as they are, no shell looks at them.</param>
/// <param name="StandardOutputFile">Takes standard output; appended to.</param>
/// <param name="StandardErrorFile">Takes standard error; may be the same file.</param>
public sealed record TetheredProcessStart(
    string FileName, IReadOnlyList<string> Arguments, string StandardOutputFile, string StandardErrorFile)
{
    /// <summary>Changes to this process' environment: a value sets, null removes.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the program starts; this process' own directory by default.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A folder that is removed, with all in it, when the owner dies without disposing the process. Its files would outlive it else.</summary>
    public string? DirectoryToRemove { get; init; }
}
