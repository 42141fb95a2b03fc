using Harness.Scenes;

namespace Harness.Catalogue.Shading;

/// <summary>Areas of this group.</summary>
internal static class ShadingScenes
{
    public static IEnumerable<Scene> All() => [];
}
