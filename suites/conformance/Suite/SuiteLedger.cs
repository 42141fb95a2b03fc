using Harness.Runs;
using Harness.Runs.Expectations;

namespace Harness.Conformance;

/// <summary>
/// The books of the suite, kept twice: the runner's side notes which cells' tests ran and how they ended, the harness' side which verdict each cell got. A test that ends without a verdict, or
/// otherwise than its verdict says, shows in the difference; what a filter has left out is on neither side.
/// </summary>
public sealed class SuiteLedger
{
    private readonly Lock _lock = new();
    private readonly List<CellName> _began = [];
    private readonly List<Cell> _entered = [];
    private readonly List<(CellName Name, TestEnd End)> _ended = [];

    /// <summary>How a cell's test ended, for the runner.</summary>
    public enum TestEnd
    {
        Passed,
        Failed,
        Skipped,
    }

    /// <summary>The runner starts a cell's test.</summary>
    public void Begin(CellName name) => Locked(() => _began.Add(name));

    /// <summary>The harness has a verdict.</summary>
    public void Enter(Cell cell) => Locked(() => _entered.Add(cell));

    /// <summary>The runner has an outcome.</summary>
    public void End(CellName name, TestEnd end) => Locked(() => _ended.Add((name, end)));

    /// <summary>The count of the cells whose tests ran.</summary>
    public Ledger Count()
    {
        lock (_lock)
        {
            return Ledger.Of(_began.Count, [.. _entered]);
        }
    }

    /// <summary>What is wrong with the books; null when they balance.</summary>
    public string? Imbalance()
    {
        lock (_lock)
        {
            return Ledger.Imbalance(_began, _entered, interrupted: false) ?? Disagreement();
        }
    }

    private string? Disagreement()
    {
        var ends = _ended.ToDictionary(end => end.Name, end => end.End);
        foreach (var cell in _entered)
        {
            var due = cell.Verdict.IsFailure() ? TestEnd.Failed : cell.Verdict == Verdict.Pass ? TestEnd.Passed : TestEnd.Skipped;
            if (!ends.TryGetValue(cell.Name, out var end))
            {
                return $"Cell {cell.Name} has the verdict {cell.Verdict.Word()}, and its test has not ended.";
            }

            if (end != due)
            {
                return $"Cell {cell.Name} has the verdict {cell.Verdict.Word()}, and its test {end.ToString().ToLowerInvariant()}.";
            }
        }

        return null;
    }

    private void Locked(Action work)
    {
        lock (_lock)
        {
            work();
        }
    }
}
