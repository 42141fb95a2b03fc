using Harness.Runs.Lanes;

namespace Harness.Runs.Execution;

/// <summary>Hears what happens in a run while it happens. Calls come one at a time, from any thread.</summary>
public interface IRunListener
{
    /// <summary>A lane's host stack came up for the first time.</summary>
    void LaneStarted(string lane, LaneStack stack);

    /// <summary>A lane cannot run here; its cells become harness errors.</summary>
    void LaneFailed(string lane, string message);

    /// <summary>A lane cannot run here and may be missing; its cells become declared skips.</summary>
    void LaneAbsent(string lane, string message);

    /// <summary>The driver under test could not be brought into a lane, or is not what runs there; its cells fail so.</summary>
    void DeployFailed(string lane, string message);

    /// <summary>A cell was judged.</summary>
    void CellJudged(Cell cell);
}

/// <summary>A listener that does nothing.</summary>
public sealed class SilentListener : IRunListener
{
    public void LaneStarted(string lane, LaneStack stack)
    {
    }

    public void LaneFailed(string lane, string message)
    {
    }

    public void LaneAbsent(string lane, string message)
    {
    }

    public void DeployFailed(string lane, string message)
    {
    }

    public void CellJudged(Cell cell)
    {
    }
}
