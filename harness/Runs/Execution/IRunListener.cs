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

    /// <summary>What is under test keeps a lane from coming up; the cells that are left fail with the same verdict.</summary>
    void LaneBroken(string lane, LaneFault fault);

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

    public void LaneBroken(string lane, LaneFault fault)
    {
    }

    public void CellJudged(Cell cell)
    {
    }
}
