using System.Text.Json.Serialization;
using Harness.Runs.Disturbances;
using Harness.Runs.Records;

namespace Harness.Runs.Gating.Records;

/// <summary>The contents of <c>gate.json</c>: all that a gate found, as tables and comments show it. Fields may be added within a format, never changed.</summary>
public sealed record GateDocument
{
    /// <summary>The format that this harness writes.</summary>
    public const string CurrentFormat = "harness-gate/1";

    public string Format { get; init; } = CurrentFormat;

    /// <summary>The run's id; <c>run.json</c> and the store have the samples by it.</summary>
    public required string Id { get; init; }

    /// <summary><c>gate</c> or <c>aa</c>.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required double DurationMs { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required SideDocument Base { get; init; }

    public required SideDocument Head { get; init; }

    /// <summary><c>context</c>, <c>stack</c>, or <c>stored</c> where nothing was measured for this comparison.</summary>
    public required string Launch { get; init; }

    public required PlanDocument Plan { get; init; }

    public required IReadOnlyList<GateLaneDocument> Lanes { get; init; }

    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    public required IReadOnlyList<ComparedCounter> Counters { get; init; }

    /// <summary>Absent where scenes were left out.</summary>
    public ConformanceDocument? Conformance { get; init; }

    /// <summary>What the head cannot do that the base can.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>What kept the harness from doing its job.</summary>
    public required IReadOnlyList<string> Troubles { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How often comparisons of a build with itself were red so far; absent where there were none.</summary>
    public AaDocument? Aa { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>0 to 4, as the command's.</summary>
    public int ExitCode => Interrupted || Troubles.Count > 0 ? 3
        : Faults.Count > 0 || Metrics.Any(metric => metric.Verdict == GateVerdicts.Regression) || Counters.Any(counter => counter.Verdict == GateVerdicts.Regression)
            || Conformance is { NewlyFailing.Count: > 0 } ? 1
        : Metrics.Any(metric => metric.IsInconclusive) || Counters.Any(counter => counter.Verdict == GateVerdicts.Inconclusive) || Conformance is { Unsteady.Count: > 0 } ? 4
        : 0;
}

/// <summary>A build.</summary>
/// <param name="Text">As the command line had it.</param>
/// <param name="Kind"><c>qemu</c>, <c>driver</c>, <c>vtest server</c>, <c>stored run</c>.</param>
/// <param name="Version">As it says itself.</param>
/// <param name="Revision">As its caller names it.</param>
/// <param name="Planted">The slowdown planted in it.</param>
public sealed record SideDocument(string Text, string Kind, string? Version, string? Revision, string? Planted)
{
    /// <summary>What to call it in a sentence.</summary>
    [JsonIgnore]
    public string Name => $"{Revision ?? Version ?? Text}{(Planted is null ? string.Empty : $" with {Planted} planted")}";
}

/// <summary>When was looked, and what counts.</summary>
public sealed record PlanDocument(IReadOnlyList<int> Looks, IReadOnlyList<double> Alpha, int Confirmation, double ConfirmationAlpha, double MinEffect);

/// <summary>A lane that was measured on.</summary>
public sealed record GateLaneDocument
{
    public required string Lane { get; init; }

    public LaneDocument? BaseStack { get; init; }

    public LaneDocument? HeadStack { get; init; }

    /// <summary>What the machine was like before the first launch.</summary>
    public LaunchConditions? Usual { get; init; }

    public required IReadOnlyList<LaunchDocument> Launches { get; init; }

    /// <summary>Launches that count, of both sides.</summary>
    public int Counted => Launches.Count(launch => launch.Disturbances.Count == 0);

    /// <summary>Launches that were thrown away.</summary>
    public int Disturbed => Launches.Count - Counted;
}

/// <summary>A launch; see <see cref="LaunchRecord"/>.</summary>
public sealed record LaunchDocument(string Side, int Pair, int Attempt, LaunchConditions Conditions, IReadOnlyList<string> Disturbances);

/// <summary>A metric and what became of it.</summary>
public sealed record ComparedMetric
{
    public required string Name { get; init; }

    public required string Lane { get; init; }

    public required string Unit { get; init; }

    public required string Kind { get; init; }

    public required string Better { get; init; }

    /// <summary>One of <see cref="GateVerdicts"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it is that, where that is not plain.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is OK by an interval so wide that a slowdown of more than 10 % would look the same.</summary>
    public bool Blind { get; init; }

    /// <summary>Medians of all launches.</summary>
    public required double Base { get; init; }

    public required double Head { get; init; }

    /// <summary>Relative, of the launches that decided; 0.03 for 3 % more. Absent where it did not come to a decision.</summary>
    public double? Change { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    public double? P { get; init; }

    /// <summary>A side, confirmation included.</summary>
    public required int Launches { get; init; }

    public required IReadOnlyList<double> BaseSamples { get; init; }

    public required IReadOnlyList<double> HeadSamples { get; init; }

    [JsonIgnore]
    public bool IsInconclusive => Verdict is GateVerdicts.Inconclusive or GateVerdicts.Unconfirmed;
}

/// <summary>A counter and what became of it.</summary>
public sealed record ComparedCounter(string Name, string Lane, long Base, long? Head, string Verdict, string? Reason);

/// <summary>Words for what becomes of a metric.</summary>
public static class GateVerdicts
{
    public const string Ok = "ok";
    public const string Improved = "improved";
    public const string Regression = "regression";
    public const string Accepted = "accepted";
    public const string Inconclusive = "inconclusive";

    /// <summary>Seen once, and not again when measured afresh: inconclusive.</summary>
    public const string Unconfirmed = "not confirmed";
}

/// <summary>What scenes say.</summary>
public sealed record ConformanceDocument
{
    /// <summary>Cells that both sides judged.</summary>
    public required int Compared { get; init; }

    /// <summary>Cells that only one of them could judge.</summary>
    public required int NotComparable { get; init; }

    public required IReadOnlyList<ChangedCell> NewlyFailing { get; init; }

    public required IReadOnlyList<ChangedCell> NewlyPassing { get; init; }

    /// <summary>Newly failing, but not again when played once more.</summary>
    public required IReadOnlyList<ChangedCell> Unsteady { get; init; }
}

/// <summary>A cell whose verdicts differ.</summary>
/// <param name="Blame">The layer that the head's failures of the scene are put down to, with the reason.</param>
public sealed record ChangedCell(string Scene, string Lane, string Observer, string Base, string Head, string? Message, string? Blame);

/// <summary>Comparisons of builds with themselves so far.</summary>
/// <param name="Runs">How many runs.</param>
/// <param name="Comparisons">Metrics compared, over all of them.</param>
/// <param name="FalseAlarms">Of these, those that were red.</param>
/// <param name="Low">Of the interval of their share, at 95 %.</param>
/// <param name="High">Likewise.</param>
public sealed record AaDocument(int Runs, int Comparisons, int FalseAlarms, double Low, double High)
{
    /// <summary>In a sentence.</summary>
    public override string ToString()
        => $"A/A: {FalseAlarms} false {(FalseAlarms == 1 ? "red" : "reds")} in {Comparisons} comparisons of {Runs} {(Runs == 1 ? "run" : "runs")} (95 % interval {Low:0.00%} to {High:0.00%})";
}

/// <summary>Writes gate documents without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GateDocument))]
public sealed partial class GateJson : JsonSerializerContext;
