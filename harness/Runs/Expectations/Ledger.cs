namespace Harness.Runs.Expectations;

/// <summary>The count of a run's cells: every planned cell ends somewhere.</summary>
public sealed record Ledger
{
    /// <summary>Cells of the plan.</summary>
    public int Planned { get; init; }

    public int Passed { get; init; }

    /// <summary>Cells that fail the run, those the harness could not judge included.</summary>
    public int Failed { get; init; }

    /// <summary>Failures that the list expects.</summary>
    public int ExpectedFails { get; init; }

    /// <summary>Declared skips.</summary>
    public int Skipped { get; init; }

    /// <summary>Cells that an interrupted run did not come to.</summary>
    public int NotRun { get; init; }

    /// <summary>Failed cells that the harness could not judge.</summary>
    public int HarnessErrors { get; init; }

    /// <summary>Counts judged cells against the plan.</summary>
    public static Ledger Of(int planned, IReadOnlyCollection<Cell> cells) => new()
    {
        Planned = planned,
        Passed = cells.Count(cell => cell.Verdict == Verdict.Pass),
        Failed = cells.Count(cell => cell.Verdict.IsFailure()),
        ExpectedFails = cells.Count(cell => cell.Verdict == Verdict.ExpectedFail),
        Skipped = cells.Count(cell => cell.Verdict == Verdict.Skip),
        NotRun = planned - cells.Count,
        HarnessErrors = cells.Count(cell => cell.Verdict == Verdict.HarnessError),
    };

    /// <summary>What is wrong with the books; null when they balance.</summary>
    /// <param name="planned">The planned cells' names.</param>
    /// <param name="cells">The judged ones.</param>
    /// <param name="interrupted">Whether the run was cut short, so that cells may be missing.</param>
    public static string? Imbalance(IEnumerable<CellName> planned, IEnumerable<Cell> cells, bool interrupted)
    {
        var open = new HashSet<CellName>();
        foreach (var name in planned)
        {
            if (!open.Add(name))
            {
                return $"Cell {name} was planned twice.";
            }
        }

        foreach (var cell in cells)
        {
            if (!open.Remove(cell.Name))
            {
                return $"Cell {cell.Name} was judged twice, or was never planned.";
            }
        }

        return interrupted || open.Count == 0
            ? null
            : $"{open.Count} planned cells were never judged, the first is {open.First()}.";
    }
}
