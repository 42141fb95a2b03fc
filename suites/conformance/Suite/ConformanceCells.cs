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
        var host = LaneHosts.Of(planned.Lane);
        if (host.WhyNot(planned.Scene, observer) is { } reason)
        {
            Assert.Ignore(reason);
        }

        var judged = await host.Judge(planned.Scene, observer);
        switch (judged.Cell.Verdict)
        {
            case Verdict.Pass:
                break;
            case Verdict.ExpectedFail:
                Assert.Ignore($"Expected fail ({judged.Cell.Failure!.Value.Word()}): {judged.Cell.Reason}");
                break;
            default:
                foreach (var file in host.Keep(judged))
                {
                    TestContext.AddTestAttachment(file);
                }

                Assert.Fail($"{judged.Cell.Verdict.Word()}: {planned.Scene.Proves}\n{judged.Cell.Message}");
                break;
        }
    }
}
