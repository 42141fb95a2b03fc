namespace Harness.Statistics.Gating;

/// <summary>The order in which launches of two builds are measured: A B B A A B B A, so that a machine that drifts treats both alike.</summary>
public static class Interleaving
{
    /// <summary>Whether the base goes first in a pair of launches.</summary>
    /// <param name="pair">Which one, from 0.</param>
    /// <param name="seed">Decides who goes first in the very first.</param>
    public static bool BaseFirst(int pair, int seed) => int.IsEvenInteger(pair) == int.IsEvenInteger(seed);
}
