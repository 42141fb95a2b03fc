using Harness.Runs.Lanes;
using Harness.Runs.Transfers;

namespace Harness.Runs.Gating.Measuring;

/// <summary>Which of two builds.</summary>
public enum Side
{
    /// <summary>What is compared with.</summary>
    Base,

    /// <summary>What is under test.</summary>
    Head,
}

/// <summary>A build on a lane, with the host stack that it runs on at the moment.</summary>
/// <param name="side">Which of the two it is.</param>
/// <param name="make">Makes its lane.</param>
public sealed class GateSide(Side side, Func<ILabLane> make) : IDisposable
{
    private readonly Lock _lock = new();
    private ILabLane? _lane;
    private bool _aborted;

    /// <summary>Which of the two it is.</summary>
    public Side Side { get; } = side;

    /// <summary>What it ran on last.</summary>
    public LaneStack? Stack { get; private set; }

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
            _lane = _aborted ? throw new LaneUnavailableException("The gate was cancelled.") : lane;
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

    public void Dispose() => Renew();
}
