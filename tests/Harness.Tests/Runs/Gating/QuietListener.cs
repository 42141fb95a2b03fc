using Harness.Runs.Gating;
using Harness.Runs.Disturbances;
using Harness.Runs.Gating.Measuring;
using Harness.Runs.Lanes;

namespace Harness.Tests.Runs.Gating;

/// <summary>Keeps the launches of a gate in their order.</summary>
internal sealed class QuietListener : IGateListener
{
    /// <summary>As they were measured, by both sides.</summary>
    public List<LaunchRecord> Launches { get; } = [];

    /// <summary>Told when a launch ends.</summary>
    public Action<LaunchRecord>? OnLaunch { get; init; }

    public void Started(string lane, Side side, LaneStack stack)
    {
    }

    public void Observed(string lane, LaunchConditions usual)
    {
    }

    public void Launched(string lane, LaunchRecord launch)
    {
        Launches.Add(launch);
        OnLaunch?.Invoke(launch);
    }

    public void Confirming(string lane, IReadOnlyList<string> metrics)
    {
    }

    public void Decided(string lane, GateSeries series)
    {
    }
}
