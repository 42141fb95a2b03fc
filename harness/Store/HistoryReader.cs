using System.Data.Common;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>Reads what many runs have in common.</summary>
internal sealed class HistoryReader(DbConnection connection, RunFilter filter)
{
    public List<StoredRun> Runs() => ReadRuns().ConvertAll(run => run.Run);

    public List<MetricHistory> Histories(string? name)
    {
        var runs = ReadRuns();
        if (runs.Count == 0)
        {
            return [];
        }

        var (first, last) = (runs.Min(run => run.Number), runs.Max(run => run.Number));
        var places = runs.Select((run, place) => KeyValuePair.Create(run.Number, place)).ToDictionary();
        var environments = connection.Read(
            row => KeyValuePair.Create((row.GetInt64(0), row.GetString(1)), row.GetString(2)),
            "SELECT run, lane, environment FROM run_environments WHERE run BETWEEN @first AND @last", ("@first", first), ("@last", last)).ToDictionary();
        var metrics = connection.Read(row => (Metric: RunReader.MetricOf(row), Number: row.GetInt64(5)), "SELECT name, lane, unit, kind, better, metric FROM metrics ORDER BY name, lane, metric");
        // One metric is looked up; all of them are read from end to end, and runs that are not wanted passed over, which no index would make faster.
        const string Query = "SELECT metric, run, samples FROM measurements WHERE run BETWEEN @first AND @last";
        var measured = (name is null
            ? connection.Read(Measured, Query, ("@first", first), ("@last", last))
            : metrics.Where(metric => metric.Metric.Name == name).SelectMany(metric => connection.Read(
                Measured, $"{Query} AND metric = @metric", ("@first", first), ("@last", last), ("@metric", metric.Number)))).ToLookup(row => row.Metric);
        return
        [
            .. metrics.Select(metric => new MetricHistory(metric.Metric, [.. measured[metric.Number].Where(row => places.ContainsKey(row.Run)).OrderBy(row => places[row.Run])
                .Select(row => new MeasuredRun(
                    runs[places[row.Run]].Run, environments.GetValueOrDefault((row.Run, metric.Metric.Lane ?? string.Empty), string.Empty), row.Samples))]))
                .Where(history => history.Runs.Count > 0),
        ];
    }

    private static (long Metric, long Run, IReadOnlyList<double> Samples) Measured(DbDataReader row) => (row.GetInt64(0), row.GetInt64(1), RunReader.SamplesOf(row, 2));

    private List<(long Number, StoredRun Run)> ReadRuns() => connection.Read(
        row => (row.GetInt64(0), new StoredRun(
            row.GetString(1),
            row.Text(2),
            row.Text(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.IsDBNull(5) ? null : (int)row.GetInt64(5),
            new StoredCounts((int)row.GetInt64(6), (int)row.GetInt64(7), (int)row.GetInt64(8), (int)row.GetInt64(9), (int)row.GetInt64(10)))),
        """
        SELECT run, id, label, revision, started, exit_code, planned, passed, failed, expected_fails, skipped FROM runs
        WHERE started >= @since AND (@label = '' OR label = @label) ORDER BY started, run
        """,
        // A parameter that is null has no type: an empty label stands for every one.
        ("@since", filter.Since?.ToUnixTimeMilliseconds() ?? 0),
        ("@label", filter.Label ?? string.Empty));
}
