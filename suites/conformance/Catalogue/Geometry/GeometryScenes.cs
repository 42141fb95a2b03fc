using Harness.Scenes;

namespace Harness.Catalogue.Geometry;

/// <summary>Areas of this group.</summary>
internal static class GeometryScenes
{
    public static IEnumerable<Scene> All() => [.. ViewportScenes.All()];
}
