using System.Diagnostics;
using Harness.Cli.Browsing;
using Harness.Runs;
using Harness.Runs.Execution;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;

namespace Harness.Cli.Terminal;

/// <summary>A run as lines, for logs: one for each failed cell, one every few seconds, and a summary.</summary>
internal sealed class LineScreen(TextWriter output) : IScreen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly DateTime _started = Process.GetCurrentProcess().StartTime;
    private readonly HashSet<string> _judged = [];
    private Tally? _tally;
    private Timer? _timer;

    public void Say(string sentence) => Write($"harness: {sentence}");

    public void Begin(RunPlan plan)
    {
        _tally = new Tally(plan);
        _timer = new Timer(_ => Write(Progress()), null, Interval, Interval);
    }

    public void LaneStarted(string lane, LaneStack stack) => Write($"{lane}: {stack.Renderer}, shader cache {stack.ShaderCache ?? "not ours"}");

    public void LaneFailed(string lane, string message) => Write($"{lane}: cannot run here: {message}");

    public void LaneBroken(string lane, LaneFault fault) => Write($"{lane}: {fault.Verdict.Word()}, and given up: {fault.Message}");

    public void LaneAbsent(string lane, string message) => Write($"{lane}: skipped, it cannot run here: {message}");

    public void CellJudged(Cell cell)
    {
        lock (_lock)
        {
            _tally!.Count(cell);
        }

        if (cell.Verdict != Verdict.Skip && _judged.Add(cell.Name.Lane))
        {
            Write($"{cell.Name.Lane}: first verdict {(DateTime.Now - _started).TotalSeconds:0.0} s after the start");
        }

        if (cell.Verdict.IsFailure() && cell.Verdict != Verdict.HarnessError)
        {
            Write($"FAIL {cell.Name}: {cell.Verdict.Word()}: {CellTexts.FirstLine(cell)}");
        }
    }

    public void End() => _timer?.Dispose();

    public void Dispose() => End();

    public void Summarize(RunOutcome outcome, RunFolder folder)
    {
        var failed = outcome.Cells.Where(cell => cell.Verdict.IsFailure()).ToArray();
        if (failed.Length > 0)
        {
            Write(string.Empty);
            Write("Failed cells:");
            foreach (var scene in FailedScene.Of(outcome))
            {
                foreach (var cell in scene.Cells)
                {
                    Write($"  {cell.Name}: {cell.Verdict.Word()}: {CellTexts.FirstLine(cell)}");
                    if (CellTexts.Picture(cell, folder.Path) is { } picture)
                    {
                        Write($"    {picture}");
                    }
                }

                if (scene.Blame is { } blame)
                {
                    Write($"    blame: {blame.Verdict}: {blame.Reason}");
                }
            }
        }

        Write(string.Empty);
        WriteTable(SummaryTable.Of(outcome.Cells));
        if (outcome.Blames.Count > 0)
        {
            Write(string.Empty);
            WriteTable(BlameSummary.Rows(outcome.Blames));
        }

        foreach (var trouble in outcome.Troubles)
        {
            Write($"harness: {trouble}");
        }

        if (outcome.Interrupted)
        {
            Write("harness: interrupted.");
        }

        var plays = outcome.Cells.Where(cell => cell.Verdict != Verdict.Skip).Select(cell => (cell.Name.Scene, cell.Name.Lane, cell.Name.Turn)).Distinct().Count();
        Write(CellTexts.Sentence(outcome.Ledger, plays, outcome.Duration));
        Write(folder.Document);
    }

    private string Progress()
    {
        lock (_lock)
        {
            return _tally!.ToString();
        }
    }

    private void WriteTable(SummaryTable table)
        => WriteTable([["area", .. table.Lanes], .. table.Rows.Select(row => (string[])[row.Name, .. row.Shares.Select(share => share.ToString())])]);

    private void WriteTable(IEnumerable<string[]> rows)
    {
        lock (_lock)
        {
            Columns.Write(output, rows);
        }
    }

    private void Write(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
        }
    }
}
