using Harness.Catalogue;
using Harness.Processes;
using Harness.Runs;
using Harness.Runs.Execution;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>Lanes on real host stacks: QEMU and virgl_test_server.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class VirglLaneTests
{
    private static readonly Scene Drawn = SceneCatalogue.All.First(scene => scene.Name == "viewport/whole");

    [TestCase(DeviceLane.LaneName)]
    [TestCase(VtestLane.LaneName)]
    public async Task A_scene_passes_in_every_way_that_the_lane_can_observe(string name)
    {
        var outcome = await Execute(name, [Drawn], repeat: 2);
        Assert.That(outcome.Cells.Select(cell => (cell.Verdict, cell.Message)), Is.All.EqualTo((Verdict.Pass, (string?)null)));
        Assert.That(outcome.Cells, Has.Count.EqualTo(name == DeviceLane.LaneName ? 4 : 2));
        Assert.That(outcome.Stacks[name].Renderer, Is.Not.Empty);
    }

    [TestCase(DeviceLane.LaneName)]
    [TestCase(VtestLane.LaneName)]
    public async Task A_host_that_is_killed_is_one_crash_and_the_rest_goes_on(string name)
    {
        var killer = new Killer();
        var outcome = await Execute(name, [Drawn], repeat: 40, killer);
        var crashed = outcome.Cells.Where(cell => cell.Verdict == Verdict.HostCrash).ToArray();
        Assert.That(killer.Killed);
        Assert.That(crashed.Select(cell => cell.Name.Turn).Distinct().Count(), Is.EqualTo(1), string.Join('\n', crashed.Select(cell => $"{cell.Name}: {cell.Message}")));
        Assert.That(outcome.Cells.Except(crashed).Select(cell => (cell.Verdict, cell.Message)), Is.All.EqualTo((Verdict.Pass, (string?)null)));
        Assert.That(crashed[0].Message, Does.Contain("SIGKILL"));
        Assert.That(outcome.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task A_qemu_that_hangs_is_one_hang_that_says_what_it_was_doing_and_the_rest_goes_on()
    {
        var stopper = new Killer(ProcessSignals.Stop);
        var outcome = await Execute(DeviceLane.LaneName, [Drawn], repeat: 40, stopper);
        var hung = outcome.Cells.Where(cell => cell.Verdict == Verdict.Hang).ToArray();
        Assert.That(hung.Select(cell => cell.Name.Turn).Distinct().Count(), Is.EqualTo(1), string.Join('\n', hung.Select(cell => $"{cell.Name}: {cell.Message}")));
        Assert.That(hung[0].Message, Does.Contain("is stopped"));
        Assert.That(outcome.Cells.Except(hung).Select(cell => (cell.Verdict, cell.Message)), Is.All.EqualTo((Verdict.Pass, (string?)null)));
    }

    [Test]
    public void A_missing_qemu_makes_the_device_lane_unavailable_and_is_named()
    {
        using var lane = new DeviceLane(new DeviceLaneOptions { Qemu = "/nonexistent/qemu" });
        Assert.That(lane.Start, Throws.TypeOf<LaneUnavailableException>().With.Message.Contains("/nonexistent/qemu"));
    }

    [Test]
    public void A_socket_without_a_server_makes_the_vtest_lane_unavailable_and_is_named()
    {
        using var lane = new VtestLane(new VtestLaneOptions { Socket = "/nonexistent/vtest" });
        Assert.That(lane.Start, Throws.TypeOf<LaneUnavailableException>().With.Message.Contains("/nonexistent/vtest"));
    }

    [Test]
    public async Task Verdicts_are_the_same_with_a_cold_and_with_a_warm_shader_cache()
    {
        Scene[] scenes = [.. SceneCatalogue.All.Where(scene => scene.Needs == SceneNeeds.None).Take(12)];
        var settings = new LaneSettings { Scanout = false };
        var cold = await Execute(DeviceLane.LaneName, scenes, settings: settings with { Cold = true });
        await Execute(DeviceLane.LaneName, scenes, settings: settings);
        var warm = await Execute(DeviceLane.LaneName, scenes, settings: settings);
        Assert.That((cold.Stacks[DeviceLane.LaneName].ShaderCache, warm.Stacks[DeviceLane.LaneName].ShaderCache), Is.EqualTo(("cold", "warm")));
        Assert.That(warm.Cells.Select(cell => (cell.Name, cell.Verdict)), Is.EqualTo(cold.Cells.Select(cell => (cell.Name, cell.Verdict))));
    }

    [TestCase(1, 1)]
    [TestCase(31, 5)]
    [TestCase(32, 32)]
    [TestCase(200, 3)]
    public async Task A_window_of_any_size_is_seen_on_the_display(int width, int height)
    {
        var scene = new SceneBuilder("size/odd", "A window of any size is shown.", "GL 4.5 section 17.4.3", width, height).FillCorners().Build();
        var outcome = await Execute(DeviceLane.LaneName, [scene]);
        Assert.That(outcome.Cells.Select(cell => (cell.Verdict, cell.Message)), Is.All.EqualTo((Verdict.Pass, (string?)null)));
    }

    private static Task<RunOutcome> Execute(string name, Scene[] scenes, int repeat = 1, IRunListener? listener = null, LaneSettings? settings = null)
    {
        settings ??= new LaneSettings();
        var observers = settings.Scanout ? Array.Empty<string>() : ["readback"];
        var plan = RunPlan.Make(scenes, [LaneCatalogue.Make(name, settings)], new PlanRequest { Repeat = repeat, Observers = observers });
        return new Run(plan, new RunOptions { MakeLane = lane => LaneCatalogue.Make(lane, settings) }, listener).Execute();
    }

    /// <summary>Sends the host stack a signal once, when the first cell has been judged.</summary>
    private sealed class Killer(int signal = ProcessSignals.Kill) : IRunListener
    {
        private int _process;

        public bool Killed { get; private set; }

        public void LaneStarted(string lane, LaneStack stack) => _process = stack.ProcessId!.Value;

        public void LaneFailed(string lane, string message)
        {
        }

        public void LaneBroken(string lane, LaneFault fault)
        {
        }

        public void LaneAbsent(string lane, string message)
        {
        }

        public void CellJudged(Cell cell)
        {
            if (!Killed)
            {
                Killed = ProcessSignals.Send(_process, signal);
            }
        }
    }
}
