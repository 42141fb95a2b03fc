using System.Diagnostics;
using Harness.Processes;
using Harness.Runs.Gating;
using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Lanes;
using Harness.Runs.Transfers;
using NUnit.Framework;

namespace Harness.Tests.Runs.Gating;

/// <summary>What disturbs launches, with real disturbances where this machine can have them.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class DisturbanceTests
{
    private static readonly LaunchConditions Quiet = new(1, 0.1, 0.02, 0, 0.05, 0, false, 0.001);

    private static IEnumerable<TestCaseData> Limits()
    {
        yield return new TestCaseData(Quiet, null);
        yield return new TestCaseData(Quiet with { Foreign = 0.3 }, "others used 30");
        yield return new TestCaseData(Quiet with { Stolen = 0.06 }, "the hypervisor took 6");
        yield return new TestCaseData(Quiet with { Throttled = 1 }, "CPUs were throttled");
        yield return new TestCaseData(Quiet with { Throttled = null }, null);
        yield return new TestCaseData(Quiet with { Stopped = true }, "was stopped");
        yield return new TestCaseData(Quiet with { Standstill = 0.7 }, "nothing ran for 0.7 s");
    }

    [TestCaseSource(nameof(Limits))]
    public void Each_disturbance_is_told(LaunchConditions conditions, string? told)
        => Assert.That(new HostLimits().Exceeded(conditions), told is null ? Is.Empty : Has.One.StartsWith(told).Or.One.Contains(told));

    [Test]
    public void On_a_machine_that_is_never_quiet_only_what_is_added_disturbs()
    {
        var limits = new HostLimits().Over(Quiet with { Foreign = 0.5 });
        Assert.That(limits.Exceeded(Quiet with { Foreign = 0.7 }), Is.Empty);
        Assert.That(limits.Exceeded(Quiet with { Foreign = 0.8 }), Is.Not.Empty);
    }

    [Test]
    public void Others_that_keep_all_cpus_busy_are_seen()
    {
        // Their parent ends at once, so that they are nobody's here; they end by themselves should this test not come to it.
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", "for i in $(seq $(nproc)); do timeout 30 sh -c 'while :; do :; done' > /dev/null 2>&1 & echo $!; done"]) { RedirectStandardOutput = true })!;
        int[] hogs = [.. shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        shell.WaitForExit();
        try
        {
            var conditions = LaunchWatch.Observe(TimeSpan.FromSeconds(0.5), CancellationToken.None);
            Assert.That(new HostLimits().Exceeded(conditions), Has.Some.StartsWith("others used"), $"{conditions}");
        }
        finally
        {
            Array.ForEach(hogs, hog => ProcessSignals.Send(hog, ProcessSignals.Term));
        }
    }

    [Test]
    public void A_launch_under_which_qemu_is_stopped_is_thrown_away_and_taken_again()
    {
        var listener = new QuietListener();
        var terms = new GateTerms
        {
            Metrics = ["latency.round-trip.p50"], Quiet = Disturbed.ByNothing,
            Plan = new() { Looks = [new(4, 0.05)], Confirmation = new(4, 0.05), MinEffect = 10 },
        };
        var stops = 0;
        using var one = new GateSide(Side.Base, Device);
        using var other = new GateSide(Side.Head, () => new StoppedOnce(Device(), () => Interlocked.Increment(ref stops) == 2));
        var result = new LaneComparison("device", terms, one, other, listener).Run(CancellationToken.None);
        var disturbed = listener.Launches.Where(launch => !launch.Counts).ToList();
        Assert.That(disturbed.Select(launch => (launch.Side, launch.Pair, launch.Attempt, launch.Disturbances.Single())), Is.EqualTo(new[] { (Side.Head, 0, 1, "the process under the lane was stopped") }));
        Assert.That(result.Series.Single().Base, Has.Count.EqualTo(4), "as many launches count as were wanted");
        Assert.That((result.Troubles, result.HeadFaults), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())));

        static ILabLane Device() => new HostLabLane(new DeviceLane(new DeviceLaneOptions { Scanout = false }));
    }
}
