using System.Data.Common;
using System.Text.Json;
using Harness.Runs.Records;
using Harness.Store.Databases;

namespace Harness.Store;

/// <summary>Puts a stored run together again.</summary>
internal static class RunReader
{
    public static RunDocument? Read(DbConnection connection, string id)
    {
        var found = connection.Read(row => (Number: row.GetInt64(0), Document: row.GetString(1)), "SELECT run, document FROM runs WHERE id = @id", ("@id", id));
        if (found.Count == 0)
        {
            return null;
        }

        var (run, document) = found[0];
        var cells = connection.Read(Cell, "SELECT scene, lane, observer, turn, verdict, ms, detail FROM cells JOIN cell_names USING (name) WHERE run = @run ORDER BY position", ("@run", run));
        var metrics = connection.Read(
            row => (Metric: MetricOf(row), Samples: SamplesOf(row, 5), Unsteady: CountOf(row, 6), Disturbed: CountOf(row, 7)),
            "SELECT name, lane, unit, kind, better, samples, unsteady, disturbed FROM measurements JOIN metrics USING (metric) WHERE run = @run ORDER BY metric",
            ("@run", run));
        return JsonSerializer.Deserialize(document, RunJson.Default.RunDocument)! with
        {
            Cells = cells,
            Metrics = metrics.Count == 0 ? null : metrics.ConvertAll(measured => new MetricDocument
            {
                Name = measured.Metric.Name, Lane = measured.Metric.Lane, Unit = measured.Metric.Unit, Kind = measured.Metric.Kind, Better = measured.Metric.Better,
                Samples = measured.Samples, Unsteady = measured.Unsteady, Disturbed = measured.Disturbed,
            }),
        };
    }

    /// <summary>A metric from the first five columns of a row.</summary>
    public static StoredMetric MetricOf(DbDataReader row)
        => new(row.GetString(0), row.GetString(1) is { Length: > 0 } lane ? lane : null, row.GetString(2), row.GetString(3), row.GetString(4));

    /// <summary>Where nothing was counted, a document says nothing.</summary>
    private static int? CountOf(DbDataReader row, int column) => row.GetInt64(column) is > 0 and var count ? (int)count : null;

    /// <summary>Samples, one a launch.</summary>
    public static IReadOnlyList<double> SamplesOf(DbDataReader row, int column) => JsonSerializer.Deserialize(row.GetString(column), StoreJson.Default.IReadOnlyListDouble)!;

    private static CellDocument Cell(DbDataReader row)
    {
        var detail = row.Text(6) is { } text ? JsonSerializer.Deserialize(text, StoreJson.Default.CellDetail) : null;
        return new CellDocument
        {
            Scene = row.GetString(0),
            Lane = row.GetString(1),
            Observer = row.GetString(2),
            Turn = row.GetInt64(3) is > 1 and var turn ? (int)turn : null,
            Verdict = row.GetString(4),
            Ms = row.GetDouble(5),
            Message = detail?.Message,
            Failure = detail?.Failure,
            Reason = detail?.Reason,
            Artifacts = detail?.Artifacts,
        };
    }
}
