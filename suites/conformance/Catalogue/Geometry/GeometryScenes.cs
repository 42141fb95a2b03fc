using Harness.Scenes;

namespace Harness.Catalogue.Geometry;

/// <summary>Areas of this group.</summary>
internal static class GeometryScenes
{
    public static IEnumerable<Scene> All() =>
    [
        .. ViewportScenes.All(), .. ViewportStateScenes.All(), .. ViewportDepthScenes.All(),
        .. ScissorScenes.All(), .. ScissorStateScenes.All(),
        .. VertexFormatScenes.All(), .. VertexLayoutScenes.All(),
        .. InstanceScenes.All(),
        .. IndexScenes.All(), .. RestartScenes.All(), .. PrimitiveScenes.All(), .. CoverageScenes.All(),
        .. ClipScenes.All(), .. ClipPlaneScenes.All(),
        .. VertexUpdateScenes.All(), .. TextureUploadScenes.All(), .. TextureUploadOrderScenes.All(), .. ReadBackScenes.All(), .. BufferTransferScenes.All(),
    ];
}
