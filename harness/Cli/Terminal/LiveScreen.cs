using System.Globalization;
using Harness.Runs;
using Harness.Runs.Execution;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Harness.Cli.Terminal;

/// <summary>A run on a terminal: a bar that moves, failures above it as they are met, then a table and a list.</summary>
internal sealed class LiveScreen : IScreen
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private Tally? _tally;
    private ProgressTask? _bar;
    private Task _progress = Task.CompletedTask;

    public void Say(string sentence) => AnsiConsole.MarkupLineInterpolated($"[yellow]{sentence}[/]");

    public void Begin(RunPlan plan)
    {
        _tally = new Tally(plan);
        var shown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _progress = AnsiConsole.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new CountColumn(this), new SpinnerColumn())
            .StartAsync(async context =>
            {
                _bar = context.AddTask("cells", maxValue: Math.Max(1, _tally.Total));
                shown.SetResult();
                await _ended.Task.ConfigureAwait(false);
            });
        shown.Task.GetAwaiter().GetResult();
    }

    public void LaneStarted(string lane, LaneStack stack)
        => AnsiConsole.MarkupLineInterpolated($"[bold]{lane}[/]: {stack.Renderer}, shader cache {stack.ShaderCache ?? "not ours"}");

    public void LaneFailed(string lane, string message) => AnsiConsole.MarkupLineInterpolated($"[red]{lane} cannot run here:[/] {message}");

    public void LaneBroken(string lane, LaneFault fault) => AnsiConsole.MarkupLineInterpolated($"[red]{lane}: {fault.Verdict.Word()}, and given up:[/] {fault.Message}");

    public void LaneAbsent(string lane, string message) => AnsiConsole.MarkupLineInterpolated($"[yellow]{lane} is skipped, it cannot run here:[/] {message}");

    public void CellJudged(Cell cell)
    {
        lock (_lock)
        {
            _tally!.Count(cell);
            _bar!.Value = _tally.Done;
        }

        if (cell.Verdict.IsFailure() && cell.Verdict != Verdict.HarnessError)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{cell.Verdict.Word()}[/] {cell.Name}: {CellTexts.FirstLine(cell)}");
        }
    }

    public void End()
    {
        _ended.TrySetResult();
        _progress.GetAwaiter().GetResult();
    }

    public void Dispose() => End();

    public void Summarize(RunOutcome outcome, RunFolder folder)
    {
        AnsiConsole.Write(TableOf(SummaryTable.Of(outcome.Cells)));
        foreach (var scene in FailedScene.Of(outcome))
        {
            foreach (var cell in scene.Cells)
            {
                AnsiConsole.MarkupLineInterpolated($"[red]{cell.Verdict.Word()}[/] [bold]{cell.Name}[/]: {CellTexts.FirstLine(cell)}");
                if (CellTexts.Picture(cell, folder.Path) is { } picture)
                {
                    AnsiConsole.MarkupLineInterpolated($"  [dim]{picture}[/]");
                }
            }

            if (scene.Blame is { } blame)
            {
                AnsiConsole.MarkupLineInterpolated($"  [yellow]{blame.Verdict}[/]: {blame.Reason}");
            }
        }

        if (outcome.Blames.Count > 0)
        {
            AnsiConsole.Write(TableOf([.. BlameSummary.Rows(outcome.Blames)]));
        }

        foreach (var trouble in outcome.Troubles)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{trouble}[/]");
        }

        if (outcome.Interrupted)
        {
            AnsiConsole.MarkupLine("[yellow]Interrupted.[/]");
        }

        var plays = outcome.Cells.Where(cell => cell.Verdict != Verdict.Skip).Select(cell => (cell.Name.Scene, cell.Name.Lane, cell.Name.Turn)).Distinct().Count();
        AnsiConsole.MarkupLineInterpolated($"[{(outcome.ExitCode == 0 ? "green" : "red")}]{CellTexts.Sentence(outcome.Ledger, plays, outcome.Duration)}[/]");
        AnsiConsole.MarkupLineInterpolated($"[dim]{folder.Document}[/]");
    }

    private static Table TableOf(SummaryTable summary)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("area");
        foreach (var lane in summary.Lanes)
        {
            table.AddColumn(lane);
        }

        foreach (var row in summary.Rows)
        {
            IRenderable[] cells =
            [
                new Text(row.Name),
                .. row.Shares.Select(share => new Text(share.ToString(), share.Failed > 0 ? new Style(Color.Red) : share.Passed > 0 ? new Style(Color.Green) : Style.Plain)),
            ];
            table.AddRow(cells);
        }

        return table;
    }

    private static Table TableOf(IReadOnlyList<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in rows[0])
        {
            table.AddColumn(title);
        }

        foreach (var row in rows.Skip(1))
        {
            table.AddRow(row.Select(text => new Text(text)));
        }

        return table;
    }

    /// <summary>Counts beside the bar.</summary>
    private sealed class CountColumn(LiveScreen screen) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
        {
            lock (screen._lock)
            {
                var tally = screen._tally!;
                var style = tally.Failed > 0 ? new Style(Color.Red) : Style.Plain;
                return new Text(string.Create(CultureInfo.InvariantCulture, $"{tally}"), style);
            }
        }
    }
}
