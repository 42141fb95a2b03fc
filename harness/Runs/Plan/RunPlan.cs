using Harness.Runs.Lanes;
using Harness.Scenes;

namespace Harness.Runs.Plan;

/// <summary>Everything that a run will judge, decided before it starts, so that nothing can go missing silently.</summary>
public sealed class RunPlan
{
    private RunPlan(IReadOnlyList<PlannedPlay> plays, IReadOnlyList<Cell> skips) => (Plays, Skips) = (plays, skips);

    /// <summary>Scenes to play, in order; lanes take theirs from it.</summary>
    public IReadOnlyList<PlannedPlay> Plays { get; }

    /// <summary>Cells that a lane or an observer cannot express, each with its reason.</summary>
    public IReadOnlyList<Cell> Skips { get; }

    /// <summary>Cells, skips included.</summary>
    public int Cells => Plays.Sum(play => play.Observers.Count) + Skips.Count;

    /// <summary>Names of lanes that have something to play.</summary>
    public IReadOnlyList<string> Lanes => [.. Plays.Select(play => play.Lane).Distinct()];

    /// <summary>Whether that lane has that to observe.</summary>
    public bool Observes(string lane, Observer observer) => Plays.Any(play => play.Lane == lane && play.Observers.Contains(observer));

    /// <summary>Plans a request.</summary>
    /// <param name="catalogue">All scenes.</param>
    /// <param name="lanes">All lanes; need not have been started.</param>
    /// <param name="request">What is wanted.</param>
    /// <exception cref="UsageException">A name does not exist, or nothing is left to do.</exception>
    public static RunPlan Make(IReadOnlyList<Scene> catalogue, IReadOnlyList<ILane> lanes, PlanRequest request)
    {
        var scenes = ChooseScenes(catalogue, request);
        var chosenLanes = ChooseLanes(lanes, request.Lanes);
        var observers = ChooseObservers(request.Observers);
        if (request.Shuffle is { } seed)
        {
            new Random(seed).Shuffle(scenes);
        }

        var plays = new List<PlannedPlay>();
        var skips = new List<Cell>();
        for (var turn = 1; turn <= request.Repeat; turn++)
        {
            foreach (var scene in scenes)
            {
                foreach (var lane in chosenLanes)
                {
                    Plan(scene, lane, observers, turn, plays, skips);
                }
            }
        }

        return plays.Count + skips.Count > 0
            ? new RunPlan(plays, skips)
            : throw new UsageException(
                $"Nothing to do: {string.Join(" and ", observers.Select(o => $"'{o.Word()}'"))} is not observed on {string.Join(" or ", chosenLanes.Select(l => $"'{l.Name}'"))}.");
    }

    /// <summary>The lanes of those names; all when there are no names.</summary>
    /// <exception cref="UsageException">There is no such lane.</exception>
    public static IReadOnlyList<ILane> ChooseLanes(IReadOnlyList<ILane> lanes, IReadOnlyList<string> names)
    {
        var chosen = ChooseLanes([.. lanes.Select(lane => lane.Name)], names);
        return [.. lanes.Where(lane => chosen.Contains(lane.Name))];
    }

    /// <summary>Those of the names that are chosen; all when none is.</summary>
    /// <param name="known">Names of lanes, in their order.</param>
    /// <param name="names">Chosen ones.</param>
    /// <exception cref="UsageException">There is no such lane.</exception>
    public static IReadOnlyList<string> ChooseLanes(IReadOnlyList<string> known, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!known.Contains(name))
            {
                throw new UsageException($"There is no lane '{name}'.{ClosestNames.Question(name, known)} Lanes: {string.Join(", ", known)}.");
            }
        }

        return names.Count == 0 ? known : [.. known.Where(names.Contains)];
    }

    /// <summary>The observers of those names; all when there are no names.</summary>
    /// <exception cref="UsageException">There is no such observer.</exception>
    public static IReadOnlyList<Observer> ChooseObservers(IReadOnlyList<string> names)
    {
        var known = Observers.All.Select(observer => observer.Word()).ToArray();
        foreach (var name in names)
        {
            if (!known.Contains(name))
            {
                throw new UsageException($"There is no observer '{name}'.{ClosestNames.Question(name, known)} Observers: {string.Join(", ", known)}.");
            }
        }

        return [.. Observers.All.Where(observer => names.Count == 0 || names.Contains(observer.Word()))];
    }

    /// <summary>Scenes that a request chooses, in the catalogue's order.</summary>
    /// <exception cref="UsageException">An area or a pattern fits no scene.</exception>
    public static Scene[] ChooseScenes(IReadOnlyList<Scene> catalogue, PlanRequest request)
    {
        var areas = catalogue.Select(scene => scene.Area).Distinct().ToArray();
        foreach (var area in request.Areas)
        {
            if (!areas.Contains(area))
            {
                throw new UsageException($"There is no area '{area}'.{ClosestNames.Question(area, areas)} Areas: {string.Join(", ", areas)}.");
            }
        }

        foreach (var pattern in request.Scenes)
        {
            if (!catalogue.Any(scene => Glob.Matches(pattern, scene.Name)))
            {
                throw new UsageException(
                    $"No scene fits '{pattern}'.{ClosestNames.Question(pattern, catalogue.Select(scene => scene.Name))} `harness list` shows all {catalogue.Count}.");
            }
        }

        Scene[] scenes = [.. catalogue.Where(scene => (request.Areas.Count == 0 || request.Areas.Contains(scene.Area)) && Glob.MatchesAny(request.Scenes, scene.Name))];
        return scenes.Length > 0
            ? scenes
            : throw new UsageException($"No scene of area {string.Join(", ", request.Areas)} fits {string.Join(", ", request.Scenes)}.");
    }

    private static void Plan(Scene scene, ILane lane, IReadOnlyList<Observer> observers, int turn, List<PlannedPlay> plays, List<Cell> skips)
    {
        var able = new List<Observer>();
        foreach (var observer in observers)
        {
            // An observer that a lane does not have makes no cell there: nobody planned it.
            if (!lane.Observers.Contains(observer))
            {
                continue;
            }

            if (lane.WhyNot(scene, observer) is { } reason)
            {
                skips.Add(new Cell(new CellName(scene.Name, lane.Name, observer, turn), Verdict.Skip, reason, 0));
            }
            else
            {
                able.Add(observer);
            }
        }

        if (able.Count > 0)
        {
            plays.Add(new PlannedPlay(scene, lane.Name, able, turn));
        }
    }
}
