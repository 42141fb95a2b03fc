using Harness.Runs;
using Harness.Runs.Blame;
using Harness.Runs.Execution;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture, CancelAfter(30_000)]
internal sealed class RunTests
{
    [Test]
    public async Task All_cells_pass_in_the_plans_order_and_the_lane_is_taken_down()
    {
        var lane = new FakeLane();
        var outcome = await Execute([lane]);
        Assert.That(outcome.Cells.Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(outcome.Cells.Select(cell => cell.Name.Scene).Distinct(), Is.EqualTo(FakeScenes.Some.Select(scene => scene.Name)));
        Assert.That((outcome.ExitCode, outcome.Ledger.Passed, lane.Disposed), Is.EqualTo((0, 8, true)));
    }

    [Test]
    public async Task A_mismatch_is_exit_code_1_and_leaves_pictures_and_the_stream()
    {
        using var folder = new TemporaryFolder();
        var lane = new FakeLane { Answer = (scene, observer) => new Observation(observer, 1) { Frame = scene.Name == "a/two" ? FakeScenes.Black() : FakeScenes.White() } };
        var outcome = await Execute([lane], folder: folder.Path);
        Assert.That(outcome.ExitCode, Is.EqualTo(1));
        var failed = outcome.Cells.Where(cell => cell.Verdict == Verdict.Mismatch).ToArray();
        Assert.That(failed.Select(cell => cell.Name.Observer), Is.EqualTo((Observer[])[Observer.Readback, Observer.Scanout]));
        Assert.That(
            failed[0].Artifacts.Select(Path.GetFileName),
            Is.EqualTo((string[])["difference.png", "observed.png", "stream.txt", "fake-stderr.txt", "expected.png", "lower.png", "upper.png"]));
        foreach (var file in failed.SelectMany(cell => cell.Artifacts))
        {
            Assert.That(Path.Combine(folder.Path, file), Does.Exist);
        }

        var kept = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Length;
        Assert.That(kept, Is.EqualTo(failed.Sum(cell => cell.Artifacts.Count)), "files of passed cells");
    }

    [Test]
    public async Task Declared_skips_are_in_the_books_and_leave_the_exit_code_at_0()
    {
        var outcome = await Execute([new FakeLane { Reason = (scene, _) => scene.Area == "b" ? "not here" : null }]);
        Assert.That((outcome.ExitCode, outcome.Ledger.Passed, outcome.Ledger.Skipped), Is.EqualTo((0, 4, 4)));
    }

    [Test]
    public async Task A_lane_that_does_not_start_makes_harness_errors_and_exit_code_3_and_the_others_go_on()
    {
        var broken = new FakeLane("broken") { Starting = () => throw new LaneUnavailableException("It is not installed. Install it.") };
        var outcome = await Execute([broken, new FakeLane("good")]);
        Assert.That(outcome.ExitCode, Is.EqualTo(3));
        Assert.That(outcome.Cells.Where(cell => cell.Name.Lane == "broken").Select(cell => (cell.Verdict, cell.Message ?? "")), Is.All.EqualTo((Verdict.HarnessError, "It is not installed. Install it.")));
        Assert.That(outcome.Cells.Where(cell => cell.Name.Lane == "good").Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.Pass));
        Assert.That(outcome.Troubles[0], Does.Contain("broken").And.Contain("Install it."));
    }

    [Test]
    public async Task A_lane_that_may_be_absent_and_is_makes_declared_skips_and_the_books_balance()
    {
        var absent = new FakeLane("absent") { Starting = () => throw new LaneUnavailableException("It is not installed. Install it.") };
        var outcome = await Execute([absent, new FakeLane("good")], mayBeAbsent: _ => true);
        var skipped = outcome.Cells.Where(cell => cell.Name.Lane == "absent").ToArray();
        Assert.That(skipped.Select(cell => (cell.Verdict, cell.Message ?? "")), Is.All.EqualTo((Verdict.Skip, "Lane 'absent' cannot run here: It is not installed. Install it.")));
        Assert.That((outcome.ExitCode, outcome.Ledger.Passed, outcome.Ledger.Skipped, outcome.Ledger.NotRun), Is.EqualTo((0, 8, 8, 0)));
        Assert.That(outcome.Troubles, Is.Empty);
    }

    [Test]
    public async Task Lanes_that_are_all_absent_are_no_success()
    {
        var absent = new FakeLane { Starting = () => throw new LaneUnavailableException("It is not installed.") };
        var outcome = await Execute([absent], mayBeAbsent: _ => true);
        Assert.That((outcome.ExitCode, outcome.Ledger.Skipped), Is.EqualTo((3, 8)));
        Assert.That(outcome.Troubles.Single(), Does.Contain("No lane can run here"));
    }

    [Test]
    public async Task An_absent_lane_is_skipped_also_where_the_list_expects_its_cells_to_fail()
    {
        var absent = new FakeLane("absent") { Starting = () => throw new LaneUnavailableException("It is not installed.") };
        var outcome = await Execute([absent, new FakeLane("good")], mayBeAbsent: _ => true, expected: "a/one | absent | * | It is wrong. | It was seen.");
        Assert.That((outcome.Ledger.Skipped, outcome.Ledger.ExpectedFails), Is.EqualTo((8, 0)));
    }

    [Test]
    public async Task A_lane_of_which_one_of_several_host_stacks_comes_up_plays_all_its_scenes_and_tells()
    {
        var made = 0;
        var outcome = await Execute(
            [new FakeLane()],
            make: _ => Interlocked.Increment(ref made) == 1 ? new FakeLane { Starting = () => throw new LaneUnavailableException("No room.") } : new FakeLane(),
            jobs: 2,
            mayBeAbsent: _ => true);
        Assert.That((outcome.Ledger.Passed, outcome.Ledger.Skipped), Is.EqualTo((8, 0)));
        Assert.That(outcome.Troubles.Single(), Does.Contain("No room."));
    }

    [Test]
    public async Task A_lane_that_may_be_absent_fails_once_it_has_come_up()
    {
        var lane = new FakeLane { Answer = (_, _) => throw new LaneUnavailableException("It does not come back.") };
        var outcome = await Execute([lane], mayBeAbsent: _ => true);
        Assert.That(outcome.Cells.Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.HarnessError));
        Assert.That(outcome.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task Failed_scenes_are_blamed_from_all_lanes_together()
    {
        var outcome = await Execute([new FakeLane("vtest"), new FakeLane("device") { Answer = (scene, observer) => new Observation(observer, 1) { Frame = scene.Name == "a/two" ? FakeScenes.Black() : FakeScenes.White() } }]);
        var blame = outcome.Blames.Single();
        Assert.That((blame.Scene, blame.Layer, blame.Certainty), Is.EqualTo(("a/two", Layer.Device, Certainty.Sure)));
    }

    [Test]
    public async Task A_host_stack_that_does_not_come_back_is_given_up_after_three_attempts()
    {
        var attempts = 0;
        var lane = new FakeLane
        {
            Answer = (_, _) =>
            {
                attempts++;
                throw new LaneUnavailableException("It does not come back.");
            },
        };
        var outcome = await Execute([lane]);
        Assert.That(attempts, Is.EqualTo(3));
        Assert.That(outcome.Cells.Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.HarnessError));
        Assert.That(outcome.Ledger.Planned, Is.EqualTo(8));
        Assert.That(outcome.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task What_is_under_test_and_does_not_come_up_is_no_absence_and_given_up_after_three_attempts()
    {
        var attempts = 0;
        var lane = new FakeLane
        {
            Starting = () =>
            {
                attempts++;
                throw new LaneBrokenException(new LaneFault(Verdict.GuestCrash, "It panics."), new PlayEvidence { Host = "qemu", Logs = [new("console.txt", "Kernel panic")] });
            },
        };
        using var folder = new TemporaryFolder();
        var outcome = await Execute([lane], folder: folder.Path, mayBeAbsent: _ => true);
        Assert.That(attempts, Is.EqualTo(3));
        Assert.That(outcome.Cells.Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.GuestCrash));
        Assert.That(outcome.Cells.Count(cell => cell.Message == "It panics." && cell.Artifacts.Any(file => file.EndsWith("console.txt", StringComparison.Ordinal))), Is.EqualTo(6), "the scenes that met it");
        Assert.That(outcome.Cells.Count(cell => cell.Message == "The host stack did not come up 3 times in a row. It panics."), Is.EqualTo(2));
        Assert.That((outcome.ExitCode, outcome.Troubles.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_start_that_succeeds_the_second_time_costs_the_scene_that_met_the_first()
    {
        var attempts = 0;
        var lane = new FakeLane
        {
            Starting = () =>
            {
                if (++attempts == 1)
                {
                    throw new LaneBrokenException(new LaneFault(Verdict.Hang, "It does not get ready."), PlayEvidence.None);
                }
            },
        };
        var outcome = await Execute([lane]);
        Assert.That((outcome.Ledger.Failed, outcome.Ledger.Passed, outcome.Stacks.Count), Is.EqualTo((2, 6, 1)));
    }

    [Test]
    public async Task A_driver_that_is_not_deployed_is_not_tried_again()
    {
        var attempts = 0;
        var lane = new FakeLane
        {
            Starting = () =>
            {
                attempts++;
                throw new LaneBrokenException(new LaneFault(Verdict.DeployFailed, "There is no such file."), PlayEvidence.None);
            },
        };
        var outcome = await Execute([lane]);
        Assert.That(attempts, Is.EqualTo(1));
        Assert.That(outcome.Cells.Select(cell => (cell.Verdict, cell.Message)), Is.All.EqualTo((Verdict.DeployFailed, "There is no such file.")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_defect_of_the_harness_in_one_lane_is_told_there_and_the_others_go_on(bool atStart)
    {
        var broken = new FakeLane("broken")
        {
            Starting = () => _ = atStart ? throw new InvalidOperationException("Nobody thought of that.") : true,
            Answer = (_, _) => throw new InvalidOperationException("Nobody thought of that."),
        };
        var outcome = await Execute([broken, new FakeLane("good")], mayBeAbsent: _ => true);
        Assert.That((outcome.ExitCode, outcome.Ledger.Passed, outcome.Ledger.HarnessErrors), Is.EqualTo((3, 8, 8)));
        Assert.That(outcome.Cells.First(cell => cell.Name.Lane == "broken").Message, Does.StartWith("A defect of the harness: InvalidOperationException: Nobody thought of that. (at "));
    }

    [Test]
    public async Task Jobs_share_a_lanes_scenes()
    {
        var lanes = new List<FakeLane>();
        var outcome = await Execute(
            [new FakeLane()],
            make: _ =>
            {
                var lane = new FakeLane();
                lanes.Add(lane);
                return lane;
            },
            jobs: 3);
        Assert.That(lanes, Has.Count.EqualTo(3));
        Assert.That(lanes.SelectMany(lane => lane.Played), Is.EquivalentTo(FakeScenes.Some.Select(scene => scene.Name)));
        Assert.That(outcome.ExitCode, Is.EqualTo(0));
    }

    [Test]
    public async Task A_cancelled_run_keeps_what_was_judged_and_says_what_was_not()
    {
        using var source = new CancellationTokenSource();
        var lane = new FakeLane
        {
            Answer = (scene, observer) =>
            {
                if (scene.Name == "a/two")
                {
                    source.Cancel();
                }

                return new Observation(observer, 1) { Frame = FakeScenes.White() };
            },
        };
        var outcome = await Execute([lane], cancellation: source.Token);
        Assert.That((outcome.Interrupted, outcome.ExitCode), Is.EqualTo((true, 3)));
        Assert.That((outcome.Ledger.Passed, outcome.Ledger.NotRun), Is.EqualTo((4, 4)));
        Assert.That(outcome.Troubles, Is.Empty);
        Assert.That(lane.Disposed);
    }

    [Test]
    public async Task A_scene_that_hangs_through_a_cancellation_is_aborted_and_not_judged()
    {
        using var source = new CancellationTokenSource();
        using var aborted = new ManualResetEventSlim();
        var lane = new HangingLane(source, aborted);
        var outcome = await Execute([lane], make: _ => lane, cancellation: source.Token);
        Assert.That(aborted.IsSet);
        Assert.That((outcome.Interrupted, outcome.Cells.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Artifacts_that_cannot_be_written_are_a_trouble_and_not_a_lost_verdict()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "cells");
        await File.WriteAllTextAsync(file, "a file where a folder should be");
        var outcome = await Execute([new FakeLane { Answer = (_, observer) => new Observation(observer, 1) { Frame = FakeScenes.Black() } }], folder: folder.Path);
        Assert.That(outcome.Ledger.Failed, Is.EqualTo(8));
        Assert.That(outcome.ExitCode, Is.EqualTo(3));
        Assert.That(outcome.Troubles.Single(), Does.Contain(folder.Path).And.Contain("--out"));
    }

    private static Task<RunOutcome> Execute(
        IReadOnlyList<ILane> lanes, Func<string, ILane>? make = null, int jobs = 1, string? folder = null, Func<string, bool>? mayBeAbsent = null, string expected = "", CancellationToken cancellation = default)
    {
        var plan = RunPlan.Make(FakeScenes.Some, lanes, new PlanRequest());
        var options = new RunOptions { MakeLane = make ?? (name => lanes.First(lane => lane.Name == name)), Jobs = jobs, Folder = folder, MayBeAbsent = mayBeAbsent ?? (_ => false), Expected = ExpectedFailList.Parse(expected) };
        return new Run(plan, options).Execute(cancellation);
    }

    /// <summary>FAKE: a lane whose first scene waits until somebody takes its host stack away.</summary>
    private sealed class HangingLane(CancellationTokenSource cancel, ManualResetEventSlim aborted) : ILane
    {
        public string Name => "hanging";

        public IReadOnlyList<Observer> Observers => [Observer.Readback];

        public string? WhyNot(Harness.Scenes.Scene scene, Observer observer) => null;

        public LaneStack Start() => new() { Connection = "fake", Renderer = "none", CapsetId = 2, CapsetVersion = 2 };

        public ScenePlay Play(Harness.Scenes.Scene scene, IReadOnlyList<Observer> observers)
        {
            cancel.Cancel();
            aborted.Wait(TimeSpan.FromSeconds(20));
            return new ScenePlay([new Observation(Observer.Readback, 1) { Fault = new LaneFault(Verdict.HostCrash, "ended by the harness") }], PlayEvidence.None);
        }

        public void Abort() => aborted.Set();

        public void Dispose()
        {
        }
    }
}
