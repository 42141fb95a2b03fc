using Harness.Runs;
using Harness.Runs.Gating.Conformance;
using Harness.Runs.Records;
using Harness.Tests.Store;
using NUnit.Framework;

namespace Harness.Tests.Runs.Gating;

/// <summary>What two runs of the same scenes say of two builds.</summary>
[TestFixture]
internal sealed class ConformanceComparisonTests
{
    [TestCase(Verdict.Pass, Verdict.Mismatch, "failing")]
    [TestCase(Verdict.Pass, Verdict.HostCrash, "failing")]
    [TestCase(Verdict.UnexpectedPass, Verdict.ExpectedFail, "failing", Description = "whatever is expected of either")]
    [TestCase(Verdict.Mismatch, Verdict.Pass, "passing")]
    [TestCase(Verdict.ExpectedFail, Verdict.UnexpectedPass, "passing")]
    [TestCase(Verdict.Mismatch, Verdict.HostCrash, "neither")]
    [TestCase(Verdict.Pass, Verdict.Pass, "neither")]
    [TestCase(Verdict.Skip, Verdict.Skip, "none")]
    [TestCase(Verdict.Skip, Verdict.Mismatch, "one")]
    [TestCase(Verdict.Pass, Verdict.HarnessError, "one")]
    public void A_cell_is_compared_by_what_it_shows(Verdict @base, Verdict head, string expected)
    {
        var found = ConformanceComparison.Of(Run(@base), Run(head));
        Assert.That(
            (found.Compared, found.NotComparable, found.NewlyFailing.Count, found.NewlyPassing.Count),
            Is.EqualTo(expected switch { "failing" => (1, 0, 1, 0), "passing" => (1, 0, 0, 1), "neither" => (1, 0, 0, 0), "one" => (0, 1, 0, 0), _ => (0, 0, 0, 0) }));
    }

    [Test]
    public void What_fails_newly_comes_with_its_blame_and_is_unsteady_when_it_does_not_fail_again()
    {
        var (@base, head) = (Run(Verdict.Pass), Run(Verdict.Mismatch) with
        {
            Blames = [new BlameDocument { Scene = "area/scene", Layer = "QEMU device", Certainty = "likely", Rule = "rule", Reason = "It fails there first.", Known = false }],
        });
        Assert.That(ConformanceComparison.Of(@base, head).NewlyFailing.Single().Blame, Is.EqualTo("QEMU device (likely): It fails there first."));
        Assert.That(ConformanceComparison.Of(@base, head, (@base, head)).NewlyFailing, Has.Count.EqualTo(1));
        var sure = head with { Blames = [head.Blames![0] with { Layer = "virglrenderer", Certainty = "sure" }] };
        Assert.That(ConformanceComparison.Of(@base, head, (@base, sure)).NewlyFailing.Single().Blame, Does.StartWith("virglrenderer (sure)"), "by more lanes");
        var unsteady = ConformanceComparison.Of(@base, head, (@base, Run(Verdict.Pass)));
        Assert.That((unsteady.NewlyFailing.Count, unsteady.Unsteady.Single().Blame), Is.EqualTo((0, "QEMU device (likely): It fails there first.")));
    }

    private static RunDocument Run(Verdict verdict) => SampleRuns.Run("1") with
    {
        Cells = [new CellDocument { Scene = "area/scene", Lane = "device", Observer = "readback", Verdict = verdict.Word(), Ms = 1 }],
        Blames = null,
    };
}
