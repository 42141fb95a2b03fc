namespace Harness.Statistics.Nightly;

/// <summary>A point from which on a series has another level.</summary>
/// <param name="Index">The first point of the new level.</param>
/// <param name="Before">Mean from the change before, or the beginning, up to here.</param>
/// <param name="After">Mean from here up to the next change, or the end.</param>
/// <param name="P">Two-sided p of Student's test of both sides.</param>
public readonly record struct ChangePoint(int Index, double Before, double After, double P)
{
    /// <summary>The relative change: 0.05 for 5 % more.</summary>
    public double Change => (After / Before) - 1;
}
