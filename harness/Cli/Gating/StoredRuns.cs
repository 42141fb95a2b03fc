using Harness.Runs.Gating.Conformance;
using Harness.Runs.Gating.Records;
using Harness.Runs.Plan;
using Harness.Runs.Records;

namespace Harness.Cli.Gating;

/// <summary>Compares two stored runs: their samples lane by lane, and their cells.</summary>
internal sealed class StoredRuns(RunDocument @base, RunDocument head, GateArguments arguments, Findings findings)
{
    /// <summary>What was measured in both.</summary>
    public List<ComparedMetric> Metrics { get; } = [];

    /// <summary>What was counted in both.</summary>
    public List<ComparedCounter> Counters { get; } = [];

    /// <summary>Why they do not compare.</summary>
    public List<string> Troubles { get; } = [];

    /// <summary>What both judged; null where one of them judged nothing.</summary>
    public ConformanceDocument? Conformance { get; private set; }

    /// <summary>Compares.</summary>
    public void Compare()
    {
        foreach (var lane in (@base.Metrics ?? []).Select(metric => metric.Lane).Distinct().Where(lane => arguments.Lanes.Count == 0 || arguments.Lanes.Contains(lane)))
        {
            Compare(lane, lane ?? "host");
        }

        if (@base.Cells.Count > 0 && head.Cells.Count > 0)
        {
            Conformance = ConformanceComparison.Of(@base, head);
        }

        if (Metrics.Count + Counters.Count == 0 && Conformance is null && Troubles.Count == 0)
        {
            Troubles.Add("The runs have no metric and no cell in common.");
        }
    }

    private void Compare(string? lane, string name)
    {
        if (StoredComparison.WhyNot(@base, head, lane) is { } reason)
        {
            Troubles.Add($"{name}: the runs do not compare: {reason}.");
            return;
        }

        var terms = arguments.Terms;
        var (series, counters) = StoredComparison.Compare(
            @base, head, lane, terms.Plan, metric => Glob.MatchesAny(terms.Metrics, metric) || Glob.MatchesAny(terms.Metrics, $"{name}/{metric}"));
        Metrics.AddRange(findings.Metrics(name, series));
        Counters.AddRange(findings.Counters(name, counters));
    }
}
