using System.Data.Common;
using System.Text.Json;
using Harness.Runs.Records;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>Writes a run within a transaction that keeps other writers out.</summary>
internal sealed class RunWriter(DbConnection connection)
{
    private static readonly string[] CellColumns = ["run", "position", "name", "turn", "verdict", "ms", "detail"];
    private static readonly string[] CellNameColumns = ["scene", "lane", "observer"];
    private static readonly string[] SampleColumns = ["metric", "run", "launch", "value"];

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
        foreach (var metric in run.Metrics ?? [])
        {
            var key = KeyOf(metric);
            connection.Insert("samples", SampleColumns, metric.Samples.Select((value, launch) => (object?[])[key, number, (long)launch, value]));
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
        var names = ReadNames();
        var unknown = document.Cells.Select(NameOf).Where(name => !names.ContainsKey(name)).Distinct().ToArray();
        if (unknown.Length > 0)
        {
            connection.Insert("cell_names", CellNameColumns, unknown.Select(name => (object?[])[name.Scene, name.Lane, name.Observer]));
            names = ReadNames();
        }

        connection.Insert("cells", CellColumns, document.Cells.Select((cell, position) => (object?[])
            [run, (long)position, names[NameOf(cell)], (long)(cell.Turn ?? 1), cell.Verdict, cell.Ms, CellDetail.Of(cell)]));

        static (string Scene, string Lane, string Observer) NameOf(CellDocument cell) => (cell.Scene, cell.Lane, cell.Observer);
    }

    private Dictionary<(string Scene, string Lane, string Observer), long> ReadNames() => connection.Read(
        row => KeyValuePair.Create((row.GetString(1), row.GetString(2), row.GetString(3)), row.GetInt64(0)), "SELECT name, scene, lane, observer FROM cell_names").ToDictionary();

    private long KeyOf(MetricDocument metric)
    {
        (string, object?)[] parameters =
            [("@name", metric.Name), ("@lane", metric.Lane ?? string.Empty), ("@unit", metric.Unit), ("@kind", metric.Kind), ("@better", metric.Better)];
        connection.Execute("INSERT INTO metrics (name, lane, unit, kind, better) VALUES (@name, @lane, @unit, @kind, @better) ON CONFLICT DO NOTHING", parameters);
        return connection.Number("SELECT metric FROM metrics WHERE name = @name AND lane = @lane AND unit = @unit AND kind = @kind AND better = @better", parameters);
    }
}
