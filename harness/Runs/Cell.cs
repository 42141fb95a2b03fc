namespace Harness.Runs;

/// <summary>A cell's place in a run: scene x lane x observer, and the turn when the run repeats its scenes.</summary>
/// <param name="Turn">From 1.</param>
public readonly record struct CellName(string Scene, string Lane, Observer Observer, int Turn = 1)
{
    /// <summary>Area of the scene.</summary>
    public string Area => Scene[..Scene.IndexOf('/', StringComparison.Ordinal)];

    public override string ToString() => Turn == 1 ? $"{Scene} {Lane} {Observer.Word()}" : $"{Scene} {Lane} {Observer.Word()} #{Turn}";
}

/// <summary>A judged cell.</summary>
/// <param name="Message">Why; null for a pass.</param>
/// <param name="Milliseconds">Time from the scene's first command to the observed frame; for a second observer of the same play, the time it added.</param>
public sealed record Cell(CellName Name, Verdict Verdict, string? Message, double Milliseconds)
{
    /// <summary>How the cell failed, when <see cref="Verdict"/> is <see cref="Verdict.ExpectedFail"/>.</summary>
    public Verdict? Failure { get; init; }

    /// <summary>Why the failure is expected, or was; from the list.</summary>
    public string? Reason { get; init; }

    /// <summary>Files written for it, relative to the run's folder.</summary>
    public IReadOnlyList<string> Artifacts { get; init; } = [];
}
