using Harness.Catalogue;
using Harness.Scenes;

namespace Harness.Cli.Perf;

/// <summary>The scenes whose frames the lab counts: few, of different weight, and always the same, so that runs compare.</summary>
internal static class LabScenes
{
    /// <summary>One draw; a texture uploaded and sampled; blended draws over each other; six passes; four samples a pixel, resolved.</summary>
    private static readonly string[] Names =
    [
        "walkthrough/first-triangle", "texture-filter/linear", "blend/panes-over-each-other", "framebuffer/faces-of-a-cube", "multisample/triangle",
    ];

    /// <summary>In that order.</summary>
    public static IReadOnlyList<Scene> All { get; } = [.. Names.Select(name => SceneCatalogue.All.Single(scene => scene.Name == name))];
}
