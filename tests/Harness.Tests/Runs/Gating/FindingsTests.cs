using System.Text;
using Harness.Reports.Gating;
using Harness.Runs.Gating.Ledger;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Gating.Records;
using Harness.Statistics.Gating;
using Harness.Tests.Store;
using NUnit.Framework;

namespace Harness.Tests.Runs.Gating;

/// <summary>What is said of what was measured: verdicts, exit codes, the comment.</summary>
[TestFixture]
internal sealed class FindingsTests
{
    private static readonly GateMetric Time = GateMetric.Time("latency.round-trip");

    [Test]
    public void A_regression_that_the_ledger_accepts_is_shown_and_does_not_fail()
    {
        var accepted = new Findings(Ledger("latency.*", "abc"), "abcdef").Metrics("device", [Series(Time, 1.1)]);
        Assert.That((accepted.Single().Verdict, accepted.Single().Reason), Is.EqualTo((GateVerdicts.Accepted, "expected: known")));
        Assert.That(Gate(accepted).ExitCode, Is.Zero);
        var other = new Findings(Ledger("latency.*", "abc"), "fff").Metrics("device", [Series(Time, 1.1)]);
        Assert.That((other.Single().Verdict, Gate(other).ExitCode), Is.EqualTo((GateVerdicts.Regression, 1)));
    }

    [Test]
    public void A_quotient_that_falls_since_its_divisor_became_faster_is_no_regression()
    {
        var (over, under) = (GateMetric.Throughput("over"), GateMetric.Throughput("under"));
        var quotient = GateMetric.Quotient("quotient", "over", "under");
        Assert.That(Verdict(Series(over, 1), Series(under, 1.2), Series(quotient, 1 / 1.2)), Is.EqualTo(GateVerdicts.Ok));
        Assert.That(Verdict(Series(over, 1 / 1.2), Series(under, 1), Series(quotient, 1 / 1.2)), Is.EqualTo(GateVerdicts.Regression));

        string Verdict(params GateSeries[] series) => new Findings(ChangeLedger.Empty, null).Metrics("device", series)[2].Verdict;
    }

    [Test]
    public void What_was_not_measured_to_the_end_is_inconclusive()
    {
        var series = new GateSeries(Time, new GatePlan());
        series.Add(1, 1);
        var metrics = new Findings(ChangeLedger.Empty, null).Metrics("device", [series]);
        Assert.That((metrics.Single().Verdict, Gate(metrics).ExitCode), Is.EqualTo((GateVerdicts.Inconclusive, 4)));
    }

    [Test]
    public void The_worst_decides_the_exit_code_and_what_the_harness_failed_at_goes_first()
    {
        var red = new Findings(ChangeLedger.Empty, null).Metrics("device", [Series(Time, 1.1)]);
        Assert.That(Gate([]).ExitCode, Is.Zero);
        Assert.That((Gate([]) with { Faults = ["The head lost bytes."] }).ExitCode, Is.EqualTo(1));
        Assert.That((Gate(red) with { Troubles = ["The machine was disturbed."] }).ExitCode, Is.EqualTo(3));
        Assert.That((Gate([]) with { Counters = [new ComparedCounter("kicks", "device", 4, 5, GateVerdicts.Regression, null)] }).ExitCode, Is.EqualTo(1));
        Assert.That((Gate([]) with { Conformance = Scenes(Cell) }).ExitCode, Is.EqualTo(1));
        Assert.That((Gate([]) with { Interrupted = true }).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public void The_comment_says_what_is_wrong_what_it_means_and_what_to_do()
    {
        var metrics = new Findings(ChangeLedger.Empty, null).Metrics("device", [Series(Time, 1.1), Series(GateMetric.Throughput("upload"), 1)]);
        var comment = GateMarkdown.Of(Gate(metrics) with { Aa = new AaDocument(30, 812, 1, 0.00003, 0.0068), Conformance = Scenes(Cell) });
        Assert.That(comment, Does.StartWith(GateMarkdown.Marker));
        Assert.That(comment, Does.Contain("❌ 1 confirmed regression, 1 cell newly failing, 1 OK"));
        Assert.That(comment, Does.Match(@"\| `device/latency\.round-trip\.p50` \| 100\.\d us \| 11\d\.\d us \| \+\d+\.\d % \(\+\d+\.\d to \+\d+\.\d\) \| <0\.0001 \| 18 \| ❌ regression"));
        Assert.That(comment, Does.Contain("A/A: 1 false red in 812 comparisons of 30 runs (95 % interval 0.00% to 0.68%)"));
        Assert.That(comment, Does.Contain("| `area/a\\|b` |"), "a name may hold anything");
        Assert.That(comment, Does.Contain("1 &lt; 2 \\| 3"), "what a driver says must not break the table");
        Assert.That(comment, Does.Contain("harness gate --lane device --metric latency.round-trip.p50 --base old --head new").And.Contain("perf/changes.json"));
    }

    [Test]
    public void Stored_samples_are_compared_in_their_order_and_only_of_one_machine()
    {
        var (old, young) = (SampleRuns.Run("1", 0, Metric(1)), SampleRuns.Run("2", 0, Metric(0.8)));
        var (series, _) = StoredComparison.Compare(old, young, "vtest", new GatePlan(), _ => true);
        Assert.That((series.Single().Result!.Answer, series.Single().Base.Count), Is.EqualTo((Answer.Regression, 18)));
        var moved = young with { Fingerprint = young.Fingerprint with { Host = young.Fingerprint.Host with { Cpu = "another CPU" } } };
        Assert.That((StoredComparison.WhyNot(old, young, "vtest"), StoredComparison.WhyNot(old, moved, "vtest")), Is.EqualTo(((string?)null, "measured on different machines: some CPU x2, another CPU x2")));

        static Harness.Runs.Records.MetricDocument Metric(double factor) => SampleRuns.Metric("upload", [.. Enumerable.Range(0, 20).Select(i => factor * (100 + (i % 5 * 0.25)))]);
    }

    private static ChangedCell Cell => new("area/a|b", "device", "readback", "pass", "mismatch", "1 < 2 | 3", "QEMU device (sure): it is.");

    private static ConformanceDocument Scenes(params ChangedCell[] failing) => new() { Compared = 10, NotComparable = 0, NewlyFailing = failing, NewlyPassing = [], Unsteady = [] };

    private static ChangeLedger Ledger(string metric, string from)
        => ChangeLedger.Parse(Encoding.UTF8.GetBytes($$"""[ { "metric": "{{metric}}", "from": "{{from}}", "cause": "known", "verdict": "expected" } ]"""));

    /// <summary>A metric whose head has so many times the base's numbers, give or take half a percent.</summary>
    private static GateSeries Series(GateMetric metric, double factor)
    {
        var series = new GateSeries(metric, new GatePlan());
        for (var i = 0; series.IsOpen; i++)
        {
            series.Add(100 + (i % 5 * 0.25), factor * (100 + ((i + 2) % 5 * 0.25)));
        }

        return series;
    }

    private static GateDocument Gate(IReadOnlyList<ComparedMetric> metrics) => new()
    {
        Id = "1",
        Kind = "gate",
        Started = SampleRuns.FirstNight,
        DurationMs = 1,
        Arguments = [],
        Base = new SideDocument("old", "qemu", "QEMU 1", null, null),
        Head = new SideDocument("new", "qemu", "QEMU 2", null, null),
        Launch = "context",
        Plan = new PlanDocument([6], [0.002], 12, 0.01, 0.03),
        Lanes = [],
        Metrics = metrics,
        Counters = [],
        Faults = [],
        Troubles = [],
        Notes = [],
        Interrupted = false,
    };
}
