using Harness.Runs.Blame;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;

namespace Harness.Runs.Execution;

/// <summary>What came of a run.</summary>
public sealed record RunOutcome
{
    /// <summary>Judged cells and declared skips, in the plan's order.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>The books.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>What keeps the harness from having done its job: lanes that did not start, files that could not be written, books that do not balance.</summary>
    public required IReadOnlyList<string> Troubles { get; init; }

    /// <summary>What each lane ran on.</summary>
    public required IReadOnlyDictionary<string, LaneStack> Stacks { get; init; }

    /// <summary>Which layer each scene that fails, expected or not, is put down to; in the order of the cells.</summary>
    public required IReadOnlyList<SceneBlame> Blames { get; init; }

    /// <summary>Wall-clock time.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the harness could not do its job.</summary>
    public bool HarnessFailed => Interrupted || Troubles.Count > 0 || Ledger.HarnessErrors > 0;

    /// <summary>0 all passed or declared skips, 1 a cell failed, 3 the harness could not do its job.</summary>
    public int ExitCode => HarnessFailed ? 3 : Ledger.Failed > 0 ? 1 : 0;
}
