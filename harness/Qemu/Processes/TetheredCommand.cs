namespace Harness.Qemu.Processes;

/// <summary>What to start as a <see cref="TetheredProcess"/>.</summary>
/// <param name="Program">Full path of the program.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="ErrorFile">File that takes what it prints on stderr (appended).</param>
public sealed record TetheredCommand(string Program, IReadOnlyList<string> Arguments, string ErrorFile)
{
    /// <summary>File that takes what it prints on stdout; null to read it by <see cref="TetheredProcess.ReadLine"/>.</summary>
    public string? OutputFile { get; init; }

    /// <summary>Variables set on top of this process' own environment; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Working directory; null for this process' own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Whether the end begins with SIGTERM and a second to tidy up, for programs that leave files behind when killed.</summary>
    public bool EndsGently { get; init; }
}
