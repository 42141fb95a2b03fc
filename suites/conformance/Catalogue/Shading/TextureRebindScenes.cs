using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Textures exchanged while the shaders stay.</summary>
internal static class TextureRebindScenes
{
    public static IEnumerable<Scene> All() => [RebindingUnderTheSameShaders()];

    private static Scene RebindingUnderTheSameShaders()
    {
        var scene = new SceneBuilder(
            "texture-binding/rebound-under-the-same-shaders", "A texture bound between two draws is the one that the second samples, though the shaders stay.", "GL 4.5 section 8.1");
        scene.Clear(Colour.Bytes(20, 30, 40));
        TextureResource first = scene.Texture2D(2, 2);
        TextureResource second = scene.Texture2D(2, 2);
        scene.Upload<byte>(first, [250, 10, 0, 255, 0, 200, 30, 255, 10, 20, 240, 255, 230, 220, 0, 255]);
        scene.Upload<byte>(second, [0, 250, 240, 255, 200, 0, 210, 255, 120, 60, 0, 255, 255, 255, 255, 255]);
        scene.Bind(first);
        scene.Viewport(4, 6, 26, 40);
        scene.FillShaded(c => Shade.Sample(0, TextureTarget.TwoD, c));
        scene.Bind(second);
        scene.Viewport(34, 20, 24, 30);
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }
}
