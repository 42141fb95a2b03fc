using Harness.Runs;
using Harness.Runs.Blame;

namespace Harness.Cli.Terminal;

/// <summary>A run's cells by area and lane.</summary>
internal sealed class SummaryTable
{
    private SummaryTable(IReadOnlyList<string> lanes, IReadOnlyList<Row> rows) => (Lanes, Rows) = (lanes, rows);

    public IReadOnlyList<string> Lanes { get; }

    /// <summary>One for each area, in the order of the cells, and a last one for all.</summary>
    public IReadOnlyList<Row> Rows { get; }

    public static SummaryTable Of(IReadOnlyList<Cell> cells)
    {
        string[] lanes = [.. cells.Select(cell => cell.Name.Lane).Distinct().OrderBy(LaneNames.OrderOf).ThenBy(lane => lane, StringComparer.Ordinal)];
        var rows = cells.GroupBy(cell => cell.Name.Area).Select(area => RowOf(area.Key, lanes, [.. area])).ToList();
        if (rows.Count > 1)
        {
            rows.Add(RowOf("all", lanes, cells));
        }

        return new SummaryTable(lanes, rows);
    }

    private static Row RowOf(string name, string[] lanes, IReadOnlyList<Cell> cells)
        => new(name, [.. lanes.Select(lane => Share.Of(cells.Where(cell => cell.Name.Lane == lane)))]);

    /// <summary>An area's cells, a share for each lane.</summary>
    internal sealed record Row(string Name, IReadOnlyList<Share> Shares);

    /// <summary>Cells of an area on a lane.</summary>
    internal readonly record struct Share(int Passed, int Failed, int Expected, int Skipped)
    {
        public static Share Of(IEnumerable<Cell> cells)
        {
            var (passed, failed, expected, skipped) = (0, 0, 0, 0);
            foreach (var cell in cells)
            {
                switch (cell.Verdict)
                {
                    case Verdict.Pass: passed++; break;
                    case Verdict.Skip: skipped++; break;
                    case Verdict.ExpectedFail: expected++; break;
                    default: failed++; break;
                }
            }

            return new Share(passed, failed, expected, skipped);
        }

        public override string ToString()
        {
            var parts = new List<string>();
            Add(Passed, "passed");
            Add(Failed, "FAILED");
            Add(Expected, "expected");
            Add(Skipped, "skipped");
            return parts.Count > 0 ? string.Join(", ", parts) : "-";

            void Add(int count, string what)
            {
                if (count > 0)
                {
                    parts.Add($"{count} {what}");
                }
            }
        }
    }
}
