using Harness.Runs;
using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>The conformance suite as tests: every cell is judged as `harness run` judges it, and by the same code.</summary>
[TestFixture]
internal sealed class ConformanceCells
{
    [Cells, CancelAfter(120_000)]
    public async Task Cell_is_within_its_bounds(PlannedPlay planned, Observer observer)
    {
        var (host, name) = (LaneHosts.At(planned.Lane), planned.CellOf(observer));
        var cell = host.WhyNot(planned.Scene, observer) is { } reason ? new Cell(name, Verdict.Skip, reason, 0)
            : host.Unavailable is { } message ? new Cell(name, SuiteLanes.MayBeAbsent(planned.Lane) ? Verdict.Skip : Verdict.HarnessError, LaneAbsence.Reason(planned.Lane, message), 0)
            : await Judge(host, planned, observer);
        LaneHosts.Ledger.Enter(cell);
        switch (cell.Verdict)
        {
            case Verdict.Pass:
                break;
            case Verdict.Skip:
                Assert.Ignore(cell.Message!);
                break;
            case Verdict.ExpectedFail:
                Assert.Ignore($"Expected fail ({cell.Failure!.Value.Word()}): {cell.Reason}");
                break;
            default:
                Assert.Fail($"{cell.Verdict.Word()}: {planned.Scene.Proves}\n{cell.Message}");
                break;
        }
    }

    private static async Task<Cell> Judge(LaneHost host, PlannedPlay planned, Observer observer)
    {
        var judged = await host.Judge(planned.Scene, observer);
        foreach (var file in judged.Cell.Verdict.IsFailure() ? host.Keep(judged) : [])
        {
            TestContext.AddTestAttachment(file);
        }

        return judged.Cell;
    }
}
