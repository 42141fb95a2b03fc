using System.Data.Common;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>Reads what many runs have in common.</summary>
internal sealed class HistoryReader(DbConnection connection, RunFilter filter)
{
    public List<StoredRun> Runs() => ReadRuns().ConvertAll(run => run.Run);

    /// <summary>Those of one metric with their samples, or those of all without.</summary>
    public List<MetricHistory> Histories(string? name)
    {
        var runs = ReadRuns();
        if (runs.Count == 0)
        {
            return [];
        }

        (string, object?)[] range = [("@first", runs.Min(run => run.Number)), ("@last", runs.Max(run => run.Number))];
        var places = runs.Select((run, place) => KeyValuePair.Create(run.Number, place)).ToDictionary();
        var environments = connection.Read(
            row => KeyValuePair.Create((row.GetInt64(0), row.GetString(1)), row.GetString(2)),
            "SELECT run, lane, environment FROM run_environments WHERE run BETWEEN @first AND @last", range).ToDictionary();
        var metrics = connection.Read(
            row => (Number: row.GetInt64(5), Metric: RunReader.MetricOf(row), Runs: new List<(int Place, MeasuredRun Run)>()),
            "SELECT name, lane, unit, kind, better, metric FROM metrics WHERE @name = '' OR name = @name ORDER BY name, lane, metric", ("@name", name ?? string.Empty));
        var numbered = metrics.ToDictionary(metric => metric.Number);
        // One metric is looked up. All of them are read from end to end, and runs that are not wanted passed over: no index would make that faster.
        const string Measured = "FROM measurements WHERE run BETWEEN @first AND @last";
        if (name is null)
        {
            connection.Read(row => Take(row, []), $"SELECT metric, run, median {Measured}", range);
        }
        else
        {
            metrics.ForEach(metric => connection.Read(
                row => Take(row, RunReader.SamplesOf(row, 3)), $"SELECT metric, run, median, samples {Measured} AND metric = @metric", [.. range, ("@metric", metric.Number)]));
        }

        return
        [
            .. metrics.Where(metric => metric.Runs.Count > 0).Select(metric =>
            {
                metric.Runs.Sort((one, other) => one.Place.CompareTo(other.Place));
                return new MetricHistory(metric.Metric, metric.Runs.ConvertAll(run => run.Run));
            }),
        ];

        bool Take(DbDataReader row, IReadOnlyList<double> samples)
        {
            var run = row.GetInt64(1);
            if (!places.TryGetValue(run, out var place))
            {
                return false;
            }

            var (_, metric, measured) = numbered[row.GetInt64(0)];
            measured.Add((place, new MeasuredRun(runs[place].Run, environments.GetValueOrDefault((run, metric.Lane ?? string.Empty), string.Empty), row.GetDouble(2), samples)));
            return true;
        }
    }

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
