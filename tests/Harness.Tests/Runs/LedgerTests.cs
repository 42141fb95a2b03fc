using CsCheck;
using Harness.Runs;
using Harness.Runs.Expectations;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture]
internal sealed class LedgerTests
{
    private static readonly Gen<Cell[]> Cells = Gen.Enum<Verdict>().Array[0, 40].Select(
        verdicts => verdicts.Select((verdict, i) => new Cell(new CellName($"a/{i}", "device", Observer.Readback), verdict, null, 1)).ToArray());

    [Test]
    public void Every_planned_cell_is_passed_failed_expected_skipped_or_not_run()
        => Gen.Select(Cells, Gen.Int[0, 10]).Sample((cells, missing) =>
        {
            var ledger = Ledger.Of(cells.Length + missing, cells);
            return ledger.Passed + ledger.Failed + ledger.ExpectedFails + ledger.Skipped + ledger.NotRun == ledger.Planned && ledger.NotRun == missing;
        });

    [Test]
    public void An_unexpected_pass_and_a_harness_error_count_as_failed_and_an_expected_fail_does_not()
    {
        Assert.That(Count(Verdict.UnexpectedPass).Failed, Is.EqualTo(1));
        Assert.That((Count(Verdict.HarnessError).Failed, Count(Verdict.HarnessError).HarnessErrors), Is.EqualTo((1, 1)));
        Assert.That((Count(Verdict.ExpectedFail).Failed, Count(Verdict.ExpectedFail).Passed, Count(Verdict.ExpectedFail).ExpectedFails), Is.EqualTo((0, 0, 1)));

        static Ledger Count(Verdict verdict) => Ledger.Of(1, [Cell("a/one", verdict)]);
    }

    [Test]
    public void Books_balance_when_each_planned_cell_was_judged_once()
        => Assert.That(Ledger.Imbalance([Name("a/one"), Name("a/two")], [Cell("a/two"), Cell("a/one")], false), Is.Null);

    [Test]
    public void A_cell_that_was_never_judged_is_missed()
    {
        Assert.That(Ledger.Imbalance([Name("a/one"), Name("a/two")], [Cell("a/one")], false), Does.Contain("a/two"));
        Assert.That(Ledger.Imbalance([Name("a/one"), Name("a/two")], [Cell("a/one")], interrupted: true), Is.Null);
    }

    [Test]
    public void A_cell_that_was_judged_twice_or_never_planned_is_noticed()
    {
        Assert.That(Ledger.Imbalance([Name("a/one")], [Cell("a/one"), Cell("a/one")], true), Does.Contain("a/one"));
        Assert.That(Ledger.Imbalance([], [Cell("a/one")], true), Does.Contain("a/one"));
        Assert.That(Ledger.Imbalance([Name("a/one"), Name("a/one")], [], true), Does.Contain("planned twice"));
    }

    private static CellName Name(string scene) => new(scene, "device", Observer.Readback);

    private static Cell Cell(string scene, Verdict verdict = Verdict.Pass) => new(Name(scene), verdict, null, 1);
}
