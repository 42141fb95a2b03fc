using System.Globalization;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Toolchains.Results;
using CsCheck;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Perf.Bridge;
using Harness.Perf;
using Harness.Runs.Transfers;
using NUnit.Framework;

namespace Harness.Tests.Perf;

/// <summary>What BenchmarkDotNet makes of measurements on lanes: of those that go well, and of all that can go wrong with one.</summary>
[NonParallelizable]
public sealed class LaneToolchainTests
{
    private const string Good = "upload.dma.buffer.4KiB";
    private const string FailsLater = "upload.dma.buffer.256KiB";
    private const string Lost = "upload.dma.buffer.4MiB";
    private const string Empty = "readback.dma.buffer.4KiB";
    private const string NotANumber = "readback.dma.buffer.256KiB";
    private const string Zero = "readback.dma.buffer.4MiB";
    private const string Absent = "upload.transfer3d.buffer.4KiB";
    private const string Hangs = "upload.transfer3d.buffer.256KiB";
    private const string AfterHanging = "upload.transfer3d.buffer.4MiB";

    private static readonly string[] Bad = [FailsLater, Lost, Empty, NotANumber, Zero, Hangs];

    private readonly Dictionary<string, int> _launches = [];
    private BridgedRun _run = null!;

    [OneTimeSetUp]
    public void Run() => _run = new BridgedRun(
        measurement => measurement.Lane == "vtest" ? measurement.Name is Good or Absent or AfterHanging || Bad.Contains(measurement.Name)
            : measurement.Lane == "drm" && measurement.Name.StartsWith("upload.dma.", StringComparison.Ordinal),
        Measure, TimeSpan.FromMilliseconds(200), unavailable: "drm");

    [OneTimeTearDown]
    public void Clean() => _run.Dispose();

    [Test]
    public void Each_launch_is_a_sample_of_its_own_and_stays_apart_in_the_JSON()
    {
        var report = _run.Of("vtest", Good);
        Assert.That(report.Success, Is.True);
        var benchmark = _run.Json["Benchmarks"]!.AsArray().Single(node => ((string)node!["FullName"]!).EndsWith(".Upload(Lane: \"vtest\", Shape: \"buffer\", Road: \"dma\", Size: \"4KiB\")", StringComparison.Ordinal))!;
        var launches = benchmark["Measurements"]!.AsArray().GroupBy(node => (int)node!["LaunchIndex"]!).ToDictionary(launch => launch.Key, launch => launch.Select(node => (double)node!["Nanoseconds"]!).ToArray());
        Assert.That(launches.Keys, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(launches[2], Is.EqualTo(new[] { 2e6, 4e6, 6e6 }), "the second launch took twice as long as the first");
        Assert.That(benchmark["Measurements"]!.AsArray().Select(node => (int)node!["Operations"]!), Is.All.EqualTo(64), "payloads of 4 KiB go 64 at a time");
    }

    [Test]
    public void Throughput_is_the_middle_of_launches_and_the_table_says_what_ran_it()
    {
        // 64 payloads of 4 KiB in 4 ms, the middle turn of the middle launch, are 62.5 MiB/s; the others took 2 and 6 ms.
        string[] wanted = ["Upload", "vtest", "dma", "4KiB"];
        var rows = _run.Markdown.Split('\n').Select(line => line.Replace("*", "", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries));
        var row = rows.Single(cells => wanted.All(cells.Contains));
        Assert.That(row, Does.Contain("62.5").And.Contain("100.0%").And.Contain("fake"));
        Assert.That((string)_run.Json["Lanes"]!["vtest"]!["glRenderer"]!, Is.EqualTo("virgl (fake renderer)"));
        Assert.That(_run.Json["Lanes"]!["drm"], Is.Null, "it never came up");
    }

    [Test]
    public void What_fails_has_no_result_and_fails_the_run_and_what_comes_after_it_is_measured()
    {
        Assert.That(_run.ExitCode, Is.EqualTo(1));
        Assert.That(_run.Failures.Where(failure => failure.Lane == "vtest").Select(failure => failure.Name), Is.EquivalentTo(Bad));
        Assert.That(_run.Of("vtest", AfterHanging).Success, Is.True);
        Assert.That(_run.Markdown, Does.Contain(" NA "));
    }

    [TestCase(FailsLater, "ctx lost")]
    [TestCase(Lost, "vm lost")]
    [TestCase(Empty, "readback.dma.buffer.4KiB has no turns")]
    [TestCase(NotANumber, "is no measurement: turn 2")]
    [TestCase(Zero, "is no measurement: turn 1")]
    [TestCase(Hangs, "was not measured within 0.2 s")]
    public void The_reason_of_a_failure_is_told(string name, string reason)
    {
        Assert.That(_run.Log, Does.Contain(reason));
        Assert.That(_run.Of("vtest", name).ExecuteResults[^1].Measurements, Is.Empty);
    }

    [Test]
    public void A_launch_that_fails_after_one_that_did_not_fails_the_benchmark()
    {
        var report = _run.Of("vtest", FailsLater);
        Assert.That(report.ExecuteResults.Select(launch => launch.IsSuccess), Is.EqualTo(new[] { true, false }));
        Assert.That(report.Success, Is.False);
    }

    [Test]
    public void A_road_that_a_lane_does_not_have_is_no_failure()
    {
        Assert.That(_run.Of("vtest", Absent).Success, Is.False);
        Assert.That(_run.Failures.Select(failure => failure.Name), Does.Not.Contain(Absent));
    }

    [Test]
    public void A_lane_serves_all_benchmarks_until_one_fails_and_none_outlives_the_run()
    {
        // Two that end a lane by a fault, three whose numbers are wrong and that leave it alone, one that hangs.
        const int Broken = 3;
        Assert.That(_run.Lanes.Count(line => line == "start vtest"), Is.EqualTo(Broken + 1));
        Assert.That(_run.Lanes.Count(line => line == "end vtest"), Is.EqualTo(Broken + 1));
    }

    [Test]
    public void A_lane_that_does_not_come_up_is_tried_a_few_times_and_all_its_benchmarks_fail()
    {
        Assert.That(_run.Lanes.Count(line => line == "start drm"), Is.EqualTo(3));
        Assert.That(_run.Failures.Count(failure => failure.Lane == "drm"), Is.EqualTo(6));
        Assert.That(_run.Log, Does.Contain("no such luck").And.Contain("did not come up 3 times in a row"));
    }

    [Test]
    public void Turns_and_launches_are_those_of_the_command_line_and_a_run_that_goes_well_ends_with_0()
    {
        var turns = new List<int>();
        using var run = new BridgedRun(
            measurement => measurement == new LaneMeasurement("device", Good),
            (_, name, wanted) =>
            {
                turns.Add(wanted);
                return Sample(name, 1e-3);
            },
            configure: config => config.AddJob(Job.Default.WithIterationCount(4).WithLaunchCount(2).AsMutator()));
        Assert.That(turns, Is.EqualTo(new[] { 4, 4 }));
        Assert.That(run.ExitCode, Is.Zero);
    }

    [Test]
    public void Descriptions_are_measured_on_lanes_whatever_job_and_toolchain_is_asked_for()
    {
        using var run = new BridgedRun(
            measurement => measurement == new LaneMeasurement("device", Good), (_, name, _) => Sample(name, 1e-3),
            configure: config => config.AddJob(Job.Dry).AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).AsMutator()));
        Assert.That(run.ExitCode, Is.Zero, run.Log);
        Assert.That(run.Lanes, Is.EqualTo(new[] { "start device", Good, "end device" }), "a dry job has one launch");
    }

    [Test]
    public void Every_benchmark_names_a_measurement_that_exists_and_no_two_name_the_same()
    {
        var described = Describe(typeof(LaneTransferBenchmarks)).Where(measurement => !measurement.Name.StartsWith("memcpy.", StringComparison.Ordinal)).Concat(Describe(typeof(LaneLatencyBenchmarks))).ToList();
        Assert.That(described, Is.Unique);
        Assert.That(described.Select(measurement => measurement.Name).Where(name => LabTask.Find(name) is null && !DeviceLatency.Names.Contains(name)), Is.Empty);
        Assert.That(described.Select(measurement => measurement.Lane).Distinct(), Is.EquivalentTo(new[] { "vtest", "device", "drm" }));
    }

    [Test]
    public void A_benchmark_that_crashed_after_its_results_is_not_sound_whatever_BenchmarkDotNet_says()
    {
        var benchmark = BenchmarkConverter.TypeToBenchmarks(typeof(LaneTransferBenchmarks)).BenchmarksCases[0];
        IReadOnlyList<string> lines = ["WorkloadResult   1: 1 op, 5.00 ns, 5.00 ns/op"];
        Assert.That(RunOutcome.IsSound(Report(0)), Is.True);
        Assert.That(Report(3).ExecuteResults[0].IsSuccess, Is.True);
        Assert.That(RunOutcome.IsSound(Report(3)), Is.False);

        BenchmarkReport Report(int exitCode) => new(true, benchmark, null!, null!, [new ExecuteResult(true, exitCode, null, lines, [], lines, 1)], []);
    }

    [Test]
    public void A_line_reads_back_as_what_was_measured_wherever_people_write_decimals_with_a_comma()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Gen.Select(Gen.Double[1e-8, 1e3].Array[1, 20], Gen.Int[1, 5]).Sample((seconds, launch) =>
            {
                var lines = LaneToolchain.LinesOf(new LaneMeasurement("vtest", Good), new LaunchSample(Good, 64 * 4096, 0, true, seconds), launch);
                var read = lines.Select(line => Measurement.Parse(line, launch)).ToList();
                return read.Select((measurement, i) => measurement.Is(IterationMode.Workload, IterationStage.Result) && measurement.IterationIndex == i + 1 && measurement.LaunchIndex == launch
                    && measurement.Operations == 64 && double.Abs(measurement.Nanoseconds - (seconds[i] * 1e9)) < 0.006).All(same => same) && read.Count == seconds.Length;
            }, threads: 1);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<LaneMeasurement> Describe(Type type)
        => BenchmarkConverter.TypeToBenchmarks(type).BenchmarksCases.Select(benchmark => LaneToolchain.Describe(benchmark)!);

    private static LaunchSample Sample(string name, params double[] seconds)
    {
        var transfer = LabTask.Find(name)!.Transfer!.Value;
        return new LaunchSample(name, transfer.Together * (long)transfer.Bytes, 0, true, seconds);
    }

    private LaunchSample Measure(FakeLabLane lane, string name, int turns)
    {
        var launch = _launches[name] = _launches.GetValueOrDefault(name) + 1;
        return name switch
        {
            Good => Sample(name, 1e-3 * launch, 2e-3 * launch, 3e-3 * launch),
            FailsLater when launch == 2 => throw new LabFaultException("ctx lost", MeasureFault.Failed),
            Lost => throw new IOException("vm lost"),
            Empty => Sample(name),
            NotANumber => Sample(name, 1e-3, double.NaN),
            Zero => Sample(name, 0),
            Absent => throw new LabFaultException("no such road", MeasureFault.Absent),
            Hangs => lane.Hang(),
            _ => Sample(name, 1e-3),
        };
    }
}
