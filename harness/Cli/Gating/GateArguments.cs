using Harness.Runs.Gating;
using Harness.Virgl.Mutants.Slow;

namespace Harness.Cli.Gating;

/// <summary>What `gate` or `aa` was asked for.</summary>
internal sealed record GateArguments
{
    /// <summary><c>gate</c>, <c>aa</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What is compared with.</summary>
    public required string Base { get; init; }

    /// <summary>What is under test.</summary>
    public required string Head { get; init; }

    /// <summary>How to measure.</summary>
    public required GateTerms Terms { get; init; }

    /// <summary>Lanes by name; empty for the usual.</summary>
    public IReadOnlyList<string> Lanes { get; init; } = [];

    /// <summary>Whether to play scenes.</summary>
    public bool Conformance { get; init; }

    /// <summary>Patterns of scenes; with no areas either, a representative set.</summary>
    public IReadOnlyList<string> Scenes { get; init; } = [];

    /// <summary>Areas of scenes.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>The guest image; null for the usual one.</summary>
    public string? Image { get; init; }

    /// <summary>Planted in the head.</summary>
    public Slowdown? Plant { get; init; }

    /// <summary>What the base is called.</summary>
    public string? BaseRevision { get; init; }

    /// <summary>What the head is called.</summary>
    public string? Revision { get; init; }

    /// <summary>The ledger of accepted changes; null for the repository's.</summary>
    public string? Changes { get; init; }

    /// <summary>Where to write the comment; null for only in the folder.</summary>
    public string? Markdown { get; init; }

    /// <summary>Where to write gate.json; null for only in the folder.</summary>
    public string? Json { get; init; }

    /// <summary>The folder; null to choose.</summary>
    public string? Folder { get; init; }

    /// <summary>The words after the program's name, for the record.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];
}
