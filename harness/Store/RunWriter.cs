using System.Data.Common;
using System.Text.Json;
using Harness.Runs.Records;
using Harness.Statistics;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>Writes a run within a transaction that keeps other writers out.</summary>
internal sealed class RunWriter(DbConnection connection)
{
    private static readonly string[] CellColumns = ["run", "position", "name", "turn", "verdict", "ms", "detail"];
    private static readonly string[] CellNameColumns = ["scene", "lane", "observer"];
    private static readonly string[] MetricColumns = ["name", "lane", "unit", "kind", "better"];
    private static readonly string[] MeasurementColumns = ["run", "metric", "launches", "median", "samples", "unsteady", "disturbed"];

    public void Write(RunDocument run)
    {
        var number = connection.Number(
            """
            INSERT INTO runs (id, label, revision, started, exit_code, planned, passed, failed, expected_fails, skipped, document)
            VALUES (@id, @label, @revision, @started, @exit_code, @planned, @passed, @failed, @expected_fails, @skipped, @document) RETURNING run
            """,
            ("@id", run.Id),
            ("@label", run.Label),
            ("@revision", run.Revision),
            ("@started", run.Started.ToUnixTimeMilliseconds()),
            ("@exit_code", (long?)run.ExitCode),
            ("@planned", (long)run.Counts.Planned),
            ("@passed", (long)run.Counts.Passed),
            ("@failed", (long)run.Counts.Failed),
            ("@expected_fails", (long)run.Counts.ExpectedFails),
            ("@skipped", (long)run.Counts.Skipped),
            ("@document", JsonSerializer.Serialize(run with { Cells = [], Metrics = null }, RunJson.Line.RunDocument)));
        WriteEnvironments(number, run);
        WriteCells(number, run);
        if (run.Metrics is { Count: > 0 } metrics)
        {
            WriteMeasurements(number, metrics);
        }
    }

    private void WriteEnvironments(long run, RunDocument document)
    {
        foreach (var (lane, id, text) in RunEnvironment.Of(document.Fingerprint))
        {
            connection.Execute("INSERT INTO environments (environment, document) VALUES (@id, @document) ON CONFLICT DO NOTHING", ("@id", id), ("@document", text));
            connection.Execute("INSERT INTO run_environments (run, lane, environment) VALUES (@run, @lane, @id)", ("@run", run), ("@lane", lane), ("@id", id));
        }
    }

    private void WriteCells(long run, RunDocument document)
    {
        var names = Numbers(
            document.Cells.Select(NameOf), "SELECT scene, lane, observer, name FROM cell_names", 3,
            row => (row.GetString(0), row.GetString(1), row.GetString(2)),
            "cell_names", CellNameColumns, name => [name.Item1, name.Item2, name.Item3]);
        connection.Insert("cells", CellColumns, document.Cells.Select((cell, position) => (object?[])
            [run, (long)position, names[NameOf(cell)], (long)(cell.Turn ?? 1), cell.Verdict, cell.Ms, CellDetail.Of(cell)]));

        static (string, string, string) NameOf(CellDocument cell) => (cell.Scene, cell.Lane, cell.Observer);
    }

    private void WriteMeasurements(long run, IReadOnlyList<MetricDocument> metrics)
    {
        var names = Numbers(
            metrics.Select(MetricOf), "SELECT name, lane, unit, kind, better, metric FROM metrics", 5, RunReader.MetricOf,
            "metrics", MetricColumns, metric => [metric.Name, metric.Lane ?? string.Empty, metric.Unit, metric.Kind, metric.Better]);
        connection.Insert("measurements", MeasurementColumns, metrics.Select(metric => (object?[])
        [
            run, names[MetricOf(metric)], (long)metric.Samples.Count, Spread.Median(metric.Samples), JsonSerializer.Serialize(metric.Samples, StoreJson.Default.IReadOnlyListDouble),
            (long)(metric.Unsteady ?? 0), (long)(metric.Disturbed ?? 0),
        ]));

        static StoredMetric MetricOf(MetricDocument metric) => new(metric.Name, metric.Lane, metric.Unit, metric.Kind, metric.Better);
    }

    /// <summary>The number of each thing in a table of names; those that are new are entered.</summary>
    private Dictionary<T, long> Numbers<T>(
        IEnumerable<T> wanted, string query, int numberColumn, Func<DbDataReader, T> read, string table, string[] columns, Func<T, object?[]> write)
        where T : notnull
    {
        var numbers = Known();
        var missing = wanted.Where(name => !numbers.ContainsKey(name)).Distinct().ToArray();
        if (missing.Length == 0)
        {
            return numbers;
        }

        connection.Insert(table, columns, missing.Select(write));
        return Known();

        Dictionary<T, long> Known() => connection.Read(row => KeyValuePair.Create(read(row), row.GetInt64(numberColumn)), query).ToDictionary();
    }
}
