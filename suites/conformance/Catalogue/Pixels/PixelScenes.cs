using Harness.Scenes;

namespace Harness.Catalogue.Pixels;

/// <summary>Areas of this group.</summary>
internal static class PixelScenes
{
    public static IEnumerable<Scene> All() =>
    [
        .. CullScenes.All(), .. FillModeScenes.All(), .. PolygonOffsetScenes.All(), .. PointScenes.All(), .. LineScenes.All(), .. WideLineScenes.All(), .. TriangleScenes.All(),
        .. DepthScenes.All(), .. DepthFormatScenes.All(), .. StencilScenes.All(), .. StencilFaceScenes.All(), .. AlphaTestScenes.All(),
        .. BlendScenes.All(), .. BlendTargetScenes.All(), .. LogicScenes.All(), .. ColourMaskScenes.All(),
        .. TargetFormatScenes.All(), .. AttachmentScenes.All(), .. FramebufferScenes.All(), .. LayerScenes.All(), .. MultisampleScenes.All(),
        .. BlitScenes.All(), .. BlitSurfaceScenes.All(), .. CopyScenes.All(), .. InvarianceScenes.All(),
    ];
}
