namespace Harness.Runs.Plan;

/// <summary>Which cells somebody wants. Empty lists choose everything.</summary>
public sealed record PlanRequest
{
    /// <summary>Patterns of scene names; see <see cref="Glob"/>.</summary>
    public IReadOnlyList<string> Scenes { get; init; } = [];

    /// <summary>Names of areas.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Names of lanes.</summary>
    public IReadOnlyList<string> Lanes { get; init; } = [];

    /// <summary>Names of observers.</summary>
    public IReadOnlyList<string> Observers { get; init; } = [];

    /// <summary>Seed of a random order; null for the catalogue's order.</summary>
    public int? Shuffle { get; init; }

    /// <summary>How often each cell is judged.</summary>
    public int Repeat { get; init; } = 1;
}

/// <summary>Somebody asked for what does not exist. The message names it and what comes close.</summary>
public sealed class UsageException(string message) : Exception(message);
