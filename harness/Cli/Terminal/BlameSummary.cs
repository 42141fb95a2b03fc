using System.Globalization;
using Harness.Runs;
using Harness.Runs.Blame;
using Harness.Runs.Execution;

namespace Harness.Cli.Terminal;

/// <summary>A run's blames as a table: a row for each layer.</summary>
internal static class BlameSummary
{
    private const int MostNames = 3;

    /// <summary>The titles, then a row for each layer, the one with most scenes first.</summary>
    public static IEnumerable<string[]> Rows(IReadOnlyList<SceneBlame> blames) =>
    [
        ["blamed", "scenes", "known", "sure", "first of them"],
        .. LayerShare.Of(blames).Select(share => (string[])[share.Layer.Word(), Number(share.Scenes.Count), Number(share.Known), Number(share.Sure), Names(share.Scenes)]),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Names(IReadOnlyList<string> scenes) => string.Join(", ", scenes.Take(MostNames)) + (scenes.Count > MostNames ? ", ..." : string.Empty);
}

/// <summary>A scene with its failed cells, and whom they blame.</summary>
/// <param name="Blame">Null when the cells are no evidence of any layer.</param>
internal sealed record FailedScene(IReadOnlyList<Cell> Cells, SceneBlame? Blame)
{
    /// <summary>The scenes of a run with cells that fail it, in order; each turn on its own.</summary>
    public static IEnumerable<FailedScene> Of(RunOutcome outcome)
    {
        var blames = outcome.Blames.ToDictionary(blame => (blame.Scene, blame.Turn));
        return outcome.Cells.Where(cell => cell.Verdict.IsFailure())
            .GroupBy(cell => (cell.Name.Scene, cell.Name.Turn))
            .Select(scene => new FailedScene([.. scene], blames.GetValueOrDefault(scene.Key)));
    }
}
