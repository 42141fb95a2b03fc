using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using Harness.Lab.Sampling;
using Harness.Perf.Bridge;
using Harness.Virgl;
using NUnit.Framework;
using RunMode = BenchmarkDotNet.Diagnosers.RunMode;

namespace Harness.Tests.Perf;

/// <summary>Diagnosers of BenchmarkDotNet where no process of this machine is measured.</summary>
[NonParallelizable]
public sealed class LaneDiagnoserTests
{
    private const string Name = "upload.dma.buffer.4KiB";
    private const int Together = 64;

    private readonly List<HostSignal> _signals = [];
    private int _launches;

    [SetUp]
    public void Forget()
    {
        _signals.Clear();
        _launches = 0;
    }

    [Test]
    public void The_last_launch_gives_a_diagnoser_all_signals_in_order()
    {
        var launches = new List<int>();
        using var run = Run(_ => Sample(1e-3), Scripted(RunMode.NoOverhead, signal =>
        {
            _signals.Add(signal);
            launches.Add(_launches);
        }));
        Assert.That(run.ExitCode, Is.Zero, run.Log);
        Assert.That(_signals, Is.EqualTo(new[]
        {
            HostSignal.BeforeProcessStart, HostSignal.AfterProcessStart, HostSignal.BeforeAnythingElse, HostSignal.BeforeActualRun, HostSignal.AfterActualRun, HostSignal.AfterAll,
            HostSignal.AfterProcessExit,
        }));
        Assert.That(launches, Is.EqualTo(new[] { 1, 1, 1, 1, 2, 2, 2 }), "the second launch is the last one, and is taken between before and after");
    }

    [Test]
    public void A_run_for_a_diagnoser_alone_is_no_launch()
    {
        using var run = Run(launch => Sample(launch == 3 ? 1 : 1e-3), Scripted(RunMode.ExtraRun, _signals.Add));
        Assert.That((_launches, _signals.Count(signal => signal == HostSignal.AfterActualRun)), Is.EqualTo((3, 1)));
        var report = run.Of("device", Name);
        Assert.That(report.ExecuteResults, Has.Count.EqualTo(2));
        Assert.That(report.GetResultRuns().Select(turn => (turn.LaunchIndex, turn.Nanoseconds)), Is.EqualTo(new[] { (1, 1e6), (2, 1e6) }));
    }

    [Test]
    public void A_run_for_a_diagnoser_alone_that_fails_takes_nothing_from_the_launches()
    {
        using var run = Run(launch => launch == 3 ? throw new IOException("vm lost") : Sample(1e-3), Scripted(RunMode.ExtraRun, _signals.Add));
        Assert.That(run.ExitCode, Is.Zero, run.Log);
        Assert.That(run.Log, Does.Contain("vm lost"));
        Assert.That(run.Of("device", Name).ExecuteResults, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_diagnoser_that_fails_is_told_of_and_costs_no_measurement()
    {
        using var run = Run(_ => Sample(1e-3), Scripted(RunMode.NoOverhead, signal => throw new InvalidOperationException($"nobody at {signal}")));
        Assert.That(run.ExitCode, Is.Zero, run.Log);
        Assert.That(run.Of("device", Name).GetResultRuns().Select(turn => turn.LaunchIndex), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(run.Log, Does.Contain("A diagnoser failed at BeforeActualRun: nobody at BeforeActualRun").And.Contain("A diagnoser failed at AfterProcessExit: nobody at AfterProcessExit"));
    }

    [Test]
    public void A_diagnoser_hears_of_the_end_of_what_failed()
    {
        using var run = Run(launch => launch == 2 ? throw new IOException("vm lost") : Sample(1e-3), Scripted(RunMode.NoOverhead, _signals.Add));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(_signals[^1], Is.EqualTo(HostSignal.AfterProcessExit));
        Assert.That(_signals, Does.Not.Contain(HostSignal.AfterActualRun));
    }

    [Test]
    public void A_profiler_that_would_bring_the_run_down_for_want_of_a_process_is_refused()
    {
        using var run = Run(_ => Sample(1e-3), config => config.AddDiagnoser(EventPipeProfiler.Default));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Log, Does.Contain("EventPipeProfiler looks into a process of this machine"));
        Assert.That(run.Lanes, Is.Empty);
    }

    [Test]
    public void What_an_operation_asks_of_the_device_is_a_column_and_a_metric_of_the_last_launch()
    {
        using var run = Run(launch => Sample(1e-3) with { Work = new WorkCounters(Commands: launch * 2 * Together, Bytes: launch * 36 * Together, Kicks: 0, Fences: 1, Descriptors: 0) });
        var row = run.Markdown.Split('\n').Single(line => line.Contains("Upload", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
        var head = run.Markdown.Split('\n').Single(line => line.Contains("Commands", StringComparison.Ordinal)).Split('|', StringSplitOptions.TrimEntries);
        Assert.That(head.Zip(row).Where(cell => cell.First is "Commands" or "Command bytes" or "Kicks").ToArray(), Is.EqualTo(new[] { ("Commands", "4"), ("Command bytes", "72") }), "nobody rang");
        var metrics = run.Json["Benchmarks"]![0]!["Metrics"]!.AsArray().ToDictionary(metric => (string)metric!["Descriptor"]!["DisplayName"]!, metric => (double)metric!["Value"]!);
        Assert.That(metrics, Is.EqualTo(new Dictionary<string, double> { ["Commands"] = 4, ["Command bytes"] = 72, ["Kicks"] = 0 }));
    }

    [Test]
    public void What_differs_from_turn_to_turn_is_not_told()
    {
        using var run = Run(_ => Sample(1e-3) with { Work = new WorkCounters(Commands: 1, Bytes: 1, Kicks: 1, Fences: 1, Descriptors: 1), WorkVaries = true });
        Assert.That(run.ExitCode, Is.Zero, run.Log);
        Assert.That(run.Markdown, Does.Not.Contain("Commands"));
    }

    private static Action<ManualConfig> Scripted(RunMode mode, Action<HostSignal> handle) => config => config.AddDiagnoser(new ScriptedDiagnoser(mode, handle));

    /// <summary>One benchmark in two launches, which are counted from 1 on; one for a diagnoser alone goes on counting.</summary>
    private BridgedRun Run(Func<int, LaunchSample> measure, Action<ManualConfig>? configure = null) => new(
        measurement => measurement == new LaneMeasurement("device", Name),
        (_, _, _) => measure(++_launches),
        configure: config =>
        {
            config.AddJob(Job.Default.WithLaunchCount(2).AsMutator());
            configure?.Invoke(config);
        });

    private static LaunchSample Sample(double seconds) => new(Name, Together * 4096, 0, true, [seconds]);
}
