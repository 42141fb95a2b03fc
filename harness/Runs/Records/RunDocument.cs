using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Runs.Records;

/// <summary>The contents of <c>run.json</c>; <c>docs/run-json.md</c> describes every field. Fields may be added within a format, never changed.</summary>
public sealed record RunDocument
{
    /// <summary>The format that this harness writes.</summary>
    public const string CurrentFormat = "harness-run/1";

    public string Format { get; init; } = CurrentFormat;

    public required string Id { get; init; }

    /// <summary>What the run is part of, as its caller names it: runs of one label make up a series. Null where nothing is said.</summary>
    public string? Label { get; init; }

    /// <summary>What is under test, as its caller names it: mostly a commit. Null where nothing is said.</summary>
    public string? Revision { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required double DurationMs { get; init; }

    /// <summary>False while the run goes on, and for ever when the harness was killed.</summary>
    public required bool Finished { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>Null until the run has finished.</summary>
    public int? ExitCode { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required FingerprintDocument Fingerprint { get; init; }

    public required CountsDocument Counts { get; init; }

    public required IReadOnlyList<string> Troubles { get; init; }

    public required IReadOnlyList<CellDocument> Cells { get; init; }

    /// <summary>Absent while the run goes on: lanes that have not come to a scene would be taken for lanes that pass it.</summary>
    public IReadOnlyList<BlameDocument>? Blames { get; init; }

    /// <summary>What a launch is that was measured: <c>context</c>, a fresh one on a host stack for all; <c>stack</c>, a fresh host stack. Absent where nothing was measured so.</summary>
    public string? Launch { get; init; }

    /// <summary>What was measured; absent in runs that only judge.</summary>
    public IReadOnlyList<MetricDocument>? Metrics { get; init; }
}

/// <summary>What was run, where, and on what.</summary>
public sealed record FingerprintDocument
{
    public required HarnessDocument Harness { get; init; }

    public required HostDocument Host { get; init; }

    public required IReadOnlyDictionary<string, LaneDocument> Lanes { get; init; }

    /// <summary>Seed of the order; null for the catalogue's order.</summary>
    public int? Seed { get; init; }

    public required int Jobs { get; init; }
}

public sealed record HarnessDocument(string Version, string? Commit, double PeakMemoryMiB);

public sealed record HostDocument
{
    public required string Kernel { get; init; }

    public required string System { get; init; }

    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    /// <summary>Load average over one minute when the run began.</summary>
    public required double Load { get; init; }

    public required long MemoryMiB { get; init; }

    public required long AvailableMemoryMiB { get; init; }
}

public sealed record LaneDocument
{
    /// <summary>As patterns of expected fails see it.</summary>
    public required string Stack { get; init; }

    public required string Connection { get; init; }

    public required string GlRenderer { get; init; }

    public required CapsetDocument Capset { get; init; }

    public ProgramDocument? Qemu { get; init; }

    public ProgramDocument? VtestServer { get; init; }

    public required ProgramDocument Virglrenderer { get; init; }

    public string? Accelerator { get; init; }

    public string? Display { get; init; }

    public string? ShaderCache { get; init; }

    /// <summary>What player, agent and image told of themselves, by name.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }
}

public sealed record CapsetDocument(uint Id, uint Version);

/// <summary>A program or library; null where it could not be found out.</summary>
public sealed record ProgramDocument(string? Version, string? Path);

public sealed record CountsDocument(int Planned, int Passed, int Failed, int ExpectedFails, int Skipped, int NotRun, int HarnessErrors);

public sealed record CellDocument
{
    public required string Scene { get; init; }

    public required string Lane { get; init; }

    public required string Observer { get; init; }

    public required string Verdict { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Message { get; init; }

    public required double Ms { get; init; }

    /// <summary>Absent in runs that do not repeat.</summary>
    public int? Turn { get; init; }

    /// <summary>How an expected fail failed.</summary>
    public string? Failure { get; init; }

    /// <summary>From the list of expected fails.</summary>
    public string? Reason { get; init; }

    /// <summary>Relative to the run's folder.</summary>
    public IReadOnlyList<string>? Artifacts { get; init; }
}

/// <summary>The layer that a scene's failures are put down to.</summary>
public sealed record BlameDocument
{
    public required string Scene { get; init; }

    /// <summary>Absent for the first.</summary>
    public int? Turn { get; init; }

    public required string Layer { get; init; }

    /// <summary>Absent where the layer is unclear.</summary>
    public string? Certainty { get; init; }

    public required string Rule { get; init; }

    public required string Reason { get; init; }

    /// <summary>Whether every failure is on the list of expected fails.</summary>
    public required bool Known { get; init; }
}

/// <summary>What was measured of one thing, on one lane or on none.</summary>
public sealed record MetricDocument
{
    /// <summary>Words with dots between them: <c>upload.inline.256k</c>. With the lane it names the metric.</summary>
    public required string Name { get; init; }

    /// <summary>Absent for what no lane takes part in.</summary>
    public string? Lane { get; init; }

    public required string Unit { get; init; }

    /// <summary><c>time</c>, <c>throughput</c>, <c>ratio</c>, <c>counter</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>lower</c> or <c>higher</c>.</summary>
    public required string Better { get; init; }

    /// <summary>One sample a launch, in the order of measuring; finite.</summary>
    public required IReadOnlyList<double> Samples { get; init; }

    /// <summary>Launches that began to count before their turns had become alike; absent where all were warm.</summary>
    public int? Unsteady { get; init; }

    /// <summary>Launches that something disturbed, so that they were thrown away and are no samples; absent where there was none.</summary>
    public int? Disturbed { get; init; }
}

/// <summary>Writes and reads run documents without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunDocument))]
public sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>The same on one line.</summary>
    public static RunJson Line => field ??= new RunJson(new JsonSerializerOptions(Default.Options) { WriteIndented = false });
}
