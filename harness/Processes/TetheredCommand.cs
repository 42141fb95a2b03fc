namespace Harness.Processes;

/// <summary>What to start as a <see cref="TetheredProcess"/>.</summary>
/// <param name="Program">A path, or a name that is looked up in PATH.</param>
/// <param name="Arguments">Without the program's own name; passed as they are, no shell looks at them.</param>
/// <param name="ErrorFile">File that takes what it prints on standard error (appended).</param>
public sealed record TetheredCommand(string Program, IReadOnlyList<string> Arguments, string ErrorFile)
{
    /// <summary>
    /// File that takes what it prints on standard output (appended; may be the error file); null to read it by
    /// <see cref="TetheredProcess.ReadLine"/>.
    /// </summary>
    public string? OutputFile { get; init; }

    /// <summary>Changes to this process' environment: a value sets, null removes.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the program starts; null for this process' own working directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>
    /// A folder that is removed, with all in it, when the owner dies before it has disposed of the process; also when the program had ended
    /// by then. An owner that lives removes it itself.
    /// </summary>
    public string? DirectoryToRemove { get; init; }

    /// <summary>
    /// Whether the end begins with SIGTERM and at most a second to tidy up, for programs that leave files outside of their folder when killed.
    /// </summary>
    public bool EndsGently { get; init; }
}
