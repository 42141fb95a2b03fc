using System.Data.Common;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>Reads what many runs have in common.</summary>
internal sealed class HistoryReader(DbConnection connection, RunFilter filter)
{
    // Empty strings stand for no wish: a parameter that is null has no type.
    private const string Wanted = "started >= @since AND (@label = '' OR label = @label)";

    public List<StoredRun> Runs() => ReadRuns().ConvertAll(run => run.Run);

    public List<MetricHistory> Histories(string? name)
    {
        var runs = ReadRuns();
        var environments = connection.Read(row => KeyValuePair.Create((row.GetInt64(0), row.GetString(1)), row.GetString(2)), "SELECT run, lane, environment FROM run_environments").ToDictionary();
        var samples = ReadSamples(name ?? string.Empty);
        var histories = new List<MetricHistory>();
        foreach (var (key, metric) in connection.Read(
            row => (Key: row.GetInt64(5), Metric: RunReader.MetricOf(row)),
            "SELECT name, lane, unit, kind, better, metric FROM metrics WHERE (@name = '' OR name = @name) ORDER BY name, lane, metric",
            ("@name", name ?? string.Empty)))
        {
            var measured = runs.Where(run => samples.ContainsKey((key, run.Number))).Select(run => new MeasuredRun(
                run.Run,
                environments.GetValueOrDefault((run.Number, metric.Lane ?? string.Empty), string.Empty),
                [.. samples[(key, run.Number)].OrderBy(sample => sample.Launch).Select(sample => sample.Value)])).ToArray();
            if (measured.Length > 0)
            {
                histories.Add(new MetricHistory(metric, measured));
            }
        }

        return histories;
    }

    private List<(long Number, StoredRun Run)> ReadRuns() => connection.Read(
        row => (row.GetInt64(0), new StoredRun(
            row.GetString(1),
            row.Text(2),
            row.Text(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            row.IsDBNull(5) ? null : (int)row.GetInt64(5),
            new StoredCounts((int)row.GetInt64(6), (int)row.GetInt64(7), (int)row.GetInt64(8), (int)row.GetInt64(9), (int)row.GetInt64(10)))),
        $"SELECT run, id, label, revision, started, exit_code, planned, passed, failed, expected_fails, skipped FROM runs WHERE {Wanted} ORDER BY started, run",
        Parameters());

    private Dictionary<(long Metric, long Run), List<(long Launch, double Value)>> ReadSamples(string name)
    {
        var samples = new Dictionary<(long, long), List<(long, double)>>();
        // Sorting this many rows here is cheaper than having the database do it.
        connection.Read(
            row =>
            {
                var key = (row.GetInt64(0), row.GetInt64(1));
                if (!samples.TryGetValue(key, out var list))
                {
                    samples.Add(key, list = []);
                }

                list.Add((row.GetInt64(2), row.GetDouble(3)));
                return 0;
            },
            $"SELECT metric, run, launch, value FROM samples JOIN runs USING (run){(name.Length == 0 ? string.Empty : " JOIN metrics USING (metric)")} WHERE {Wanted}{(name.Length == 0 ? string.Empty : " AND name = @name")}",
            [.. Parameters(), ("@name", name)]);
        return samples;
    }

    private (string, object?)[] Parameters() => [("@since", filter.Since?.ToUnixTimeMilliseconds() ?? 0), ("@label", filter.Label ?? string.Empty)];
}
