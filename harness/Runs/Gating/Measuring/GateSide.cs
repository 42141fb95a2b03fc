using Harness.Runs.Transfers;

namespace Harness.Runs.Gating.Measuring;

/// <summary>Which of two builds.</summary>
public enum Side
{
    /// <summary>What is compared with.</summary>
    Base,

    /// <summary>What is under test.</summary>
    Head,
}

/// <summary>Sides in words.</summary>
public static class SideWords
{
    /// <summary>As reports have it.</summary>
    public static string Word(this Side side) => side == Side.Base ? "base" : "head";
}

/// <summary>A build on a lane.</summary>
/// <param name="side">Which of the two it is.</param>
/// <param name="make">Makes its lane.</param>
public sealed class GateSide(Side side, Func<ILabLane> make) : RenewableLane(make)
{
    /// <summary>Which of the two it is.</summary>
    public Side Side { get; } = side;
}
