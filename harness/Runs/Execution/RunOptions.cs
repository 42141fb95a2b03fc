using Harness.Runs.Expectations;
using Harness.Runs.References;

namespace Harness.Runs.Execution;

/// <summary>How to execute a plan.</summary>
public sealed record RunOptions
{
    /// <summary>Makes a lane that has not been started, by name.</summary>
    public required Func<string, Lanes.ILane> MakeLane { get; init; }

    /// <summary>Whether a lane of that name that cannot run here is a declared skip and no failure; see <see cref="Plan.LaneChoice"/>.</summary>
    public Func<string, bool> MayBeAbsent { get; init; } = _ => false;

    /// <summary>Host stacks per lane, side by side.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Where reference frames come from.</summary>
    public ReferenceSource References { get; init; } = new();

    /// <summary>Cells known to fail.</summary>
    public ExpectedFailList Expected { get; init; } = ExpectedFailList.Empty;

    /// <summary>The name of a lane's stack, for the list.</summary>
    public Func<Lanes.LaneStack, Task<StackName>> NameStack { get; init; } = stack => Task.FromResult(StackName.Of(null, stack.Renderer, null));

    /// <summary>The run's folder; null to keep nothing.</summary>
    public string? Folder { get; init; }
}
