using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Expectations;
using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>Nothing is silently missing: every planned cell has a test, and every test that ran has left a verdict. Runs after the cells.</summary>
[TestFixture, DependsOnFixture(typeof(ConformanceCells), AllowFailure = true)]
internal sealed class BooksTests
{
    [Test]
    public void Every_planned_cell_has_a_test()
    {
        var plan = RunPlan.Make(SceneCatalogue.All, SuiteLanes.All, new PlanRequest());
        var planned = plan.Plays.SelectMany(play => play.Observers.Select(play.CellOf)).Concat(plan.Skips.Select(skip => skip.Name));
        var imbalance = Ledger.Imbalance(planned, CellsAttribute.Cells(SuiteLanes.All).Select(name => new Cell(name, Verdict.Pass, null, 0)), interrupted: false);
        Assert.That(imbalance, Is.Null);
    }

    [Test]
    public void Every_cell_whose_test_ran_has_passed_failed_or_been_skipped_with_a_reason()
    {
        var (ledger, imbalance) = (LaneHosts.Ledger.Count(), LaneHosts.Ledger.Imbalance());
        TestContext.Out.WriteLine($"{ledger.Planned} cells: {ledger.Passed} passed, {ledger.Failed} failed, {ledger.ExpectedFails} expected fails, {ledger.Skipped} declared skips");
        Assert.That(imbalance, Is.Null);
    }
}
