namespace Harness.Store;

/// <summary>A stored run in short.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Label">What it is part of; null where nothing was said.</param>
/// <param name="Revision">What was under test; null where nothing was said.</param>
/// <param name="Started">When it began.</param>
/// <param name="ExitCode">Null for a run that did not come to its end.</param>
/// <param name="Counts">Its books.</param>
public sealed record StoredRun(string Id, string? Label, string? Revision, DateTimeOffset Started, int? ExitCode, StoredCounts Counts);

/// <summary>The books of a stored run.</summary>
public sealed record StoredCounts(int Planned, int Passed, int Failed, int ExpectedFails, int Skipped);

/// <summary>A metric by its name and lane, with what it means.</summary>
/// <param name="Name">Words with dots between them.</param>
/// <param name="Lane">Null for what no lane takes part in.</param>
/// <param name="Unit">Of the samples.</param>
/// <param name="Kind"><c>time</c>, <c>throughput</c>, <c>ratio</c>, <c>counter</c>.</param>
/// <param name="Better"><c>lower</c> or <c>higher</c>.</param>
public sealed record StoredMetric(string Name, string? Lane, string Unit, string Kind, string Better);

/// <summary>What runs measured of one metric, oldest first.</summary>
public sealed record MetricHistory(StoredMetric Metric, IReadOnlyList<MeasuredRun> Runs);

/// <summary>What one run measured of a metric.</summary>
/// <param name="Run">The run.</param>
/// <param name="Environment">Names what the measurement depends on besides what is under test; measurements of different environments do not compare.</param>
/// <param name="Median">Of the samples.</param>
/// <param name="Samples">One a launch, in the order of measuring; empty in an overview.</param>
public sealed record MeasuredRun(StoredRun Run, string Environment, double Median, IReadOnlyList<double> Samples);

/// <summary>What a store holds.</summary>
public sealed record StoreStatus(int Schema, long Runs, long Cells, long Samples, long Bytes, DateTimeOffset? Oldest, DateTimeOffset? Newest);
