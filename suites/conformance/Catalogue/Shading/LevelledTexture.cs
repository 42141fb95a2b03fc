using Harness.Scenes;

namespace Harness.Catalogue.Shading;

/// <summary>A 2D texture whose levels are told apart at a glance.</summary>
internal static class LevelledTexture
{
    /// <summary>Levels of one colour each, with one darker texel in the corner of those that have more than one.</summary>
    public static TextureResource Of(SceneBuilder scene, int width = 16, int height = 16, int levels = 5)
    {
        TextureResource texture = scene.Texture2D(width, height, levels: levels);
        for (int level = 0; level < levels; level++)
        {
            byte[] texels = [.. Enumerable.Repeat(Shown(level), texture.WidthOf(level) * texture.HeightOf(level)).SelectMany(c => c)];
            if (texels.Length > 4)
            {
                (texels[0], texels[1], texels[2]) = (20, (byte)(level * 20), 40);
            }

            scene.Upload<byte>(texture, texels, level);
        }

        return texture;
    }

    private static byte[] Shown(int level) => (level % 6) switch
    {
        0 => [230, 60, 30, 255],
        1 => [60, 220, 50, 220],
        2 => [50, 70, 240, 180],
        3 => [220, 210, 40, 140],
        4 => [200, 40, 210, 100],
        _ => [40, 200, 200, 80],
    };
}
