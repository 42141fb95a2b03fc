using System.Text;
using Harness.Runs.Gating.Records;

namespace Harness.Reports.Gating;

/// <summary>A gate as a comment on a pull request: what is wrong first, what is well folded away.</summary>
public static class GateMarkdown
{
    /// <summary>By which a bot finds its own comment again, to edit it in place.</summary>
    public const string Marker = "<!-- harness-gate -->";

    private const int MostCells = 20;

    /// <summary>Writes the comment.</summary>
    public static string Of(GateDocument gate)
    {
        var text = new StringBuilder();
        text.Append(Marker).Append('\n');
        text.Append($"## GPU driver {(gate.Kind == "aa" ? "A/A" : "performance")}: {Mark(gate.ExitCode)} {GateText.Headline(gate)}\n\n");
        text.Append($"Compared {Code(gate.Base.Name)} (base) with {Code(gate.Head.Name)} (head), {GateText.Method(gate)}.\n");
        foreach (var lane in gate.Lanes)
        {
            text.Append($"Lane {Code(lane.Lane)}: {Escape(GateText.Stack(lane))}.\n");
        }

        List(text, "The harness could not do its job", gate.Troubles);
        List(text, "What the head cannot do", gate.Faults);
        Scenes(text, gate.Conformance);
        Metrics(text, gate.Metrics.Where(metric => metric.Verdict is not (GateVerdicts.Ok or GateVerdicts.Improved)));
        Counters(text, gate.Counters.Where(counter => counter.Verdict != GateVerdicts.Ok));
        Meaning(text, gate);
        if (gate.Metrics.Any(metric => metric.Verdict is GateVerdicts.Ok or GateVerdicts.Improved))
        {
            text.Append("\n<details><summary>What is well</summary>\n");
            Metrics(text, gate.Metrics.Where(metric => metric.Verdict is GateVerdicts.Ok or GateVerdicts.Improved));
            text.Append($"\n{gate.Counters.Count(counter => counter.Verdict == GateVerdicts.Ok)} counters are equal.\n</details>\n");
        }

        List(text, "Notes", gate.Notes);
        return text.ToString();
    }

    private static string Mark(int exitCode) => exitCode switch
    {
        0 => "✅",
        1 => "❌",
        4 => "❔",
        _ => "⚠️",
    };

    private static void List(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        text.Append($"\n**{title}**\n\n");
        foreach (var line in lines)
        {
            text.Append($"- {Escape(line.Split('\n')[0])}\n");
        }
    }

    private static void Scenes(StringBuilder text, ConformanceDocument? conformance)
    {
        if (conformance is null)
        {
            return;
        }

        text.Append($"\nConformance: {GateText.Count(conformance.Compared, "cell")} compared, {conformance.NewlyFailing.Count} newly failing, {conformance.NewlyPassing.Count} newly passing");
        text.Append(conformance.NotComparable == 0 ? ".\n" : $", {conformance.NotComparable} judged on one side only.\n");
        Cells("❌ newly failing", conformance.NewlyFailing);
        Cells("❔ failed once, and not when played again", conformance.Unsteady);
        Cells("✅ newly passing", conformance.NewlyPassing);

        void Cells(string what, IReadOnlyList<ChangedCell> cells)
        {
            if (cells.Count == 0)
            {
                return;
            }

            text.Append($"\n| {what} | lane | base | head | blame |\n| --- | --- | --- | --- | --- |\n");
            foreach (var cell in cells.Take(MostCells))
            {
                text.Append($"| {Code(cell.Scene)} | {cell.Lane}/{cell.Observer} | {cell.Base} | {cell.Head}{(cell.Message is null ? string.Empty : $": {Escape(cell.Message)}")} | {Escape(cell.Blame ?? "-")} |\n");
            }

            if (cells.Count > MostCells)
            {
                text.Append($"| and {cells.Count - MostCells} more | | | | |\n");
            }
        }
    }

    private static void Metrics(StringBuilder text, IEnumerable<ComparedMetric> metrics)
    {
        var rows = metrics.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("\n| metric | base | head | change (95 % interval) | p | launches | verdict |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
        foreach (var metric in rows)
        {
            text.Append(
                $"| {Code($"{metric.Lane}/{metric.Name}")} | {GateText.Value(metric.Base, metric.Unit)} | {GateText.Value(metric.Head, metric.Unit)} | {GateText.Change(metric)} | {GateText.P(metric.P)} | {metric.Launches} | {Sign(metric.Verdict)} {Escape(GateText.Verdict(metric))} |\n");
        }
    }

    private static void Counters(StringBuilder text, IEnumerable<ComparedCounter> counters)
    {
        var rows = counters.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("\n| counter, of a turn | base | head | verdict |\n| --- | ---: | ---: | --- |\n");
        foreach (var counter in rows)
        {
            text.Append($"| {Code($"{counter.Lane}/{counter.Name}")} | {counter.Base} | {counter.Head?.ToString() ?? "varies"} | {Sign(counter.Verdict)} {counter.Verdict}{(counter.Reason is null ? string.Empty : $": {Escape(counter.Reason)}")} |\n");
        }
    }

    private static void Meaning(StringBuilder text, GateDocument gate)
    {
        var red = gate.Metrics.Where(metric => metric.Verdict == GateVerdicts.Regression).ToList();
        text.Append("\n**What this means.** ");
        text.Append(red.Count > 0
            ? $"If base and head were equally fast, a difference as large as the first one would appear in about {Chance(red[0].P ?? 1)} comparisons; it appeared twice, the second time in fresh launches. "
            : string.Empty);
        text.Append(gate.Aa is { } aa ? $"{aa}.\n" : "This machine has not compared a build with itself yet: `harness aa` tells how often the gate is wrong here.\n");
        if (gate.ExitCode == 1)
        {
            var metric = red.FirstOrDefault();
            text.Append($"\n**What to do.** Reproduce: `harness gate{(metric is null ? string.Empty : $" --lane {metric.Lane} --metric {metric.Name}")} --base {gate.Base.Text} --head {gate.Head.Text}{(gate.Head.Planted is { } plant ? $" --plant {plant}" : string.Empty)}`. ");
            text.Append("A change of speed that is wanted gets an entry in `perf/changes.json`, in this pull request.\n");
        }
    }

    private static string Chance(double p) => p <= 0.0001 ? "1 of 10 000" : $"{Math.Max(1, p * 10_000):0} of 10 000";

    private static string Sign(string verdict) => verdict switch
    {
        GateVerdicts.Regression => "❌",
        GateVerdicts.Inconclusive or GateVerdicts.Unconfirmed => "❔",
        GateVerdicts.Improved => "🚀",
        _ => "✅",
    };

    /// <summary>A bar ends a cell of a table within code too.</summary>
    private static string Code(string text) => $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    private static string Escape(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
