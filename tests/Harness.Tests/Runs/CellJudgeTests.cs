using Harness.Imaging;
using Harness.Runs;
using Harness.Runs.Expectations;
using Harness.Runs.Judging;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.References;
using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture]
internal sealed class CellJudgeTests
{
    private const string Listed = "a/one | * | * | clears are broken | seen";
    private static readonly Scene White = FakeScenes.Of("a/one");

    [Test]
    public async Task A_frame_within_bounds_passes()
        => Assert.That((await Judge(Observer.Readback, FakeScenes.White())).Verdict, Is.EqualTo(Verdict.Pass));

    [Test]
    public async Task A_frame_out_of_bounds_is_a_mismatch_that_says_where()
    {
        var cell = await Judge(Observer.Readback, FakeScenes.Black());
        Assert.That(cell.Verdict, Is.EqualTo(Verdict.Mismatch));
        Assert.That(cell.Message, Does.Contain("box:").And.Contain("8x8 at (0, 0)"));
    }

    [Test]
    public async Task Alpha_is_judged_in_a_readback_and_not_on_a_display_that_has_none()
    {
        Assert.That((await Judge(Observer.Readback, FakeScenes.White(alpha: 0))).Verdict, Is.EqualTo(Verdict.Mismatch));
        Assert.That((await Judge(Observer.Scanout, FakeScenes.White(alpha: 0))).Verdict, Is.EqualTo(Verdict.Pass));
    }

    [TestCase(Verdict.HostCrash)]
    [TestCase(Verdict.Hang)]
    [TestCase(Verdict.ContextLost)]
    public async Task A_fault_is_the_verdict(Verdict fault)
    {
        var cell = await Judge(new Observation(Observer.Readback, 1) { Fault = new LaneFault(fault, "why") });
        Assert.That((cell.Verdict, cell.Message), Is.EqualTo((fault, "why")));
    }

    [Test]
    public async Task A_listed_cell_that_fails_is_an_expected_fail_and_keeps_how_it_failed()
    {
        var cell = await Judge(Observer.Readback, FakeScenes.Black(), Listed);
        Assert.That((cell.Verdict, cell.Failure, cell.Reason), Is.EqualTo((Verdict.ExpectedFail, (Verdict?)Verdict.Mismatch, "clears are broken")));
        Assert.That(cell.Verdict.IsFailure(), Is.False);
    }

    [Test]
    public async Task A_listed_cell_that_passes_is_a_failure()
    {
        var cell = await Judge(Observer.Readback, FakeScenes.White(), Listed);
        Assert.That(cell.Verdict, Is.EqualTo(Verdict.UnexpectedPass));
        Assert.That(cell.Verdict.IsFailure());
        Assert.That(cell.Message, Does.Contain("line 1"));
    }

    [Test]
    public async Task An_entry_for_another_stack_expects_nothing()
        => Assert.That((await Judge(Observer.Readback, FakeScenes.Black(), Listed.Replace("| * | clears", "| virglrenderer 9.* | clears"))).Verdict, Is.EqualTo(Verdict.Mismatch));

    [Test]
    public async Task A_harness_error_is_never_expected()
        => Assert.That((await Judge(new Observation(Observer.Readback, 1) { Fault = new LaneFault(Verdict.HarnessError, "oops") }, Listed)).Verdict, Is.EqualTo(Verdict.HarnessError));

    [Test]
    public async Task A_scene_that_the_oracle_refuses_is_a_harness_error()
    {
        var unfinished = new SceneBuilder("a/one", "It draws without vertices.", "none", 8, 8).Draw(Harness.Scenes.State.Primitive.Triangles, 3).Build();
        var cell = await Judge(new Observation(Observer.Readback, 1) { Frame = FakeScenes.White() }, scene: unfinished);
        Assert.That(cell.Verdict, Is.EqualTo(Verdict.HarnessError));
        Assert.That(cell.Message, Does.StartWith("There is no reference frame"));
    }

    private static Task<Cell> Judge(Observer observer, Frame frame, string list = "") => Judge(new Observation(observer, 1) { Frame = frame }, list);

    private static async Task<Cell> Judge(Observation observation, string list = "", Scene? scene = null)
    {
        var judge = new CellJudge(new ReferenceSource(), ExpectedFailList.Parse(list), _ => Task.FromResult(StackName.Of("0.10.4", "LLVMPIPE", "7.2.22")));
        var judged = await judge.Judge(new PlannedPlay(scene ?? White, "device", [observation.Observer], 1), new ScenePlay([observation], PlayEvidence.None));
        return judged.Single().Cell;
    }
}
