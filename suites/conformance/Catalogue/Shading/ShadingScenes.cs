using Harness.Scenes;

namespace Harness.Catalogue.Shading;

/// <summary>Areas of this group.</summary>
internal static class ShadingScenes
{
    public static IEnumerable<Scene> All() =>
    [
        .. OperatorScenes.All(),
        .. SwizzleScenes.All(),
        .. PrecisionScenes.All(),
        .. LongShaderScenes.All(),
        .. VaryingScenes.All(),
        .. ShaderChangeScenes.All(),
        .. InterpolationScenes.All(),
        .. FlatScenes.All(),
        .. ColourSemanticScenes.All(),
        .. ConstantScenes.All(),
        .. ConstantBlockScenes.All(),
        .. BranchScenes.All(),
        .. LoopScenes.All(),
        .. DiscardScenes.All(),
        .. BuiltInScenes.All(),
        .. FacingAndPointScenes.All(),
        .. TextureShapeScenes.All(),
        .. TextureWrapScenes.All(),
        .. TextureFilterScenes.All(),
        .. TextureLevelScenes.All(),
        .. TextureLevelShapeScenes.All(),
        .. TextureFormatScenes.All(),
        .. TextureBindingScenes.All(),
        .. CubeScenes.All(),
        .. DepthTextureScenes.All(),
        .. RenderedTextureScenes.All(),
        .. TextureRebindScenes.All(),
    ];
}
