using Harness.Lab.Sampling;
using Harness.Runs.Lanes;
using Harness.Runs.Records;
using Harness.Runs.Transfers;

namespace Harness.Perf.Bridge;

/// <summary>
/// The lanes of one run of benchmarks: each is brought up when it is first asked for, a guest boots then; serves all benchmarks; is replaced after it failed;
/// and ends with the fleet. Not thread-safe.
/// </summary>
/// <param name="make">Makes a lane of that name, not started.</param>
internal sealed class LaneFleet(Func<string, ILabLane> make) : IDisposable
{
    private readonly Dictionary<string, ILabLane> _lanes = [];
    private readonly Dictionary<string, LaneDocument> _documents = [];
    private readonly Dictionary<string, int> _failedStarts = [];
    private readonly Dictionary<LaneMeasurement, LaunchSample> _samples = [];
    private readonly HashSet<LaneMeasurement> _absent = [];

    /// <summary>The longest that one sample may take, its lane's start aside. The lane ends then; its own deadlines are shorter.</summary>
    public TimeSpan Allowed { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What the lanes ran on that were up at any time, by name.</summary>
    public IReadOnlyDictionary<string, LaneDocument> Documents => _documents;

    /// <summary>The last sample of each measurement.</summary>
    public IReadOnlyDictionary<LaneMeasurement, LaunchSample> Samples => _samples;

    /// <summary>Measurements for which a lane turned out to have no road, which is no failure.</summary>
    public IReadOnlySet<LaneMeasurement> Absent => _absent;

    /// <summary>Brings a lane up that is not.</summary>
    /// <exception cref="LaneUnavailableException">It cannot run here, or broke.</exception>
    public void BringUp(string name) => Of(name);

    /// <summary>Takes one launch's sample.</summary>
    /// <exception cref="LaneUnavailableException">The lane cannot run here, or broke.</exception>
    /// <exception cref="LabFaultException">It could not be measured.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public LaunchSample Take(LaneMeasurement measurement, Sampler sampler)
    {
        var lane = Of(measurement.Lane);
        var late = false;
        using var watch = new Timer(_ =>
        {
            late = true;
            lane.Abort();
        });
        watch.Change(Allowed, Timeout.InfiniteTimeSpan);
        try
        {
            return _samples[measurement] = measurement.Take(lane, sampler);
        }
        catch (LabFaultException e) when (e.IsAbsent)
        {
            _absent.Add(measurement);
            throw;
        }
        catch (Exception e)
        {
            Retire(measurement.Lane);
            if (late)
            {
                throw new TimeoutException($"{measurement.Name} was not measured within {Allowed.TotalSeconds:0.#} s; lane '{measurement.Lane}' was ended.", e);
            }

            throw;
        }
    }

    public void Dispose()
    {
        foreach (var name in _lanes.Keys.ToList())
        {
            Retire(name);
        }
    }

    private ILabLane Of(string name)
    {
        if (_lanes.TryGetValue(name, out var running))
        {
            return running;
        }

        var failed = _failedStarts.GetValueOrDefault(name);
        if (failed == LaneBreaker.FailedStarts)
        {
            throw new LaneUnavailableException($"Lane '{name}' did not come up {failed} times in a row and is given up.");
        }

        var lane = make(name);
        try
        {
            _documents[name] = StackFacts.Describe(lane.Start()).GetAwaiter().GetResult();
        }
        catch
        {
            _failedStarts[name] = failed + 1;
            lane.Dispose();
            throw;
        }

        _failedStarts[name] = 0;
        return _lanes[name] = lane;
    }

    private void Retire(string name)
    {
        if (_lanes.Remove(name, out var lane))
        {
            lane.Dispose();
        }
    }
}
