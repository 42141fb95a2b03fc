using Harness.Lab.Sampling;
using Harness.Link.Messages;
using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Gating;
using Harness.Runs.Lanes;
using Harness.Statistics.Gating;
using NUnit.Framework;

namespace Harness.Tests.Runs.Gating;

/// <summary>What the gate makes of two builds whose speed is known. The lanes are scripted; the gate is the real one.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class LaneComparisonTests
{
    private const string Dma = "upload.dma.buffer.256KiB";
    private const string Inline = "upload.inline.buffer.256KiB";

    /// <summary>Whatever else this machine does must not disturb scripted launches.</summary>
    private static readonly QuietTerms Anything = Disturbed.ByNothing;

    [Test]
    public void Launches_alternate_and_equal_builds_are_told_after_the_first_look()
    {
        var listener = new QuietListener();
        var result = Compare(new Script(), new Script(), listener, [Dma]);
        Assert.That(result.Series.Single().Result!.Answer, Is.EqualTo(Answer.Ok));
        Assert.That(
            string.Concat(listener.Launches.Where(launch => launch.Pair >= 0).Select(launch => launch.Side == Side.Base ? 'A' : 'B')), Is.EqualTo("ABBAABBAABBA"), "6 pairs");
        Assert.That(result.Counters.Select(counter => counter.Answer), Is.All.EqualTo(Answer.Ok).And.Exactly(5).Items);
    }

    [Test]
    public void A_slower_head_is_measured_afresh_on_fresh_stacks_and_only_what_is_open_is_measured()
    {
        var (@base, head) = (new Script(), new Script { Slow = "*" });
        var slower = Compare(@base, head, new QuietListener(), [Dma, Inline]);
        Assert.That(slower.Series.Select(series => (series.Result!.Answer, series.Base.Count)), Is.All.EqualTo((Answer.Regression, 18)).And.Exactly(2).Items);
        Assert.That((@base.Starts, head.Starts, @base.Ends, head.Ends), Is.EqualTo((2, 2, 2, 2)), "one stack for the looks, one for the confirmation; none is left");
    }

    [Test]
    public void Fresh_stacks_are_one_for_each_launch_and_never_two_at_a_time()
    {
        var (@base, head) = (new Script(), new Script());
        var listener = new QuietListener { OnLaunch = _ => Assert.That(@base.Starts - @base.Ends + head.Starts - head.Ends, Is.EqualTo(1)) };
        Compare(@base, head, listener, new GateTerms { Metrics = [Dma], Quiet = Anything, FreshStacks = true });
        Assert.That((@base.Starts, head.Starts, @base.Ends, head.Ends), Is.EqualTo((7, 7, 7, 7)), "and one each to see that they run");
    }

    [Test]
    public void What_has_its_answer_is_measured_no_more()
    {
        var head = new Script { Slow = Inline };
        var result = Compare(new Script(), head, new QuietListener(), [Dma, Inline]);
        Assert.That(result.Series.Single(series => series.Metric.Name == Dma).Result!.Answer, Is.EqualTo(Answer.Ok));
        Assert.That(result.Series.Single(series => series.Metric.Name == Inline).Result!.Answer, Is.EqualTo(Answer.Regression));
        Assert.That((head.Log.Count(name => name == Dma), head.Log.Count(name => name == Inline)), Is.EqualTo((7, 19)), "with one that warms up");
    }

    [Test]
    public void A_counter_that_grows_is_found()
    {
        var result = Compare(new Script(), new Script { Kicks = 5 }, new QuietListener(), [Dma]);
        Assert.That(result.Counters.Single(counter => counter.Answer == Answer.Regression).Name, Is.EqualTo($"{Dma}.kicks"));
    }

    [Test]
    public void A_driver_that_asks_more_of_its_device_is_found_and_what_varies_by_itself_is_not()
    {
        var work = new DeviceWork(3, 96, 0, 1, 2, 1);
        Assert.That(Changes(_ => work, _ => work), Is.Empty);
        Assert.That(Changes(_ => work, _ => work with { Commands = 4, Bytes = 100, Fences = 0 }), Is.EqualTo(new[] { "device-commands Regression", "device-bytes Regression", "device-fences Ok better" }));
        Assert.That(Changes(_ => work with { Transfers = 0 }, _ => work with { Transfers = 1 }), Is.EqualTo(new[] { "device-transfers Regression" }), "what the base never asks for");

        // Doorbells are shared as time has it: two launches alike do not show it, six do.
        Assert.That(Changes(launch => work with { Kicks = launch < 5 ? 2 : 1 }, _ => work with { Kicks = 3 }), Is.EqualTo(new[] { "device-kicks left out" }));
        Assert.That(Changes(launch => work with { Kicks = launch < 5 ? 2 : null }, _ => work with { Kicks = 3 }), Is.Empty, "within a launch");
        Assert.That(Changes(_ => work, launch => work with { Kicks = launch < 5 ? 2 : 3 }), Is.EqualTo(new[] { "device-kicks left out" }));
        Assert.That(Changes(_ => work, launch => work with { Kicks = launch < 5 ? 3 : 4 }), Is.EqualTo(new[] { "device-kicks Inconclusive" }), "never as the base");
        Assert.That(Changes(_ => work, _ => work with { Kicks = null }), Is.EqualTo(new[] { "device-kicks Inconclusive" }));
        Assert.That(Changes(_ => work, null), Is.Empty, "only one of two QEMUs tells");

        static IEnumerable<string> Changes(Func<int, DeviceWork> @base, Func<int, DeviceWork>? head)
            => Compare(new Script { Device = @base }, new Script { Device = head }, new QuietListener(), [Dma]).Counters
                .Where(counter => counter.Answer != Answer.Ok || counter.Improved)
                .Select(counter => $"{counter.Name[(counter.Name.LastIndexOf('.') + 1)..]} {counter.Answer?.ToString() ?? "left out"}{(counter.Improved ? " better" : string.Empty)}");
    }

    [Test]
    public void A_head_that_loses_bytes_or_breaks_is_a_finding_and_a_base_that_does_is_not()
    {
        Assert.That(Compare(new Script(), new Script { Fails = Dma }, new QuietListener(), [Dma]).HeadFaults, Has.One.Contains("byte 3 is wrong"));
        Assert.That(Compare(new Script(), new Script { Lacks = Dma }, new QuietListener(), [Dma]).HeadFaults, Has.One.Contains("the head has no upload.dma"));
        Assert.That(Compare(new Script(), new Script { DoesNotStart = true }, new QuietListener(), [Dma]).HeadFaults, Has.One.Contains("The guest panicked"));

        Assert.That(Compare(new Script { Fails = Dma }, new Script(), new QuietListener(), [Dma]).Troubles, Has.One.Contains("byte 3 is wrong"));
        Assert.That(Compare(new Script { DoesNotStart = true }, new Script(), new QuietListener(), [Dma]).Troubles, Has.One.Contains("The guest panicked"));
        var unavailable = Compare(new Script(), new Script { DoesNotStart = true, Refusal = new LaneUnavailableException("No QEMU.") }, new QuietListener(), [Dma]);
        Assert.That((unavailable.Troubles.Count, unavailable.HeadFaults.Count), Is.EqualTo((1, 0)), "what is not there is nobody's defect");
    }

    [Test]
    public void A_machine_that_disturbs_every_launch_is_given_up_and_no_build_is_blamed()
    {
        // Not even a machine that does nothing keeps a limit below zero.
        var listener = new QuietListener();
        var terms = new GateTerms { Metrics = [Dma], Quiet = Disturbed.ByAnything };
        var result = Compare(new Script(), new Script(), listener, terms);
        Assert.That(result.Troubles, Has.One.Contains("disturbed 3 times each"));
        Assert.That(result.HeadFaults, Is.Empty);
        Assert.That(listener.Launches.Where(launch => launch.Pair == 0).Select(launch => (launch.Attempt, launch.Counts)), Is.EqualTo(new[] { (1, false), (2, false), (3, false) }), "retried twice");
    }

    [Test]
    public void Bytes_that_are_lost_on_a_machine_that_is_not_quiet_are_lost_all_the_same()
    {
        var terms = new GateTerms { Metrics = [Dma], Quiet = Disturbed.ByAnything };
        var head = Compare(new Script(), new Script { Fails = Dma }, new QuietListener(), terms);
        Assert.That(head.HeadFaults.Single(), Is.EqualTo($"device: the head failed: {Dma}: byte 3 is wrong."));
        Assert.That(head.Troubles, Is.Empty);
        Assert.That(Compare(new Script { Fails = Dma }, new Script(), new QuietListener(), terms).Troubles.Single(), Does.Contain("the base failed"));
        Assert.That(Compare(new Script(), new Script { Fails = Dma, Fault = MeasureFault.Failed }, new QuietListener(), terms).HeadFaults, Is.Empty, "what was too slow may have been so by that");
    }

    private static LaneResult Compare(Script @base, Script head, QuietListener listener, string[] metrics)
        => Compare(@base, head, listener, new GateTerms { Metrics = metrics, Quiet = Anything });

    private static LaneResult Compare(Script @base, Script head, QuietListener listener, GateTerms terms)
    {
        using var one = new GateSide(Side.Base, () => new ScriptedLane(@base));
        using var other = new GateSide(Side.Head, () => new ScriptedLane(head));
        return new LaneComparison("device", terms, one, other, listener).Run(CancellationToken.None);
    }
}
