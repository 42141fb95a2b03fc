using Harness.Runs.Gating.Records;
using Harness.Runs.Records;

namespace Harness.Runs.Gating.Conformance;

/// <summary>Compares what two builds draw, cell by cell, whatever is expected of either.</summary>
public static class ConformanceComparison
{
    private static readonly HashSet<string> Passed = [Verdict.Pass.Word(), Verdict.UnexpectedPass.Word()];

    /// <summary>Verdicts that say nothing of a build.</summary>
    private static readonly HashSet<string> Silent = [Verdict.Skip.Word(), Verdict.HarnessError.Word()];

    /// <summary>Compares two runs.</summary>
    /// <param name="base">With its cells.</param>
    /// <param name="head">With its cells, and its blames.</param>
    /// <param name="again">Both, of the scenes that fail newly, once more; null where they were not played again. The blames of its head, which may have
    /// played on more lanes, go before the first ones.</param>
    public static ConformanceDocument Of(RunDocument @base, RunDocument head, (RunDocument Base, RunDocument Head)? again = null)
    {
        var before = @base.Cells.ToDictionary(KeyOf);
        var pairs = head.Cells.Where(cell => before.ContainsKey(KeyOf(cell))).Select(cell => (Base: before[KeyOf(cell)], Head: cell)).ToList();
        var compared = pairs.Where(pair => !Silent.Contains(pair.Base.Verdict) && !Silent.Contains(pair.Head.Verdict)).ToList();
        var failing = compared.Where(pair => IsRight(pair.Base) && !IsRight(pair.Head)).ToList();
        var blames = (again?.Head.Blames ?? []).Concat(head.Blames ?? []).GroupBy(blame => blame.Scene).ToDictionary(blame => blame.Key, blame => blame.First());
        var steady = again is not { } repeated ? null : NewlyFailing(repeated.Base, repeated.Head).Select(KeyOf).ToHashSet();
        return new ConformanceDocument
        {
            Compared = compared.Count,

            // A cell that both skip is no loss of the comparison.
            NotComparable = pairs.Count(pair => pair.Base.Verdict != pair.Head.Verdict && (Silent.Contains(pair.Base.Verdict) || Silent.Contains(pair.Head.Verdict))),
            NewlyFailing = [.. failing.Where(pair => steady?.Contains(KeyOf(pair.Head)) ?? true).Select(Changed)],
            Unsteady = [.. failing.Where(pair => !(steady?.Contains(KeyOf(pair.Head)) ?? true)).Select(Changed)],
            NewlyPassing = [.. compared.Where(pair => !IsRight(pair.Base) && IsRight(pair.Head)).Select(Changed)],
        };

        ChangedCell Changed((CellDocument Base, CellDocument Head) pair) => new(
            pair.Head.Scene, pair.Head.Lane, pair.Head.Observer, pair.Base.Verdict, pair.Head.Verdict, pair.Head.Message?.Split('\n')[0],
            !IsRight(pair.Head) && blames.TryGetValue(pair.Head.Scene, out var blame) ? $"{blame.Layer}{(blame.Certainty is null ? string.Empty : $" ({blame.Certainty})")}: {blame.Reason}" : null);
    }

    /// <summary>Cells that the base has right and the head has not.</summary>
    public static IEnumerable<CellDocument> NewlyFailing(RunDocument @base, RunDocument head)
    {
        var right = @base.Cells.Where(IsRight).Select(KeyOf).ToHashSet();
        return head.Cells.Where(cell => !IsRight(cell) && !Silent.Contains(cell.Verdict) && right.Contains(KeyOf(cell)));
    }

    private static bool IsRight(CellDocument cell) => Passed.Contains(cell.Verdict);

    private static (string, string, string, int?) KeyOf(CellDocument cell) => (cell.Scene, cell.Lane, cell.Observer, cell.Turn);
}
