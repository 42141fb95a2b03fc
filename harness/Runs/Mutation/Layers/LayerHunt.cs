using Harness.Runs.Blame;
using Harness.Runs.Expectations;
using Harness.Runs.Judging;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.References;
using Harness.Scenes;

namespace Harness.Runs.Mutation.Layers;

/// <summary>
/// Plants one defect after the other in its layer, plays scenes on the lanes that have it until some have noticed, and asks blame which layer it is. One guest
/// serves all defects.
/// </summary>
/// <remarks>
/// <para>
/// Most scenes have nothing to do with a defect. A scout finds those that have: a lane that plays fast and can have the defect in it as well. What the scout does
/// not see is looked for on all lanes with the defect before it counts as unnoticed.
/// </para>
/// <para>
/// Only scenes count that pass everywhere without a defect. A defect of the device also reaches the strips by which the harness tells its frames on the display:
/// of scenes whose own commands it leaves alone, only the display looks wrong. They do not notice the defect by what they draw, and are passed over.
/// </para>
/// </remarks>
public sealed class LayerHunt
{
    /// <summary>Scenes that have to notice a defect before it is judged; fewer when no more do. They have to agree.</summary>
    public const int Usual = 2;

    /// <summary>Scenes played behind the last one that noticed, before the hunt is content with fewer.</summary>
    private const int LookOn = 200;

    /// <summary>Mixes scenes of an area, and stays the same from hunt to hunt.</summary>
    private const int OrderSeed = 3;

    private readonly HuntedLanes _lanes;
    private readonly PlantedMutant _planted;
    private readonly ReferenceSource _references;
    private readonly CellJudge _judge;
    private readonly Scene[] _scenes;
    private readonly HashSet<string> _held = [];
    private readonly Dictionary<(string Lane, string Scene), IReadOnlyList<Cell>> _healthy = [];

    /// <summary>Takes lanes that have been started.</summary>
    /// <param name="expected">Cells that fail without a defect, so that their scenes are passed over.</param>
    /// <param name="lanes">Made with <see cref="LaneSettings.Planted"/> being <paramref name="planted"/>; stay the caller's.</param>
    public LayerHunt(IReadOnlyList<Scene> scenes, ReferenceStore? store, ExpectedFailList expected, HuntedLanes lanes, PlantedMutant planted)
    {
        (_lanes, _planted, _references) = (lanes, planted, new ReferenceSource(store));
        _judge = new CellJudge(_references, expected, lanes.StackOf);
        _scenes = Order(scenes.Where(scene => !scene.Needs.HasFlag(SceneNeeds.Display)));
    }

    /// <summary>Scenes that have to notice a defect before it is judged.</summary>
    public int Wanted { get; init; } = Usual;

    /// <summary>Hunts all of them.</summary>
    /// <param name="told">Told each fate as soon as it is known.</param>
    /// <exception cref="LaneUnavailableException">A lane went away and did not come back.</exception>
    public async Task<LayerHuntOutcome> Run(IReadOnlyList<LayerMutant> mutants, Action<LayerFate> told, CancellationToken cancellation)
    {
        var fates = new List<LayerFate>();
        foreach (var mutant in mutants)
        {
            cancellation.ThrowIfCancellationRequested();
            var fate = await Hunt(mutant, cancellation).ConfigureAwait(false);
            fates.Add(fate);
            told(fate);
        }

        return new LayerHuntOutcome(fates);
    }

    private async Task<LayerFate> Hunt(LayerMutant mutant, CancellationToken cancellation)
    {
        string[] planted = [.. _lanes.Names.Where(mutant.Lanes.Contains)];
        var fate = await Hunt(mutant, planted, cancellation).ConfigureAwait(false);
        if (await IsDamaged(fate).ConfigureAwait(false))
        {
            // By this defect, or by one before it. On fresh host stacks there is only this one's, and the next defect shall find none.
            _lanes.Renew(planted);
            fate = await Hunt(mutant, planted, cancellation).ConfigureAwait(false);
            _lanes.Renew(planted);
        }

        return fate;
    }

    private async Task<LayerFate> Hunt(LayerMutant mutant, string[] planted, CancellationToken cancellation)
    {
        var blames = new List<SceneBlame>();
        var hidden = new List<string?>();
        var played = 0;
        foreach (var scouts in Scouts(mutant, planted).TakeWhile(_ => blames.Count == 0))
        {
            var last = int.MaxValue - LookOn;
            foreach (var scene in ScenesFor(mutant, [.. planted, .. scouts]).Where(scene => !IsKnownUnhealthy(scene, scouts)).TakeWhile(_ => blames.Count < Wanted && played < last + LookOn))
            {
                cancellation.ThrowIfCancellationRequested();
                played++;
                if (await Scout(mutant, scene, scouts).ConfigureAwait(false) is not { } seen)
                {
                    continue;
                }

                if (!await IsHealthy(scene).ConfigureAwait(false))
                {
                    hidden.Add(WhyHidden(scene, planted));
                }
                else if (await Notice(mutant, scene, planted, seen).ConfigureAwait(false) is { } cells)
                {
                    // Lanes without the defect show what they show without any.
                    blames.AddRange(SceneBlame.Of([.. cells, .. LanesOf(scene).Except(planted).SelectMany(lane => _healthy[(lane, scene.Name)])]));
                    last = played;
                }
                else
                {
                    hidden.Add(null);
                }
            }
        }

        return new LayerFate(mutant, planted, played, blames) { Hidden = hidden.Contains(null) ? null : hidden.FirstOrDefault() };
    }

    /// <summary>Lanes that tell quickly whether a scene shows the defect; behind them those that really have it, which need no scout where they are one alone.</summary>
    private IEnumerable<string[]> Scouts(LayerMutant mutant, string[] planted)
    {
        if (planted.Length == 0)
        {
            yield break;
        }

        string[] scout = [mutant.Kind == MutantKind.GlCall && _lanes.Names.Contains(LaneNames.Native) ? LaneNames.Native : planted[0]];
        yield return scout;
        if (!scout.SequenceEqual(planted))
        {
            yield return planted;
        }
    }

    /// <summary>The scene's cells on those lanes with the defect, as far as they are needed to tell whether it shows; null when it does not.</summary>
    private async Task<IReadOnlyList<Cell>?> Scout(LayerMutant mutant, Scene scene, string[] lanes)
    {
        var cells = await Play(mutant with { Lanes = lanes }, scene, lanes, Telling(mutant)).ConfigureAwait(false);
        return cells.Any(IsNoticed) ? cells : null;
    }

    /// <summary>Where a defect of another layer has reached the strips, the display is waited for in vain: looked at only once the scene has noticed.</summary>
    private static IReadOnlyList<Observer> Telling(LayerMutant mutant) => mutant.Layer == Layer.DisplayPath ? Observers.All : [Observer.Readback];

    /// <summary>The scene's cells with the defect on those lanes; null when nothing shows.</summary>
    /// <param name="seen">What the scout saw; where it has looked at all of it, that is the answer.</param>
    private async Task<IReadOnlyList<Cell>?> Notice(LayerMutant mutant, Scene scene, string[] lanes, IReadOnlyList<Cell> seen)
    {
        if (IsBelowObjects(mutant))
        {
            _lanes.Renew(lanes);
        }
        else if (Telling(mutant) == Observers.All && seen.Select(cell => cell.Name.Lane).Distinct().SequenceEqual(lanes))
        {
            return seen;
        }

        var cells = await Play(mutant, scene, lanes, Observers.All).ConfigureAwait(false);
        return cells.Any(IsNoticed) ? cells : null;
    }

    /// <summary>Mesa and devices keep what they have set up: a healthy play before the defect would hide that the defect has other things set up.</summary>
    private static bool IsBelowObjects(LayerMutant mutant) => mutant.Kind is MutantKind.VtestStream or MutantKind.ControlQueue;

    /// <summary>Whether a scene that has noticed the defect fails without it too, where the host stacks are not fresh ones for each.</summary>
    private async Task<bool> IsDamaged(LayerFate fate)
        => fate.Blames is [.., var last] && !IsBelowObjects(fate.Mutant)
            && (await Play(null, _scenes.First(scene => scene.Name == last.Scene), fate.Planted, Telling(fate.Mutant)).ConfigureAwait(false)).Any(IsNoticed);

    private static bool IsNoticed(Cell cell) => cell.Verdict.IsFailure() && cell.Verdict is not (Verdict.HarnessError or Verdict.DeployFailed);

    private bool CanPlay(string lane, Scene scene) => _lanes[lane].WhyNot(scene, Observer.Readback) is null;

    private IEnumerable<string> LanesOf(Scene scene) => _lanes.Names.Where(lane => CanPlay(lane, scene));

    /// <summary>Scenes that those lanes can play: first those that all can, of them those that have a word of the defect's name in theirs.</summary>
    private IEnumerable<Scene> ScenesFor(LayerMutant mutant, IReadOnlyList<string> lanes)
    {
        const int LeastLetters = 4;
        string[] words = [.. mutant.Name.Split('-').Where(word => word.Length >= LeastLetters)];
        return _scenes.Where(scene => lanes.All(lane => CanPlay(lane, scene)))
            .OrderBy(scene => LanesOf(scene).Count() < _lanes.Names.Count)
            .ThenByDescending(scene => words.Count(word => scene.Name.Contains(word, StringComparison.Ordinal)));
    }

    private bool IsKnownUnhealthy(Scene scene, IEnumerable<string> lanes)
        => lanes.Any(lane => _healthy.TryGetValue((lane, scene.Name), out var cells) && cells.Any(cell => cell.Verdict != Verdict.Pass));

    /// <summary>Why a scene that shows the defect to the scout cannot show it on those lanes: it is known to fail on all of them without the defect. Null where it is not.</summary>
    private string? WhyHidden(Scene scene, IEnumerable<string> lanes)
    {
        string?[] reasons = [.. lanes.Select(lane => _healthy[(lane, scene.Name)].FirstOrDefault(cell => cell.Verdict == Verdict.ExpectedFail)?.Reason)];
        return reasons.Contains(null) ? null : reasons[0];
    }

    /// <summary>Whether the scene passes without a defect on all lanes that can play it; found out once.</summary>
    private async Task<bool> IsHealthy(Scene scene)
    {
        foreach (var lane in LanesOf(scene))
        {
            if (!_healthy.ContainsKey((lane, scene.Name)))
            {
                _healthy[(lane, scene.Name)] = await PlayHealthy(scene, lane).ConfigureAwait(false);
            }
        }

        return !IsKnownUnhealthy(scene, _lanes.Names);
    }

    /// <summary>What fails here may fail for the damage of a defect before it, so that it is played on a fresh host stack once more.</summary>
    private async Task<IReadOnlyList<Cell>> PlayHealthy(Scene scene, string lane)
    {
        var cells = await Play(null, scene, [lane], Observers.All).ConfigureAwait(false);
        if (cells.Any(cell => cell.Verdict.IsFailure()))
        {
            _lanes.Renew([lane]);
            cells = await Play(null, scene, [lane], Observers.All).ConfigureAwait(false);
        }

        return cells.FirstOrDefault(cell => cell.Verdict == Verdict.HarnessError) is { } unable
            ? throw new InvalidOperationException($"Scene {scene.Name} could not be played on lane '{lane}': {unable.Message}")
            : cells;
    }

    /// <summary>Plays the scene with the defect, or without any, on some lanes side by side.</summary>
    private async Task<IReadOnlyList<Cell>> Play(LayerMutant? mutant, Scene scene, IReadOnlyList<string> lanes, IReadOnlyList<Observer> wanted)
    {
        _planted.Current = mutant;
        try
        {
            var cells = await Task.WhenAll(lanes.Select(lane => Task.Run(() => Play(scene, _lanes[lane], wanted)))).ConfigureAwait(false);
            return [.. cells.SelectMany(ofLane => ofLane)];
        }
        finally
        {
            _planted.Current = null;
        }
    }

    private async Task<IEnumerable<Cell>> Play(Scene scene, ILane lane, IReadOnlyList<Observer> wanted)
    {
        Observer[] observers = [.. lane.Observers.Where(observer => wanted.Contains(observer) && lane.WhyNot(scene, observer) is null)];
        var play = lane.Play(scene, observers);
        Hold(scene);
        return (await _judge.Judge(new PlannedPlay(scene, lane.Name, observers, 1), play).ConfigureAwait(false)).Select(judged => judged.Cell);
    }

    /// <summary>Keeps the scene's frame for the hunt: one claim more than judging gives back.</summary>
    private void Hold(Scene scene)
    {
        lock (_held)
        {
            if (_held.Add(scene.Name))
            {
                _references.Claim(scene);
            }
        }

        _references.Claim(scene);
    }

    /// <summary>One scene of each area after the other, so that a scene that has to do with a defect is met early.</summary>
    private static Scene[] Order(IEnumerable<Scene> scenes)
    {
        Scene[] mixed = [.. scenes];
        new Random(OrderSeed).Shuffle(mixed);
        return [.. mixed.GroupBy(scene => scene.Area).SelectMany(area => area.Index()).OrderBy(scene => scene.Index).Select(scene => scene.Item)];
    }
}
