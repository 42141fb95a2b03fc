using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Runs.Disturbances;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;
using Harness.Tests.Runs;
using Harness.Tests.Runs.Gating;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>Which samples the lab takes, takes again, and does without.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class TransferLabTests
{
    private static readonly LabPlan Small = new([4 << 10], 2)
    {
        Sampler = new Sampler { Turns = 3, TurnsAtMost = 3, WarmUps = 2, AtLeast = TimeSpan.Zero }, LatencyTurns = 20, LatencyAtMost = TimeSpan.FromSeconds(0.1),
    };

    private static readonly string Copy = LabTask.MemoryCopy(4 << 10).Name;
    private static readonly LabTerms Undisturbed = new() { Quiet = Disturbed.ByNothing };

    [Test]
    public void Every_other_launch_goes_backwards_and_a_fresh_stack_is_one_for_each()
    {
        var (shared, fresh) = (new Script(), new Script());
        var log = Run(Undisturbed, ("device", shared));
        Assert.That(log.Samples.Where(sample => sample.Launch == 1).Select(sample => sample.Sample.Name), Is.EqualTo(log.Samples.Where(sample => sample.Launch == 0).Select(sample => sample.Sample.Name).Reverse()));
        Assert.That(log.Samples, Has.Count.EqualTo(log.Planned));
        Run(Undisturbed with { FreshStacks = true }, ("device", fresh));
        Assert.That((shared.Starts, fresh.Starts, shared.Ends, fresh.Ends), Is.EqualTo((1, 2, 1, 2)));
    }

    [Test]
    public void A_machine_that_disturbs_everything_is_given_up_and_nothing_of_it_counts()
    {
        var log = new Log();
        Assert.That(() => Run(new LabTerms { Quiet = Disturbed.ByAnything, Stretch = TimeSpan.Zero }, log, ("device", () => new ScriptedLane(new Script()))), Throws.TypeOf<DisturbedException>());
        Assert.That(log.Samples, Is.Empty);
        Assert.That(log.Stretches.Select(stretch => stretch.Attempt), Is.EqualTo(new[] { 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3 }));
        Assert.That(log.Stretches.Take(3).Select(stretch => stretch.Measured), Is.All.EqualTo(new[] { ("device", Copy) }), "with no time for more, one at a time");
    }

    [Test]
    public void What_was_disturbed_in_every_launch_is_missing()
    {
        // One launch of two measurements, taken together, that is lost as a whole.
        var log = new Log();
        Run(new LabTerms { Quiet = Disturbed.ByAnything, Stretch = TimeSpan.FromHours(1) }, log, ("device", () => new ScriptedLane(new Script())));
        Assert.That(log.Samples, Is.Empty);
        Assert.That(log.Gaps, Has.Count.EqualTo(log.Planned / Small.Launches).And.All.Property("Kind").EqualTo(LabGapKind.Disturbed));
    }

    [Test]
    public void Bytes_that_are_lost_on_a_machine_that_is_not_quiet_are_lost_all_the_same()
    {
        var (log, script) = (new Log(), new Script { Fails = Copy });
        Run(new LabTerms { Quiet = Disturbed.ByAnything, Stretch = TimeSpan.FromHours(1) }, log, ("device", () => new ScriptedLane(script)));
        Assert.That(log.Gaps.Single(gap => gap.Name == Copy).Kind, Is.EqualTo(LabGapKind.Failed));
        Assert.That(script.Log.Count(name => name == Copy), Is.EqualTo(1), "it is not asked for again");
    }

    [Test]
    public void A_stretch_under_which_a_real_qemu_is_stopped_is_taken_again()
    {
        var count = 0;
        var log = new Log();
        Run(Undisturbed, log, ("device", () => new StoppedOnce(new HostLabLane(new DeviceLane(new DeviceLaneOptions { Scanout = false })), () => Interlocked.Increment(ref count) == 3)));
        var stretch = log.Stretches.Single();
        Assert.That((stretch.Launch, stretch.Attempt, stretch.Disturbances.Single()), Is.EqualTo((0, 1, "the process under the lane was stopped")));
        Assert.That(stretch.Measured, Has.Member(("device", Copy)));
        Assert.That(log.Gaps.Where(gap => gap.Kind != LabGapKind.Absent), Is.Empty);
        Assert.That(log.Samples.Count(sample => sample.Sample.Name == Copy), Is.EqualTo(Small.Launches), "as many count as were wanted");
        var report = new LabReport(log.Samples, log.Stretches);
        Assert.That((report.Disturbed, report.Metrics.Single(metric => metric.Name == Copy).Disturbed), Is.EqualTo((stretch.Measured.Count, 1)));
    }

    [Test]
    public void A_measurement_that_fails_leaves_the_next_a_fresh_stack_and_a_lane_that_stays_down_is_lost_alone()
    {
        var (failing, whole) = (new Script { Fails = Copy }, new Script());
        var log = Run(Undisturbed, ("device", failing), ("vtest", whole));
        Assert.That(log.Gaps.Single(), Is.EqualTo(new LabGap("device", Copy, $"{Copy}: byte 3 is wrong.", LabGapKind.Failed)));
        Assert.That((failing.Starts, log.Lost.Count), Is.EqualTo((2, 0)), "it is not asked for again");

        log = Run(Undisturbed, ("device", new Script { Fails = Copy, StartsOnce = true }), ("vtest", new Script()));
        Assert.That(log.Lost, Is.EqualTo(new[] { "device" }));
        Assert.That(log.Samples.Select(sample => sample.Lane).Distinct(), Is.EqualTo(new[] { "vtest" }));
        Assert.That(log.Samples, Has.Count.EqualTo(log.Planned / 2));
    }

    [Test]
    public void A_lane_whose_stack_breaks_under_each_measurement_is_given_up_after_three()
    {
        var script = new Script { Breaks = true };
        var log = Run(Undisturbed, ("device", script));
        Assert.That((log.Gaps.Count, log.Lost.Count, script.Log.Count), Is.EqualTo((3, 1, 3)));
    }

    private static Log Run(LabTerms terms, params (string Name, Script Script)[] scripts)
    {
        var log = new Log();
        Run(terms, log, [.. scripts.Select(script => (script.Name, (Func<ILabLane>)(() => new ScriptedLane(script.Script))))]);
        return log;
    }

    private static void Run(LabTerms terms, Log log, params (string Name, Func<ILabLane> Make)[] lanes)
    {
        var renewable = lanes.ToDictionary(lane => lane.Name, lane => new RenewableLane(lane.Make));
        try
        {
            new TransferLab(Small, terms, renewable, log).Run(planned => log.Planned = planned, CancellationToken.None);
        }
        finally
        {
            foreach (var lane in renewable.Values)
            {
                lane.Dispose();
            }
        }
    }

    private sealed class Log : ILabListener
    {
        public int Planned { get; set; }

        public List<LabSample> Samples { get; } = [];

        public List<LabGap> Gaps { get; } = [];

        public List<DisturbedStretch> Stretches { get; } = [];

        public List<string> Lost { get; } = [];

        public void Observed(LaunchConditions usual)
        {
        }

        public void Sampled(LabSample sample) => Samples.Add(sample);

        public void Missed(LabGap gap) => Gaps.Add(gap);

        public void Disturbed(DisturbedStretch stretch) => Stretches.Add(stretch);

        void ILabListener.Lost(string lane, LaneUnavailableException reason) => Lost.Add(lane);
    }
}
