namespace Harness.Runs.Blame;

/// <summary>A row of the table: if the evidence looks like this, then that layer, and why.</summary>
/// <param name="Name">Kebab-case; stays the same, so that runs can be compared by it.</param>
/// <param name="When">Looks at the evidence; earlier rows have not fitted.</param>
/// <param name="Sentence">
/// The reason. <c>{pass}</c>, <c>{fail}</c>, <c>{crash}</c> and <c>{screen}</c> stand for the lanes that do so, with their verb: "`drm` and `guest` fail alike".
/// </param>
public sealed record BlameRule(string Name, Layer Layer, Certainty Certainty, Func<SceneEvidence, bool> When, string Sentence)
{
    /// <summary>The reason with the names of the lanes.</summary>
    public string Tell(SceneEvidence evidence)
    {
        var failing = evidence.Failing;
        var alike = failing.Count < 2 ? string.Empty : evidence.Alike ? " alike" : ", not alike";
        var text = Sentence
            .Replace("{pass}", Say(evidence.Passing, "passes", "pass", "no lane passes"), StringComparison.Ordinal)
            .Replace("{fail}", Say(failing, "fails", $"fail{alike}", "no lane fails"), StringComparison.Ordinal)
            .Replace("{crash}", Say([.. failing.Where(reading => reading.Crashed)], "ends in a crash", "end in crashes", "nothing crashes"), StringComparison.Ordinal)
            .Replace("{screen}", Say(evidence.WrongOnScreen, "shows something else", "show something else", "all displays show it"), StringComparison.Ordinal);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Say(IReadOnlyList<LaneReading> lanes, string one, string several, string none)
    {
        string[] names = [.. lanes.Select(lane => $"`{lane.Lane}`")];
        return names.Length switch
        {
            0 => none,
            1 => $"{names[0]} {one}",
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]} {several}",
        };
    }
}
