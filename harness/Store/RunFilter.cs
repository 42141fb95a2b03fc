namespace Harness.Store;

/// <summary>Which runs to look at.</summary>
public sealed record RunFilter
{
    /// <summary>Those of that label; null for all.</summary>
    public string? Label { get; init; }

    /// <summary>Those that began then or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }
}
