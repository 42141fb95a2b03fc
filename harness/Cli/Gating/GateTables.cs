using Harness.Reports.Gating;
using Harness.Runs.Gating.Records;
using Spectre.Console;

namespace Harness.Cli.Gating;

/// <summary>Writes what a gate found: in columns, or with colours on a terminal.</summary>
internal static class GateTables
{
    private const int MostCells = 20;

    private static readonly string[] MetricTitles = ["lane", "metric", "base", "head", "change (95 % interval)", "p", "launches", "verdict"];
    private static readonly string[] CounterTitles = ["lane", "counter of a turn", "base", "head", "verdict"];
    private static readonly string[] CellTitles = ["what", "cell", "base", "head", "blame"];

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="gate">What was found.</param>
    /// <param name="isTerminal">Whether there are colours.</param>
    public static void Write(TextWriter output, GateDocument gate, bool isTerminal)
    {
        var console = isTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }) : null;
        Table(MetricTitles, [.. gate.Metrics.Select(metric => (string[])
        [
            metric.Lane, metric.Name, GateText.Value(metric.Base, metric.Unit), GateText.Value(metric.Head, metric.Unit), GateText.Change(metric), GateText.P(metric.P), $"{metric.Launches}", GateText.Verdict(metric),
        ])]);
        Table(CounterTitles, [.. gate.Counters.Where(counter => counter.Verdict != GateVerdicts.Ok).Select(counter => (string[])
        [
            counter.Lane, counter.Name, $"{counter.Base}", counter.Head?.ToString() ?? "varies", counter.Reason is null ? counter.Verdict : $"{counter.Verdict}: {counter.Reason}",
        ])]);
        if (gate.Counters.Count(counter => counter.Verdict == GateVerdicts.Ok) is > 0 and var equal)
        {
            output.WriteLine($"{equal} counters are equal.");
        }

        if (gate.Conformance is { } conformance)
        {
            output.WriteLine(
                $"{conformance.Compared} cells compared: {conformance.NewlyFailing.Count} newly failing, {conformance.NewlyPassing.Count} newly passing, {conformance.Unsteady.Count} unsteady; {conformance.NotComparable} judged on one side only.");
            Table(CellTitles, [.. Cells("newly failing", conformance.NewlyFailing), .. Cells("unsteady", conformance.Unsteady), .. Cells("newly passing", conformance.NewlyPassing)]);
        }

        foreach (var (what, lines) in ((string, IReadOnlyList<string>)[])[("note", gate.Notes), ("head", gate.Faults), ("harness", gate.Troubles)])
        {
            foreach (var line in lines)
            {
                output.WriteLine($"{what}: {line}");
            }
        }

        output.WriteLine($"{gate.Base.Name} and {gate.Head.Name}: {GateText.Method(gate)}.");
        output.WriteLine(gate.Aa is { } aa ? $"{aa}." : "A/A: no comparisons of a build with itself are stored yet, of these lanes; `harness aa` makes some.");
        var headline = $"{Word(gate.ExitCode)}: {GateText.Headline(gate)}";
        if (console is null)
        {
            output.WriteLine(headline);
        }
        else
        {
            console.Write(new Text(headline + "\n", new Style(ColourOf(gate.ExitCode), decoration: Decoration.Bold)));
        }

        void Table(string[] titles, IReadOnlyList<string[]> rows)
        {
            if (rows.Count == 0)
            {
                return;
            }

            if (console is null)
            {
                Browsing.Columns.Write(output, [titles, .. rows]);
                output.WriteLine();
                return;
            }

            var table = new Table().Border(TableBorder.Simple).AddColumns(titles);
            foreach (var row in rows)
            {
                var style = new Style(ColourOf(row[^1], row[0]));
                table.AddRow(row.Select(text => new Text(text, style)));
            }

            console.Write(table);
        }
    }

    private static IEnumerable<string[]> Cells(string what, IReadOnlyList<ChangedCell> cells)
        => cells.Take(MostCells).Select(cell => (string[])[what, $"{cell.Scene} {cell.Lane}/{cell.Observer}", cell.Base, cell.Message is null ? cell.Head : $"{cell.Head}: {cell.Message}", cell.Blame ?? "-"])
            .Concat(cells.Count > MostCells ? [[what, $"and {cells.Count - MostCells} more", string.Empty, string.Empty, string.Empty]] : []);

    private static string Word(int exitCode) => exitCode switch
    {
        ExitCode.Passed => "OK",
        ExitCode.Failed => "REGRESSION",
        ExitCode.Inconclusive => "INCONCLUSIVE",
        _ => "NOT DONE",
    };

    private static Color ColourOf(int exitCode) => exitCode switch
    {
        ExitCode.Passed => Color.Green,
        ExitCode.Failed => Color.Red,
        _ => Color.Yellow,
    };

    private static Color ColourOf(string verdict, string first)
        => verdict.StartsWith(GateVerdicts.Regression, StringComparison.Ordinal) || first == "newly failing" ? Color.Red
            : verdict.StartsWith(GateVerdicts.Inconclusive, StringComparison.Ordinal) || verdict.StartsWith(GateVerdicts.Unconfirmed, StringComparison.Ordinal) || first == "unsteady" ? Color.Yellow
            : verdict == GateVerdicts.Improved || first == "newly passing" ? Color.Green
            : Color.Default;
}
