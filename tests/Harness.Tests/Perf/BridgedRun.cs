using System.Text.Json.Nodes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Harness.Lab.Sampling;
using Harness.Perf;
using Harness.Perf.Bridge;
using Harness.Tests.Imaging;

namespace Harness.Tests.Perf;

/// <summary>One run of BenchmarkDotNet in this process: the benchmarks of lanes as they are, on lanes that are fakes.</summary>
internal sealed class BridgedRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AccumulationLogger _log = new();

    /// <param name="measurements">Which to take.</param>
    /// <param name="measure">What the lanes say: of the lane, the measurement and the turns that are wanted.</param>
    /// <param name="allowed">The longest that one sample may take.</param>
    /// <param name="job">Settings on top of the benchmarks' own, or a job beside theirs.</param>
    /// <param name="unavailable">Lanes that do not come up.</param>
    public BridgedRun(
        Func<LaneMeasurement, bool> measurements, Func<FakeLabLane, string, int, LaunchSample> measure, TimeSpan? allowed = null, Job? job = null, params string[] unavailable)
    {
        using var fleet = new LaneFleet(name => new FakeLabLane(name, Lanes, measure) { Unavailable = unavailable.Contains(name) ? new Harness.Runs.Lanes.LaneUnavailableException("no such luck") : null })
        {
            Allowed = allowed ?? TimeSpan.FromMinutes(1),
        };
        LaneToolchain.Fleet = fleet;
        try
        {
            var config = ManualConfig.CreateEmpty().WithArtifactsPath(_folder.Path).AddLogger(_log).AddExporter(MarkdownExporter.GitHub)
                .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
                .AddFilter(new SimpleFilter(benchmark => LaneToolchain.Describe(benchmark) is { } measurement && measurements(measurement)));
            Summary = BenchmarkRunner.Run<LaneTransferBenchmarks>(job is null ? config : config.AddJob(job));
            ExitCode = RunOutcome.ExitCode([Summary]);
            Failures = [.. RunOutcome.Failures([Summary]).Select(benchmark => LaneToolchain.Describe(benchmark)!)];
        }
        finally
        {
            LaneToolchain.Fleet = null;
        }
    }

    public Summary Summary { get; }

    public int ExitCode { get; }

    public IReadOnlyList<LaneMeasurement> Failures { get; }

    /// <summary>What the lanes were asked for, in order.</summary>
    public List<string> Lanes { get; } = [];

    public string Log => _log.GetLog();

    public string Markdown => File.ReadAllText(Directory.GetFiles(Summary.ResultsDirectoryPath, "*-github.md").Single());

    public JsonNode Json => JsonNode.Parse(File.ReadAllText(Directory.GetFiles(Summary.ResultsDirectoryPath, "*.json").Single()))!;

    /// <summary>The report of a measurement.</summary>
    public BenchmarkReport Of(string lane, string name)
        => Summary[Summary.BenchmarksCases.First(benchmark => LaneToolchain.Describe(benchmark) == new LaneMeasurement(lane, name))]!;

    public void Dispose() => _folder.Dispose();
}
