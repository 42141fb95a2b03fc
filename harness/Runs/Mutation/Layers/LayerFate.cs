using Harness.Runs.Blame;

namespace Harness.Runs.Mutation.Layers;

/// <summary>What became of a layer's defect.</summary>
public enum LayerVerdict
{
    /// <summary>Noticed, and put down to its layer.</summary>
    Right,
    /// <summary>Noticed, and put down to another layer or to none.</summary>
    Wrong,
    /// <summary>No scene noticed it.</summary>
    Unnoticed,
    /// <summary>No scene noticed it, and <see cref="LayerFate.Hidden"/> says why none can.</summary>
    NotNoticeable,
    /// <summary>None of the lanes that it belongs on is there.</summary>
    NotPlanted,
}

/// <summary>The fate of one defect.</summary>
/// <param name="Planted">The lanes that had it.</param>
/// <param name="Played">Scenes played with it.</param>
/// <param name="Blames">Of the scenes that noticed it, in the order played.</param>
public sealed record LayerFate(LayerMutant Mutant, IReadOnlyList<string> Planted, int Played, IReadOnlyList<SceneBlame> Blames)
{
    /// <summary>
    /// Why no scene can show it on its lanes: all scenes that show it elsewhere are known to fail there without it, for this reason on the list of expected fails. Null where that is not so.
    /// </summary>
    public string? Hidden { get; init; }

    /// <summary>The layer that most scenes are put down to; unclear when two have as many, and null without scenes.</summary>
    public Layer? Blamed => LayerShare.Of(Blames) switch
    {
        [] => null,
        [var only] => only.Layer,
        [var first, var second, ..] => first.Scenes.Count > second.Scenes.Count ? first.Layer : Layer.Unclear,
    };

    /// <summary>Whether blame is right.</summary>
    public LayerVerdict Verdict => Planted.Count == 0 ? LayerVerdict.NotPlanted
        : Blamed is not { } blamed ? Hidden is null ? LayerVerdict.Unnoticed : LayerVerdict.NotNoticeable
        : blamed == Mutant.Layer ? LayerVerdict.Right : LayerVerdict.Wrong;

    /// <summary>The verdict in a few words.</summary>
    public string Words => Verdict switch
    {
        LayerVerdict.Right => $"{Mutant.Layer.Word()}, as it should be",
        LayerVerdict.Wrong => $"WRONG: put down to {Blamed!.Value.Word()}, belongs to {Mutant.Layer.Word()}",
        LayerVerdict.Unnoticed => $"UNNOTICED by {Played} scenes",
        LayerVerdict.NotNoticeable => $"not noticeable here, where the scenes that show it fail without it: {Hidden}",
        _ => "not planted: none of its lanes is there",
    };

    /// <summary>Name and verdict.</summary>
    public override string ToString() => $"{Mutant.FullName}: {Words}";
}

/// <summary>A hunt's result.</summary>
public sealed record LayerHuntOutcome(IReadOnlyList<LayerFate> Fates)
{
    /// <summary>The share of planted defects that have to be put down to their layer.</summary>
    public const double LeastRight = 0.95;

    /// <summary>Defects that could be planted, and that some scene has to notice.</summary>
    public int Planted => Fates.Count - Count(LayerVerdict.NotPlanted) - Count(LayerVerdict.NotNoticeable);

    /// <summary>Defects of that fate.</summary>
    public int Count(LayerVerdict verdict) => Fates.Count(fate => fate.Verdict == verdict);

    /// <summary>Whether blame can be believed: no defect went unnoticed, and nearly all were put down to their layer.</summary>
    public bool Holds => Planted > 0 && Count(LayerVerdict.Unnoticed) == 0 && Count(LayerVerdict.Right) >= LeastRight * Planted;
}
