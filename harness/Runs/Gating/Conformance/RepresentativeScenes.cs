using Harness.Scenes;

namespace Harness.Runs.Gating.Conformance;

/// <summary>The scenes that a gate plays when none are named: some of every area, spread over it, always the same.</summary>
public static class RepresentativeScenes
{
    private const int PerArea = 4;

    /// <summary>Chooses.</summary>
    public static IReadOnlyList<Scene> Of(IReadOnlyList<Scene> catalogue) =>
    [
        .. catalogue.GroupBy(scene => scene.Area).SelectMany(area =>
        {
            Scene[] all = [.. area];
            var wanted = Math.Min(PerArea, all.Length);
            return Enumerable.Range(0, wanted).Select(i => all[i * all.Length / wanted]);
        }),
    ];
}
