using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Records;

namespace Harness.Runs.Mutation.Layers;

/// <summary>The lanes of a hunt, up. A lane whose host stack a defect may have left in any state is made anew.</summary>
public sealed class HuntedLanes : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Func<string, ILane> _make;
    private readonly SortedDictionary<int, ILane> _up = [];
    private readonly Dictionary<string, Task<StackName>> _stacks = [];
    private bool _aborted;

    private HuntedLanes(Func<string, ILane> make) => _make = make;

    /// <summary>Names of the lanes that are up, from the bottom.</summary>
    public IReadOnlyList<string> Names => [.. _up.Values.Select(lane => lane.Name)];

    /// <summary>Starts lanes.</summary>
    /// <param name="names">Which.</param>
    /// <param name="make">Makes a lane that has not been started, with what is to be planted at any time.</param>
    /// <param name="absent">Told of a lane that cannot run here, with its reason: true to go on without it.</param>
    /// <exception cref="LaneUnavailableException">A lane cannot run here.</exception>
    public static HuntedLanes Start(IReadOnlyList<string> names, Func<string, ILane> make, Func<string, string, bool> absent)
    {
        var lanes = new HuntedLanes(make);
        try
        {
            for (var place = 0; place < names.Count; place++)
            {
                try
                {
                    lanes.BringUp(place, names[place]);
                }
                catch (LaneUnavailableException e) when (e is not LaneBrokenException && absent(names[place], e.Message))
                {
                    // The hunt goes on without it.
                }
            }

            return lanes;
        }
        catch
        {
            lanes.Dispose();
            throw;
        }
    }

    /// <summary>The lane of that name.</summary>
    public ILane this[string name] => _up[PlaceOf(name)];

    /// <summary>What the lane of that name runs on.</summary>
    public Task<StackName> StackOf(string name) => _stacks[name];

    /// <summary>Takes lanes down and brings others up in their place.</summary>
    /// <exception cref="LaneUnavailableException">One does not come back.</exception>
    public void Renew(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var place = PlaceOf(name);
            _up[place].Dispose();
            BringUp(place, name);
        }
    }

    /// <summary>Ends all host stacks at once; may be called from any thread.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _aborted = true;
            foreach (var lane in _up.Values)
            {
                lane.Abort();
            }
        }
    }

    public void Dispose()
    {
        foreach (var lane in _up.Values)
        {
            lane.Dispose();
        }
    }

    private void BringUp(int place, string name)
    {
        var lane = _make(name);
        try
        {
            var stack = lane.Start();
            _stacks[name] = Task.Run(async () => new StackName((await StackFacts.Describe(stack).ConfigureAwait(false)).Stack));
        }
        catch
        {
            lane.Dispose();
            throw;
        }

        lock (_lock)
        {
            _up[place] = lane;
            if (_aborted)
            {
                lane.Abort();
            }
        }
    }

    private int PlaceOf(string name) => _up.First(lane => lane.Value.Name == name).Key;
}
