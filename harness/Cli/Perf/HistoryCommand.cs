using System.CommandLine;
using System.Globalization;
using Harness.Cli.Browsing;
using Harness.Reports.Gating;
using Harness.Runs;
using Harness.Runs.Gating.Ledger;
using Harness.Runs.Plan;
using Harness.Statistics.Nightly;
using Harness.Store;

namespace Harness.Cli.Perf;

/// <summary>The verb `perf history`: where the series of stored runs step.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var metrics = new Argument<string[]>("METRIC") { Description = "Patterns of names, with or without LANE/ before them; one that fits a single metric shows all its runs. Default: all.", DefaultValueFactory = _ => [] };
        var label = new Option<string?>("--label") { Description = "Runs of that label, as `harness perf --label nightly` stores them; default: all.", HelpName = "NAME" };
        var since = new Option<DateTimeOffset?>("--since") { Description = "Runs that began then or later.", HelpName = "DATE" };
        var changes = new Option<string?>("--changes") { Description = "The ledger of accepted changes; default: perf/changes.json of this repository.", HelpName = "FILE" };
        var command = new Command(
            "history",
            "Finds where metrics step over the stored runs. A series begins anew where the environment changes (host, QEMU, virglrenderer, accelerator, image), and at accepted changes.")
        {
            metrics, label, since, changes,
        };
        command.SetAction(parsed =>
        {
            var address = StoreAddress.FromEnvironment() ?? throw new UsageException($"{StoreAddress.Variable} is 'none': there is no store.");
            using var store = RunStore.OpenExisting(address);
            var patterns = parsed.GetValue(metrics)!;
            var ledger = (parsed.GetValue(changes) ?? RepositoryFolder.Find()?.Changes) is { } path ? ChangeLedger.Load(path) : ChangeLedger.Empty;
            var histories = store.Overview(new RunFilter { Label = parsed.GetValue(label), Since = parsed.GetValue(since) })
                .Where(history => Glob.MatchesAny(patterns, history.Metric.Name) || Glob.MatchesAny(patterns, NameOf(history.Metric)))
                .Select(history => new Series(history, ledger)).ToList();
            Write(parsed.InvocationConfiguration.Output, histories);
            return histories.Count > 0 ? ExitCode.Passed : throw new UsageException($"No stored metric fits {string.Join(", ", patterns)}.");
        });
        return command;
    }

    private static string NameOf(StoredMetric metric) => metric.Lane is null ? metric.Name : $"{metric.Lane}/{metric.Name}";

    private static void Write(TextWriter output, IReadOnlyList<Series> all)
    {
        if (all.Count == 1)
        {
            WriteRuns(output, all[0]);
        }

        var changes = all.SelectMany(series => series.Found.Changes.Select(change => (Series: series, Change: change))).OrderByDescending(found => Math.Abs(found.Change.Change)).ToList();
        if (changes.Count > 0)
        {
            Columns.Write(output,
            [
                ["metric", "from run", "revision", "before", "after", "change", "p", "it is"],
                .. changes.Select(found => (string[])
                [
                    NameOf(found.Series.Metric), found.Series.Runs[found.Change.Index].Run.Id, found.Series.Runs[found.Change.Index].Run.Revision ?? "-",
                    GateText.Value(found.Change.Before, found.Series.Metric.Unit), GateText.Value(found.Change.After, found.Series.Metric.Unit),
                    GateText.Percent(found.Change.Change), GateText.P(found.Change.P),
                    found.Change.Change > 0 == (found.Series.Metric.Better == "higher") ? "better" : "worse",
                ]),
            ]);
            output.WriteLine();
        }

        output.WriteLine(
            $"{GateText.Count(all.Count, "metric")}, at most {GateText.Count(all.Count == 0 ? 0 : all.Max(series => series.Runs.Count), "run")} each: {GateText.Count(changes.Count, "change")} in {GateText.Count(all.Sum(series => series.Found.SegmentStarts.Count), "segment")}.");
    }

    private static void WriteRuns(TextWriter output, Series series)
    {
        Columns.Write(output,
        [
            ["began", "run", "revision", "median", ""],
            .. series.Runs.Select((run, i) => (string[])
            [
                run.Run.Started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), run.Run.Id, run.Run.Revision ?? "-", GateText.Value(run.Median, series.Metric.Unit), series.Mark(i),
            ]),
        ]);
        output.WriteLine();
    }

    /// <summary>A metric over the stored runs.</summary>
    private sealed class Series
    {
        private readonly ChangeLedger _ledger;

        public Series(MetricHistory history, ChangeLedger ledger)
        {
            (Metric, Runs, _ledger) = (history.Metric, history.Runs, ledger);
            var restarts = ledger.Restarts(Metric.Lane ?? string.Empty, Metric.Name, Runs.Select(RevisionOf));
            Found = new NightlySeries([.. Runs.Select(run => new Night(RevisionOf(run), run.Environment, run.Median))], restarts);
        }

        public StoredMetric Metric { get; }

        public IReadOnlyList<MeasuredRun> Runs { get; }

        public NightlySeries Found { get; }

        /// <summary>What begins at a run, in words.</summary>
        public string Mark(int run)
        {
            foreach (var change in Found.Changes.Where(change => change.Index == run))
            {
                return $"<- {GateText.Percent(change.Change)}";
            }

            return run == 0 || !Found.SegmentStarts.Contains(run) ? string.Empty
                : Runs[run].Environment != Runs[run - 1].Environment ? "-- another environment"
                : $"-- {_ledger.Find(Metric.Lane ?? string.Empty, Metric.Name, RevisionOf(Runs[run]))}";
        }

        private static string RevisionOf(MeasuredRun run) => run.Run.Revision ?? run.Run.Id;
    }
}
