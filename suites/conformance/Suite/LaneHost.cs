using Harness.Runs;
using Harness.Runs.Artifacts;
using Harness.Runs.Expectations;
using Harness.Runs.Judging;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Runs.References;
using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>A running lane, and what is needed to judge its cells. A scene is played once for all observers that ask for it in a row.</summary>
internal sealed class LaneHost : IDisposable
{
    private readonly ILane _lane;
    private readonly CellJudge _judge;
    private readonly CellArtifacts _artifacts;
    private readonly string _folder;
    private readonly LaneBreaker _breaker = new();
    private ScenePlay? _last;
    private Scene? _lastScene;

    /// <summary>Starts the lane.</summary>
    public LaneHost(ILane lane)
    {
        _lane = lane;
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "conformance-failures");
        _artifacts = new CellArtifacts(_folder);
        var name = Task.FromResult(default(StackName));
        try
        {
            var stack = lane.Start();
            _breaker.Started();
            name = Task.Run(async () => new StackName((await StackFacts.Describe(stack)).Stack));
        }
        catch (LaneBrokenException e)
        {
            _breaker.Failed(e);
        }
        catch (LaneUnavailableException e)
        {
            Unavailable = e.Message;
        }

        var repository = RepositoryFolder.Find();
        _judge = new CellJudge(
            new ReferenceSource(CommittedFrames.Open(repository)),
            repository is null ? ExpectedFailList.Empty : ExpectedFailList.Load(repository.ExpectedFails),
            _ => name);
    }

    /// <summary>Why the lane cannot run here; null when it can.</summary>
    public string? Unavailable { get; }

    /// <inheritdoc cref="ILane.WhyNot"/>
    public string? WhyNot(Scene scene, Observer observer) => _lane.WhyNot(scene, observer);

    /// <summary>Plays the scene, unless it was the last one played, and judges one observer's cell.</summary>
    public async Task<JudgedCell> Judge(Scene scene, Observer observer)
    {
        if (!ReferenceEquals(scene, _lastScene))
        {
            Observer[] able = [.. _lane.Observers.Where(o => _lane.WhyNot(scene, o) is null)];
            (_last, _lastScene) = (Play(scene, able), scene);
        }

        var play = _last! with { Observations = [.. _last.Observations.Where(o => o.Observer == observer)] };
        var judged = await _judge.Judge(new PlannedPlay(scene, _lane.Name, [observer], 1), play);
        return judged.Single();
    }

    /// <summary>Writes what shows a failure; returns full paths.</summary>
    public IReadOnlyList<string> Keep(JudgedCell judged) => [.. _artifacts.Write(judged).Select(file => Path.GetFullPath(Path.Combine(_folder, file)))];

    private ScenePlay Play(Scene scene, Observer[] observers)
    {
        if (_breaker.GivenUp is { } end)
        {
            return ScenePlay.None(observers, end.Fault);
        }

        try
        {
            var play = _lane.Play(scene, observers);
            _breaker.Played(play);
            return play;
        }
        catch (LaneUnavailableException e)
        {
            _breaker.Failed(e);
            return ScenePlay.None(observers, e.Fault, e.Evidence);
        }
    }

    public void Dispose() => _lane.Dispose();
}
