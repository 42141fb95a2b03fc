namespace Harness.Statistics.Gating;

/// <summary>What a comparison of two builds says.</summary>
public enum Answer
{
    /// <summary>No slowdown worth naming.</summary>
    Ok,

    /// <summary>Slower by more than the smallest effect that counts, significantly, and again when measured afresh.</summary>
    Regression,

    /// <summary>It could not be told within the launches of the plan, or was not confirmed.</summary>
    Inconclusive,
}
