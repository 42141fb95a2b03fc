using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Scenes;

namespace Harness.Cli.Running;

/// <summary>
/// Lanes whose host stacks begin to start before it is known what they will play, since that takes longer than everything else. Those not wanted in the end are
/// taken down again.
/// </summary>
internal sealed class EarlyLanes : IDisposable
{
    private readonly LaneSettings _settings;
    private readonly Dictionary<string, EarlyLane> _early = [];

    /// <summary>Starts one host stack of each lane.</summary>
    public EarlyLanes(LaneSettings settings, IReadOnlyList<ILane> lanes)
    {
        _settings = settings;
        foreach (var lane in lanes)
        {
            _early.Add(lane.Name, new EarlyLane(lane));
        }
    }

    /// <summary>A lane of that name: the one that has been starting, the first time it is asked for.</summary>
    public ILane Take(string name) => _early.Remove(name, out var early) ? early : LaneCatalogue.Make(name, _settings);

    /// <summary>Takes down what nobody took: a guest that still boots is not waited for.</summary>
    public void Dispose()
    {
        foreach (var lane in _early.Values)
        {
            lane.Abort();
        }

        foreach (var lane in _early.Values)
        {
            lane.Dispose();
        }

        _early.Clear();
    }

    private sealed class EarlyLane : ILane
    {
        private readonly ILane _lane;
        private readonly Task<LaneStack> _starting;
        private bool _taken;

        public EarlyLane(ILane lane)
        {
            _lane = lane;
            _starting = Task.Factory.StartNew(lane.Start, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public string Name => _lane.Name;

        public IReadOnlyList<Observer> Observers => _lane.Observers;

        public string? WhyNot(Scene scene, Observer observer) => _lane.WhyNot(scene, observer);

        public LaneStack Start()
        {
            // The second time it is that the first has failed.
            var first = !_taken;
            _taken = true;
            return first ? _starting.GetAwaiter().GetResult() : _lane.Start();
        }

        public ScenePlay Play(Scene scene, IReadOnlyList<Observer> observers) => _lane.Play(scene, observers);

        public void Abort() => _lane.Abort();

        public void Dispose()
        {
            // Ended while it starts, a host stack would be left half made: let it come up first, and its own deadline end the wait.
            ((IAsyncResult)_starting).AsyncWaitHandle.WaitOne();
            _ = _starting.Exception;
            _lane.Dispose();
        }
    }
}
