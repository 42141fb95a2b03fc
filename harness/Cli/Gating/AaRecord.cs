using Harness.Runs.Gating.Records;
using Harness.Runs.Records;
using Harness.Statistics;
using Harness.Store;

namespace Harness.Cli.Gating;

/// <summary>How often comparisons of a build with itself were red: what the store knows of it, and what a run adds.</summary>
internal static class AaRecord
{
    private const string Comparisons = "aa.comparisons";
    private const string FalseAlarms = "aa.false-alarms";
    private const string Inconclusive = "aa.inconclusive";

    /// <summary>What a run has to say of it, lane by lane.</summary>
    public static IEnumerable<MetricDocument> Metrics(IReadOnlyList<ComparedMetric> compared)
        => from lane in compared.GroupBy(metric => metric.Lane)
           from count in ((string Name, Func<ComparedMetric, bool> Is)[])
           [
               (Comparisons, _ => true), (FalseAlarms, metric => metric.Verdict is GateVerdicts.Regression or GateVerdicts.Accepted), (Inconclusive, metric => metric.IsInconclusive),
           ]
           select new MetricDocument { Name = count.Name, Lane = lane.Key, Unit = "1", Kind = "counter", Better = "lower", Samples = [lane.Count(count.Is)] };

    /// <summary>All so far, on some lanes.</summary>
    /// <param name="address">Where runs are stored; null for nowhere.</param>
    /// <param name="lanes">The lanes.</param>
    /// <param name="now">What the run in progress adds, by <see cref="Metrics"/>; it must not be stored yet.</param>
    /// <returns>Null where there is nothing, with the reason where the store is to blame.</returns>
    public static (AaDocument? Rate, string? Trouble) Read(StoreAddress? address, IReadOnlyCollection<string> lanes, IReadOnlyList<MetricDocument> now)
    {
        var (runs, comparisons, alarms) = (now.Count > 0 ? 1 : 0, Sum(now, Comparisons), Sum(now, FalseAlarms));
        string? trouble = null;
        try
        {
            if (address is not null)
            {
                using var store = RunStore.Open(address);
                var compared = Of(store, Comparisons);
                runs += compared.Select(run => run.Run.Id).Distinct().Count();
                comparisons += (int)compared.Sum(run => run.Median);
                alarms += (int)Of(store, FalseAlarms).Sum(run => run.Median);
            }
        }
#pragma warning disable CA1031 // What the store does not tell is no reason to lose what was measured; neither is a native library that does not load.
        catch (Exception e)
#pragma warning restore CA1031
        {
            trouble = $"What earlier comparisons of builds with themselves said is not known. {e.Message}";
        }

        var share = comparisons == 0 ? (Estimate?)null : Proportion.Of(alarms, comparisons);
        return (share is { } rate ? new AaDocument(runs, comparisons, alarms, rate.Interval.Low, rate.Interval.High) : null, trouble);

        List<MeasuredRun> Of(RunStore store, string name) => [.. store.Histories(name).Where(history => lanes.Contains(history.Metric.Lane ?? string.Empty)).SelectMany(history => history.Runs)];
    }

    private static int Sum(IReadOnlyList<MetricDocument> metrics, string name) => (int)metrics.Where(metric => metric.Name == name).Sum(metric => metric.Samples[0]);
}
