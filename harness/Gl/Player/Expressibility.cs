using Harness.Gl.Formats;
using Harness.Scenes;
using Harness.Scenes.Steps;

namespace Harness.Gl.Player;

/// <summary>What OpenGL has words for. Decided from the scene alone; what a particular driver lacks shows when the scene is played.</summary>
internal static class Expressibility
{
    /// <summary>Null where the scene can be played, else the reason in a sentence.</summary>
    public static string? WhyNot(Scene scene)
    {
        if (scene.Needs.HasFlag(SceneNeeds.Display))
        {
            return "The scene drives a display with 2D commands and scanouts, which OpenGL has no words for.";
        }

        if (scene.Needs.HasFlag(SceneNeeds.RawStream))
        {
            return "The scene sends command streams that a renderer must refuse; no OpenGL program can make a driver send them.";
        }

        foreach (Step step in scene.Steps)
        {
            if (WhyNot(step) is { } reason)
            {
                return reason;
            }
        }

        bool[] seamless = [.. scene.Steps.OfType<SetTexture>().Where(s => s.View.Texture.Target == TextureTarget.Cube).Select(s => s.Sampler.SeamlessCube).Distinct()];
        return seamless.Length > 1 ? "The scene samples cubes with and without seams; OpenGL has one switch for all samplers." : null;
    }

    /// <summary>Whether the scene uses words that the core profile has given up.</summary>
    public static bool NeedsCompatibility(Scene scene) => scene.Steps.Any(step => step switch
    {
        SetRasterizer { State: var r } => r.PolygonStipple || r.LineStipple || r.FillFront != r.FillBack,
        SetDepthStencil { State.AlphaTest: true } => true,
        _ => false,
    });

    private static string? WhyNot(Step step) => step switch
    {
        SetRasterizer { State.HalfPixelCenter: false } => "The scene samples at integer coordinates; OpenGL samples at pixel centres.",
        SetRasterizer { State.BottomEdgeRule: not null } => "The scene chooses which of two edges owns a sample; OpenGL leaves that to the implementation.",
        SetRasterizer { State.LightTwoSide: true } => "The scene asks for colours of back faces; its shaders give none that OpenGL could choose from.",
        SetVertexElements { Elements: var elements } when elements.FirstOrDefault(e => AttributeFormat.Find(e.Format) is null) is { } element =>
            $"OpenGL has no vertex format {element.Format}.",
        CreateResource { Resource: TextureResource texture } when TexelFormat.Find(texture.Format) is null => $"OpenGL has no textures of format {texture.Format} that samplers read as floats.",
        _ => null,
    };
}
