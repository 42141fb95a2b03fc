namespace Harness.Statistics.Gating;

/// <summary>How a metric of two builds compares.</summary>
public sealed record Comparison
{
    /// <summary>The answer.</summary>
    public required Answer Answer { get; init; }

    /// <summary>Whether head is better than base by the rule that would have made it a regression; this never fails anything.</summary>
    public bool Improved { get; init; }

    /// <summary>Whether a slowdown was seen and the fresh launches did not show it again.</summary>
    public bool Unconfirmed { get; init; }

    /// <summary>The relative change from base to head, 0.03 for 3 % more, of the launches that decided.</summary>
    public required Estimate Change { get; init; }

    /// <summary>One-sided p of head being worse, of the same launches.</summary>
    public required double P { get; init; }

    /// <summary>Launches a side in all, confirmation included.</summary>
    public required int Launches { get; init; }
}
