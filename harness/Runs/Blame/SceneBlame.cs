namespace Harness.Runs.Blame;

/// <summary>The layer that a scene's failures are put down to.</summary>
/// <param name="Turn">From 1; a run that repeats its scenes blames each turn on its own.</param>
/// <param name="Rule">Name of the rule that decided.</param>
/// <param name="Reason">Why, in a sentence that names the lanes.</param>
/// <param name="Known">Whether every failure is on the list of expected fails.</param>
public sealed record SceneBlame(string Scene, int Turn, Layer Layer, Certainty Certainty, string Rule, string Reason, bool Known)
{
    /// <summary>For one line of text: <c>guest kernel driver (sure)</c>; certainty says nothing about what is unclear.</summary>
    public string Verdict => Layer == Layer.Unclear ? Layer.Word() : $"{Layer.Word()} ({Certainty.Word()})";

    /// <summary>Blames one scene.</summary>
    /// <returns>Null when nothing is wrong.</returns>
    public static SceneBlame? Of(string scene, int turn, SceneEvidence evidence)
        => BlameTable.Decide(evidence) is { } rule ? new SceneBlame(scene, turn, rule.Layer, rule.Certainty, rule.Name, rule.Tell(evidence), evidence.Known) : null;

    /// <summary>Blames every scene of a run that has a failure, known ones too, in the order of the cells.</summary>
    /// <param name="reviewed">Whether a scene's reference frame is a committed one; null when that is not known, which counts as reviewed.</param>
    /// <param name="hostGlOf">Family of the host's GL below a lane; null where it is not known.</param>
    public static IReadOnlyList<SceneBlame> Of(IEnumerable<Cell> cells, Func<string, bool>? reviewed = null, Func<string, string?>? hostGlOf = null)
    {
        var blames = new List<SceneBlame>();
        foreach (var play in cells.GroupBy(cell => (cell.Name.Scene, cell.Name.Turn)))
        {
            if (play.All(cell => cell.Verdict is Runs.Verdict.Pass or Runs.Verdict.Skip))
            {
                continue;
            }

            var evidence = new SceneEvidence(play.GroupBy(cell => cell.Name.Lane).Select(lane => LaneReading.Of(lane.Key, lane)).OfType<LaneReading>())
            {
                Reviewed = reviewed?.Invoke(play.Key.Scene) ?? true,
                HostGlOf = hostGlOf ?? (_ => null),
            };
            if (Of(play.Key.Scene, play.Key.Turn, evidence) is { } blame)
            {
                blames.Add(blame);
            }
        }

        return blames;
    }
}

/// <summary>A layer's share of a run's blames.</summary>
/// <param name="Scenes">Scenes put down to it, each counted once however often it was repeated, in the run's order.</param>
/// <param name="Known">How many of them fail only where the list expects it.</param>
/// <param name="Sure">How many of them no other layer explains.</param>
public sealed record LayerShare(Layer Layer, IReadOnlyList<string> Scenes, int Known, int Sure)
{
    /// <summary>Sums blames up, the layer with most scenes first.</summary>
    public static IReadOnlyList<LayerShare> Of(IEnumerable<SceneBlame> blames) =>
    [
        .. blames.GroupBy(blame => blame.Layer)
            .Select(layer => Of(layer.Key, [.. layer.GroupBy(blame => blame.Scene)]))
            .OrderByDescending(share => share.Scenes.Count).ThenBy(share => share.Layer),
    ];

    private static LayerShare Of(Layer layer, IGrouping<string, SceneBlame>[] scenes) => new(
        layer,
        [.. scenes.Select(scene => scene.Key)],
        scenes.Count(scene => scene.All(blame => blame.Known)),
        scenes.Count(scene => layer != Layer.Unclear && scene.All(blame => blame.Certainty == Certainty.Sure)));
}
