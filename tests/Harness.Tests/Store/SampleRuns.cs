using Harness.Runs.Records;

namespace Harness.Tests.Store;

/// <summary>Runs to store.</summary>
internal static class SampleRuns
{
    public static readonly DateTimeOffset FirstNight = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>A run of one lane.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="cells">How many cells it has; every tenth failed.</param>
    /// <param name="metrics">What it measured.</param>
    public static RunDocument Run(string id, int cells = 3, params MetricDocument[] metrics) => new()
    {
        Id = id,
        Started = FirstNight,
        DurationMs = 1234.5,
        Finished = true,
        Interrupted = false,
        ExitCode = cells > 0 ? 1 : 0,
        Arguments = ["run", "--lane", "vtest"],
        Fingerprint = Fingerprint("LLVMPIPE"),
        Counts = new CountsDocument(cells, cells - Failed(cells), Failed(cells), 0, 0, 0, 0),
        Troubles = [],
        Cells = [.. Enumerable.Range(0, cells).Select(Cell)],
        Metrics = metrics.Length == 0 ? null : metrics,
    };

    public static FingerprintDocument Fingerprint(string renderer, double load = 0.5) => new()
    {
        Harness = new HarnessDocument("1.0.0", "0123abc", 90.5),
        Host = new HostDocument { Kernel = "6.1", System = "Debian", Cpu = "some CPU", Cores = 2, Load = load, MemoryMiB = 4096, AvailableMemoryMiB = 1024 },
        Lanes = new Dictionary<string, LaneDocument>
        {
            ["vtest"] = new() { Stack = "virglrenderer 0.10.4", Connection = "vtest", GlRenderer = renderer, Capset = new CapsetDocument(2, 2), Virglrenderer = new ProgramDocument("0.10.4", "/usr/lib/x") },
        },
        Jobs = 1,
    };

    public static MetricDocument Metric(string name, params double[] samples)
        => new() { Name = name, Lane = "vtest", Unit = "MiB/s", Kind = "throughput", Better = "higher", Samples = samples };

    private static int Failed(int cells) => (cells + 9) / 10;

    private static CellDocument Cell(int i) => new()
    {
        Scene = $"area/scene-{i}",
        Lane = "vtest",
        Observer = "readback",
        Verdict = i % 10 == 0 ? "mismatch" : "pass",
        Message = i % 10 == 0 ? "3 pixels, 'quoted' and \"so\"\nin two lines" : null,
        Ms = 1.5 + i,
        Artifacts = i % 10 == 0 ? ["cells/a.png", "cells/b.txt"] : null,
    };
}
