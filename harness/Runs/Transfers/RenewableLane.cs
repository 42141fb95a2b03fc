using Harness.Runs.Lanes;

namespace Harness.Runs.Transfers;

/// <summary>A lane to measure on, with the host stack that it has at the moment.</summary>
/// <param name="make">Makes one that has not been started.</param>
public class RenewableLane(Func<ILabLane> make) : IDisposable
{
    private readonly Lock _lock = new();
    private ILabLane? _lane;
    private bool _aborted;

    /// <summary>What it ran on last.</summary>
    public LaneStack? Stack { get; private set; }

    /// <summary>The process under it, as far as that is known.</summary>
    public IReadOnlyList<int> Processes => Stack?.ProcessId is { } id ? [id] : [];

    /// <summary>The lane, which is started where it is not up.</summary>
    /// <exception cref="LaneUnavailableException">It does not come up.</exception>
    public ILabLane Up()
    {
        if (_lane is { } up)
        {
            return up;
        }

        var lane = make();
        lock (_lock)
        {
            _lane = _aborted ? throw new LaneUnavailableException("It was cancelled.") : lane;
        }

        try
        {
            Stack = lane.Start();
            return lane;
        }
        catch
        {
            Renew();
            throw;
        }
    }

    /// <summary>Takes the host stack down; the next use makes another.</summary>
    public void Renew()
    {
        ILabLane? gone;
        lock (_lock)
        {
            (gone, _lane) = (_lane, null);
        }

        gone?.Dispose();
    }

    /// <summary>Ends the host stack at once, for good; may be called from any thread.</summary>
    public void Abort()
    {
        lock (_lock)
        {
            _aborted = true;
            _lane?.Abort();
        }
    }

    public void Dispose()
    {
        Renew();
        GC.SuppressFinalize(this);
    }
}
