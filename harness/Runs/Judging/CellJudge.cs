using Harness.Imaging;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.References;

namespace Harness.Runs.Judging;

/// <summary>Turns what observers saw into cells.</summary>
/// <param name="references">Where reference frames come from; every play must have been claimed there.</param>
/// <param name="expected">Cells known to fail.</param>
/// <param name="stackOf">The stack that a lane runs on; asked only where the list may speak of the cell.</param>
public sealed class CellJudge(ReferenceSource references, ExpectedFailList expected, Func<string, Task<StackName>> stackOf)
{
    /// <summary>Judges all cells of a play.</summary>
    /// <returns>The cells, and for failed ones what to show of them.</returns>
    public async Task<IReadOnlyList<JudgedCell>> Judge(PlannedPlay planned, ScenePlay play)
    {
        if (play.Observations.All(observation => observation.Fault is { Verdict: Verdict.Skip }))
        {
            // The lane is not there: no frame will be compared.
            references.Release(planned.Scene);
            return [.. play.Observations.Select(o => new JudgedCell(new Cell(planned.CellOf(o.Observer), Verdict.Skip, o.Fault!.Message, 0), o, null, null, play.Evidence))];
        }

        ReferenceFrame? reference = null;
        string? unable = null;
        try
        {
            reference = await references.Take(planned.Scene).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever keeps the oracle from its work concerns this scene alone; the run goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            unable = $"There is no reference frame: {e.Message}";
        }

        var judged = new List<JudgedCell>(play.Observations.Count);
        foreach (var observation in play.Observations)
        {
            var cell = Judge(planned.CellOf(observation.Observer), observation, reference, unable, out var violation);
            cell = await Expect(cell).ConfigureAwait(false);
            if (play.Again.FirstOrDefault(again => again.Observer == observation.Observer) is { } again)
            {
                // For information: the verdict stays what it was.
                var second = Judge(cell.Name, again, reference, unable, out _);
                cell = cell with { Message = $"{cell.Message}\nPlayed once more on a fresh stack, it {Words(second)}." };
            }

            judged.Add(new JudgedCell(cell, observation, reference, violation, play.Evidence));
        }

        return judged;
    }

    private static string Words(Cell second)
        => second.Verdict == Verdict.Pass ? "passed" : $"ended as {second.Verdict.Word()}: {second.Message?.Split('\n')[0].TrimEnd('.')}";

    /// <summary>Judges one observation against a reference frame.</summary>
    private static Cell Judge(CellName name, Observation observation, ReferenceFrame? reference, string? unable, out BoundsViolation? violation)
    {
        violation = null;
        if (observation.Fault is { } fault)
        {
            return new Cell(name, fault.Verdict, fault.Message, observation.Milliseconds);
        }

        if (reference is null || observation.Frame is not { } frame)
        {
            return new Cell(name, Verdict.HarnessError, unable ?? "The lane gave neither a frame nor a fault.", observation.Milliseconds);
        }

        violation = BoundsCheck.FindViolation(reference, frame, name.Observer.Channels());
        return violation is null
            ? new Cell(name, Verdict.Pass, null, observation.Milliseconds)
            : new Cell(name, Verdict.Mismatch, violation.ToString(), observation.Milliseconds);
    }

    private async Task<Cell> Expect(Cell cell)
    {
        // A driver that never ran has not failed as the list expects of the stack.
        if (cell.Verdict is Verdict.HarnessError or Verdict.DeployFailed || !expected.MayCover(cell.Name))
        {
            return cell;
        }

        var entry = expected.Find(cell.Name, await stackOf(cell.Name.Lane).ConfigureAwait(false));
        return entry switch
        {
            null => cell,
            _ when cell.Verdict == Verdict.Pass => cell with
            {
                Verdict = Verdict.UnexpectedPass,
                Message = $"It passed, but line {entry.Line} of the list of expected fails says it does not: {entry.Reason} Remove the entry, or narrow it.",
                Reason = entry.Reason,
            },
            _ => cell with { Verdict = Verdict.ExpectedFail, Failure = cell.Verdict, Reason = entry.Reason },
        };
    }
}

/// <summary>A cell and what it was judged by.</summary>
/// <param name="Reference">Null when there was none.</param>
/// <param name="Violation">Where the frame left its bounds; null when it did not, or there was no frame.</param>
public sealed record JudgedCell(Cell Cell, Observation Observation, ReferenceFrame? Reference, BoundsViolation? Violation, PlayEvidence Evidence);
