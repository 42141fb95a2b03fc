using Harness.Runs.Expectations;
using Harness.Runs.Plan;

namespace Harness.Runs.Execution;

/// <summary>The cells of a run as they are judged, in the plan's order. Thread-safe.</summary>
public sealed class RunBook
{
    private readonly Lock _lock = new();
    private readonly List<CellName> _names = [];
    private readonly Dictionary<CellName, int> _places = [];
    private readonly Cell?[] _cells;
    private readonly List<Cell> _surplus = [];
    private readonly List<string> _troubles = [];
    private int _judged;

    /// <summary>Opens the book of a plan; its skips are in it from the start.</summary>
    public RunBook(RunPlan plan)
    {
        foreach (var play in plan.Plays)
        {
            foreach (var observer in play.Observers)
            {
                Open(play.CellOf(observer));
            }
        }

        foreach (var skip in plan.Skips)
        {
            Open(skip.Name);
        }

        _cells = new Cell?[_names.Count];
        foreach (var skip in plan.Skips)
        {
            Enter(skip);
        }
    }

    /// <summary>Cells entered, skips included.</summary>
    public int Judged => Volatile.Read(ref _judged);

    /// <summary>Enters a cell.</summary>
    public void Enter(Cell cell)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(cell.Name, out var place) && _cells[place] is null)
            {
                _cells[place] = cell;
            }
            else
            {
                _surplus.Add(cell);
            }

            _judged++;
        }
    }

    /// <summary>Notes what keeps the harness from doing its job, once.</summary>
    public void Trouble(string message)
    {
        lock (_lock)
        {
            if (!_troubles.Contains(message))
            {
                _troubles.Add(message);
            }
        }
    }

    /// <summary>What was entered so far.</summary>
    public (IReadOnlyList<Cell> Cells, IReadOnlyList<string> Troubles) Read()
    {
        lock (_lock)
        {
            return ([.. _cells.OfType<Cell>()], [.. _troubles]);
        }
    }

    /// <summary>Counts what was entered so far.</summary>
    public Ledger Count() => Ledger.Of(_names.Count, Read().Cells);

    /// <summary>Checks the books at the end of a run; what does not balance is a trouble.</summary>
    public void Close(bool interrupted)
    {
        string? imbalance;
        lock (_lock)
        {
            imbalance = Ledger.Imbalance(_names, [.. _cells.OfType<Cell>(), .. _surplus], interrupted);
        }

        if (imbalance is not null)
        {
            Trouble($"The books do not balance, which is a defect of the harness: {imbalance}");
        }
    }

    private void Open(CellName name)
    {
        _places.TryAdd(name, _names.Count);
        _names.Add(name);
    }
}
