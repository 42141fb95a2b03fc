using System.Text.Json.Nodes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
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
    /// <param name="configure">Settings on top of the benchmarks' own.</param>
    /// <param name="benchmarks">The class of the benchmarks; null for the usual one.</param>
    /// <param name="unavailable">A lane that does not come up.</param>
    public BridgedRun(
        Func<LaneMeasurement, bool> measurements, Func<FakeLabLane, string, int, LaunchSample> measure, TimeSpan? allowed = null, Action<ManualConfig>? configure = null, Type? benchmarks = null,
        string? unavailable = null)
    {
        using var fleet = new LaneFleet(name => new FakeLabLane(name, Lanes, measure) { Unavailable = name == unavailable ? new Harness.Runs.Lanes.LaneUnavailableException("no such luck") : null })
        {
            Allowed = allowed ?? TimeSpan.FromMinutes(1),
        };
        LaneToolchain.Fleet = fleet;
        try
        {
            var config = ManualConfig.CreateEmpty().WithArtifactsPath(_folder.Path).AddLogger(_log).AddExporter(MarkdownExporter.GitHub)
                .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
                .AddFilter(new SimpleFilter(benchmark => LaneToolchain.Describe(benchmark) is { } measurement && measurements(measurement)));
            configure?.Invoke(config);
            Summary = BenchmarkRunner.Run(benchmarks ?? typeof(LaneTransferBenchmarks), config);
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
