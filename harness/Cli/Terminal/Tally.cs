using System.Diagnostics;
using System.Globalization;
using Harness.Runs;
using Harness.Runs.Expectations;
using Harness.Runs.Plan;

namespace Harness.Cli.Terminal;

/// <summary>Counts cells while they are judged, for progress.</summary>
internal sealed class Tally(RunPlan plan)
{
    private readonly HashSet<(string Scene, string Lane, int Turn)> _plays = [];
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Cells to judge; skips are none.</summary>
    public int Total { get; } = plan.Cells - plan.Skips.Count;

    public int Done { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Scenes played on a lane, per second so far.</summary>
    public double ScenesPerSecond => _plays.Count / Math.Max(0.001, Stopwatch.GetElapsedTime(_started).TotalSeconds);

    public void Count(Cell cell)
    {
        Done++;
        Failed += cell.Verdict.IsFailure() ? 1 : 0;
        _plays.Add((cell.Name.Scene, cell.Name.Lane, cell.Name.Turn));
    }

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Done}/{Total} cells, {Failed} failed, {ScenesPerSecond:0.#} scenes/s");
}

/// <summary>Texts about cells that both screens show.</summary>
internal static class CellTexts
{
    /// <summary>The first line of a cell's message.</summary>
    public static string FirstLine(Cell cell)
    {
        var message = cell.Message ?? string.Empty;
        var end = message.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    /// <summary>The file to open first.</summary>
    public static string? Picture(Cell cell, string folder) => cell.Artifacts.Count > 0 ? $"{folder}/{cell.Artifacts[0]}" : null;

    /// <summary>The counts as a sentence.</summary>
    public static string Sentence(Ledger ledger, int plays, TimeSpan duration)
    {
        var parts = new List<string> { $"{ledger.Passed} passed" };
        Add(ledger.Failed, "failed");
        Add(ledger.ExpectedFails, ledger.ExpectedFails == 1 ? "expected fail" : "expected fails");
        Add(ledger.Skipped, ledger.Skipped == 1 ? "declared skip" : "declared skips");
        Add(ledger.NotRun, "not run");
        var seconds = duration.TotalSeconds;
        var rate = plays / Math.Max(0.001, seconds);
        return string.Create(CultureInfo.InvariantCulture, $"{ledger.Planned} cells: {string.Join(", ", parts)}; {seconds:0.00} s, {rate:0.#} scenes/s.");

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{count} {what}");
            }
        }
    }
}
