using Harness.Runs.Gating.Ledger;
using Harness.Runs.Gating.Measuring;
using Harness.Statistics;
using Harness.Statistics.Gating;

namespace Harness.Runs.Gating.Records;

/// <summary>Turns what was measured into what is said of it.</summary>
/// <param name="ledger">Changes that are accepted.</param>
/// <param name="revision">What the head is called, for the ledger.</param>
public sealed class Findings(ChangeLedger ledger, string? revision)
{
    /// <summary>Where the interval reaches that far to the worse, what is called OK says little, and that is said.</summary>
    private const double MostHidden = 0.10;

    /// <summary>A lane's metrics, in their order.</summary>
    public IReadOnlyList<ComparedMetric> Metrics(string lane, IReadOnlyList<GateSeries> series)
    {
        var measured = series.Where(one => one.Base.Count > 0).ToList();
        return [.. measured.Select(one => Metric(lane, one, measured))];
    }

    /// <summary>A lane's counters, in their order; those that vary by themselves are left out.</summary>
    public IReadOnlyList<ComparedCounter> Counters(string lane, IReadOnlyList<CounterRow> rows) =>
    [
        .. from row in rows
           where row.Answer is not null
           let accepted = row.Answer == Answer.Regression ? ledger.Find(lane, row.Name, revision) : null
           select new ComparedCounter(row.Name, lane, row.Base[0], row.Head.Count > 0 ? row.Head[0] : null, Word(row, accepted), accepted?.ToString() ?? (row.Answer == Answer.Inconclusive ? "varies on the head" : null)),
    ];

    private static string Word(CounterRow row, AcceptedChange? accepted) => row.Answer switch
    {
        Answer.Regression => accepted is null ? GateVerdicts.Regression : GateVerdicts.Accepted,
        Answer.Inconclusive => GateVerdicts.Inconclusive,
        _ => row.Improved ? GateVerdicts.Improved : GateVerdicts.Ok,
    };

    private ComparedMetric Metric(string lane, GateSeries series, List<GateSeries> all)
    {
        var (metric, result) = (series.Metric, series.Result);
        var (verdict, reason) = Verdict(lane, series, all);
        return new ComparedMetric
        {
            Name = metric.Name,
            Lane = lane,
            Unit = metric.Unit,
            Kind = metric.Kind,
            Better = metric.Better == Better.Lower ? "lower" : "higher",
            Verdict = verdict,
            Reason = reason,
            Blind = verdict == GateVerdicts.Ok && result is { Change.Interval: var interval } && Worst(metric, interval) > MostHidden,
            Base = Spread.Median(series.Base),
            Head = Spread.Median(series.Head),
            Change = result?.Change.Value,
            Low = Finite(result?.Change.Interval.Low),
            High = Finite(result?.Change.Interval.High),
            P = result?.P,
            Launches = series.Base.Count,
            BaseSamples = series.Base,
            HeadSamples = series.Head,
        };

        static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
    }

    private (string Verdict, string? Reason) Verdict(string lane, GateSeries series, List<GateSeries> all)
    {
        switch (series.Result)
        {
            case null:
                return (GateVerdicts.Inconclusive, "too few launches to tell");
            case { Answer: Answer.Ok, Improved: true }:
                return (GateVerdicts.Improved, null);
            case { Answer: Answer.Ok, Change.Interval: var interval }:
                var worst = Worst(series.Metric, interval);
                return (GateVerdicts.Ok, worst > MostHidden ? $"no sign of a slowdown, though one of {worst * 100:0} % would look the same" : null);
            case { Answer: Answer.Inconclusive, Unconfirmed: true }:
                return (GateVerdicts.Unconfirmed, "fresh launches did not show it again");
            case { Answer: Answer.Inconclusive }:
                return (GateVerdicts.Inconclusive, $"could not tell within {series.Base.Count} launches");
            default:
                return IsByImprovement(series, all) ? (GateVerdicts.Ok, $"{series.Metric.Needs[1]} became faster")
                    : ledger.Find(lane, series.Metric.Name, revision) is { } accepted ? (GateVerdicts.Accepted, accepted.ToString())
                    : (GateVerdicts.Regression, "confirmed by fresh launches");
        }
    }

    /// <summary>The largest slowdown within an interval; below zero where all of it is faster.</summary>
    private static double Worst(GateMetric metric, ConfidenceInterval interval) => metric.Better == Better.Lower ? interval.High : -interval.Low;

    /// <summary>A quotient also falls when what it is divided by becomes faster, and what is divided is none the worse.</summary>
    private static bool IsByImprovement(GateSeries series, List<GateSeries> all)
        => series.Metric.Kind == GateMetric.Ratio
            && Result(series.Metric.Needs[0], all) is { Answer: Answer.Ok } && Result(series.Metric.Needs[1], all) is { Improved: true };

    private static Comparison? Result(string name, List<GateSeries> all) => all.Find(one => one.Metric.Name == name)?.Result;
}
