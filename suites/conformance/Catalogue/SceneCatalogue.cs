using Harness.Scenes;

namespace Harness.Catalogue;

/// <summary>All scenes of the conformance suite, by area.</summary>
public static class SceneCatalogue
{
    /// <summary>Every scene; names are unique.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        .. Geometry.GeometryScenes.All(),
        .. Shading.ShadingScenes.All(),
        .. Pixels.PixelScenes.All(),
        .. Device.DeviceScenes.All(),
    ];
}
