using Harness.Scenes;

namespace Harness.Runs.Plan;

/// <summary>A scene to be played once on a lane, and who looks at it: as many cells as observers.</summary>
/// <param name="Turn">From 1.</param>
public sealed record PlannedPlay(Scene Scene, string Lane, IReadOnlyList<Observer> Observers, int Turn)
{
    /// <summary>The cell of one of the observers.</summary>
    public CellName CellOf(Observer observer) => new(Scene.Name, Lane, observer, Turn);
}
