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
/// Only scenes count that pass everywhere without a defect. A defect of the device also reaches the strips by which the harness tells its frames on the display:
/// of scenes whose own commands it leaves alone, only the display looks wrong. They do not notice the defect by what they draw, and are passed over.
/// </remarks>
public sealed class LayerHunt
{
    /// <summary>Mixes areas, and stays the same from hunt to hunt.</summary>
    private const int OrderSeed = 3;

    private readonly HuntedLanes _lanes;
    private readonly PlantedMutant _planted;
    private readonly ReferenceSource _references;
    private readonly CellJudge _judge;
    private readonly Scene[] _candidates;
    private readonly HashSet<string> _held = [];
    private readonly Dictionary<(string Lane, string Scene), IReadOnlyList<Cell>> _healthy = [];

    /// <summary>Takes lanes that have been started.</summary>
    /// <param name="lanes">Made with <see cref="LaneSettings.Planted"/> being <paramref name="planted"/>; stay the caller's.</param>
    public LayerHunt(IReadOnlyList<Scene> scenes, ReferenceStore? store, HuntedLanes lanes, PlantedMutant planted)
    {
        (_lanes, _planted, _references) = (lanes, planted, new ReferenceSource(store));
        _judge = new CellJudge(_references, ExpectedFailList.Empty, _ => Task.FromResult(default(StackName)));
        _candidates = [.. scenes.Where(scene => !scene.Needs.HasFlag(SceneNeeds.Display) && lanes.Names.All(lane => lanes[lane].WhyNot(scene, Observer.Readback) is null))];
        new Random(OrderSeed).Shuffle(_candidates);
    }

    /// <summary>Scenes that have to notice a defect before it is judged; fewer when no more do.</summary>
    public int Wanted { get; init; } = 3;

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
        string[] others = [.. _lanes.Names.Except(planted)];
        var blames = new List<SceneBlame>();
        var played = 0;
        foreach (var scene in planted.Length == 0 ? [] : _candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            if (IsKnownUnhealthy(scene))
            {
                continue;
            }

            played++;
            if (await Notice(mutant, scene, planted).ConfigureAwait(false) is not { } cells)
            {
                continue;
            }

            CleanUp(mutant, planted);
            if (await IsHealthy(scene).ConfigureAwait(false))
            {
                // Lanes without the defect show what they show without any.
                blames.AddRange(SceneBlame.Of([.. cells, .. others.SelectMany(lane => _healthy[(lane, scene.Name)])]));
            }

            // What a healthy play has set up may hide that the defect keeps it from being set up.
            CleanUp(mutant, planted);
            if (blames.Count == Wanted)
            {
                break;
            }
        }

        return new LayerFate(mutant, planted, played, blames);
    }

    /// <summary>The scene's cells with the defect on those lanes; null when nothing shows.</summary>
    private async Task<IReadOnlyList<Cell>?> Notice(LayerMutant mutant, Scene scene, IReadOnlyList<string> lanes)
    {
        // Where a defect of another layer has reached the strips, the display is waited for in vain: looked at only once the scene has noticed.
        IReadOnlyList<Observer> first = mutant.Layer == Layer.DisplayPath ? Observers.All : [Observer.Readback];
        _planted.Current = mutant;
        try
        {
            var cells = await Play(scene, lanes, first).ConfigureAwait(false);
            return !cells.Any(IsNoticed) ? null
                : first.Count == Observers.All.Count ? cells
                : await Play(scene, lanes, Observers.All).ConfigureAwait(false);
        }
        finally
        {
            _planted.Current = null;
        }
    }

    private static bool IsNoticed(Cell cell) => cell.Verdict.IsFailure() && cell.Verdict is not (Verdict.HarnessError or Verdict.DeployFailed);

    /// <summary>Requests that a device got wrong have left it in a state that no request sets right; a fresh one takes a third of a second.</summary>
    private void CleanUp(LayerMutant mutant, IReadOnlyList<string> lanes)
    {
        foreach (var lane in mutant.Kind == MutantKind.ControlQueue ? lanes : [])
        {
            _lanes.Renew(lane);
        }
    }

    private bool IsKnownUnhealthy(Scene scene)
        => _lanes.Names.Any(lane => _healthy.TryGetValue((lane, scene.Name), out var cells) && cells.Any(cell => cell.Verdict != Verdict.Pass));

    private async Task<bool> IsHealthy(Scene scene)
    {
        foreach (var lane in _lanes.Names)
        {
            if (!_healthy.TryGetValue((lane, scene.Name), out var cells))
            {
                _healthy[(lane, scene.Name)] = cells = await Play(scene, [lane], Observers.All).ConfigureAwait(false);
                if (cells.FirstOrDefault(cell => cell.Verdict == Verdict.HarnessError) is { } unable)
                {
                    throw new InvalidOperationException($"Scene {scene.Name} could not be played on lane '{lane}': {unable.Message}");
                }
            }

            if (cells.Any(cell => cell.Verdict != Verdict.Pass))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<IReadOnlyList<Cell>> Play(Scene scene, IReadOnlyList<string> lanes, IReadOnlyList<Observer> wanted)
    {
        var cells = new List<Cell>();
        foreach (var lane in lanes.Select(name => _lanes[name]))
        {
            Observer[] observers = [.. lane.Observers.Where(observer => wanted.Contains(observer) && lane.WhyNot(scene, observer) is null)];
            var play = lane.Play(scene, observers);
            Hold(scene);
            cells.AddRange((await _judge.Judge(new PlannedPlay(scene, lane.Name, observers, 1), play).ConfigureAwait(false)).Select(judged => judged.Cell));
        }

        return cells;
    }

    /// <summary>Keeps the scene's frame for the hunt: one claim more than judging gives back.</summary>
    private void Hold(Scene scene)
    {
        if (_held.Add(scene.Name))
        {
            _references.Claim(scene);
        }

        _references.Claim(scene);
    }
}
