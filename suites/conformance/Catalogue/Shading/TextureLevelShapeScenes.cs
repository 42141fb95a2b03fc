using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Levels of textures of every shape, and views of some levels alone (GL 4.5 sections 8.14.3 and 8.18).</summary>
internal static class TextureLevelShapeScenes
{
    private const string Section = "GL 4.5 section 8.14.3";

    private static readonly SamplerState Mipmapped = SamplerState.Nearest with { Mip = MipFilter.Nearest };

    public static IEnumerable<Scene> All() => [OddSizes(), FirstLevel(), LastLevel(), SingleLevelView(), LevelsOfVolume(), LevelsOfArray(), LevelsOfOneDimension()];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-level/{name}", proves, Section).Clear(Colour.Black);

    private static Scene OddSizes()
    {
        SceneBuilder scene = Begin("odd-sizes", "Levels of a texture of 13 x 7 texels are 6 x 3, 3 x 1 and 1 x 1.");
        TextureResource texture = scene.Texture2D(13, 7, levels: 4);
        for (int level = 0; level < 4; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Bytes(texture.WidthOf(level), texture.HeightOf(level), 4, level * 11), level);
        }

        scene.Bind(texture, Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 2) + (Shade.Floor(at.Y * 2) * 2))).Build();
    }

    private static Scene View(string name, string proves, int first, int last)
    {
        SceneBuilder scene = Begin(name, proves);
        scene.Bind(new TextureView(LevelledTexture.Of(scene), first, last), Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(at * 2), Shade.Floor(at.X * 5))).Build();
    }

    private static Scene FirstLevel() => View("view-first-level", "A view that begins at level 2 calls that level 0 and counts on from it.", 2, 4);

    private static Scene LastLevel() => View("view-last-level", "A view that ends at level 2 has no higher levels.", 0, 2);

    private static Scene SingleLevelView() => View("view-single-level", "A view of level 3 alone shows it at every level of detail.", 3, 3);

    private static Scene LevelsOfVolume()
    {
        SceneBuilder scene = Begin("3d", "Levels of a three-dimensional texture get half as deep as well.");
        TextureResource texture = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 8, 8, 4, 4);
        for (int level = 0; level < 4; level++)
        {
            int size = 8 >> level;
            scene.Upload<byte>(texture, [.. Enumerable.Range(0, texture.DepthOf(level)).SelectMany(z => TexturePattern.Bytes(size, size, 4, (level * 4) + z))], level);
        }

        scene.Bind(texture, Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.ThreeD, Shade.Join(Shade.Fract(at.X * 4), at.Y, at.Y), Shade.Floor(at.X * 4))).Build();
    }

    private static Scene LevelsOfArray()
    {
        SceneBuilder scene = Begin("2d-array", "Every layer of an array has its own levels.");
        TextureResource texture = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 4, 4, levels: 3, layers: 3);
        for (int level = 0; level < 3; level++)
        {
            scene.Upload<byte>(texture, [.. Enumerable.Range(0, 3).SelectMany(z => TexturePattern.Bytes(4 >> level, 4 >> level, 4, (level * 3) + z))], level);
        }

        scene.Bind(texture, Mipmapped);
        return scene.FillShaded(at => Shade.SampleLod(0, TextureTarget.TwoDArray, Shade.Join(Shade.Fract(at * 3), Shade.Floor(at.X * 3)), Shade.Floor(at.Y * 3))).Build();
    }

    private static Scene LevelsOfOneDimension()
    {
        SceneBuilder scene = Begin("1d", "A one-dimensional texture has levels, chosen by the width of a pixel in texels.");
        TextureResource texture = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 16, levels: 5);
        for (int level = 0; level < 5; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Bytes(16 >> level, 1, 4, level * 9), level);
        }

        scene.Bind(texture, Mipmapped);
        scene.Viewport(0, 0, 64, 32).FillShaded(at => Shade.SampleLod(0, TextureTarget.OneD, at.X, Shade.Floor(at.Y * 5)));
        return scene.Viewport(0, 32, 64, 32).FillShaded(at => Shade.Sample(0, TextureTarget.OneD, at.X * 16)).Build();
    }
}
