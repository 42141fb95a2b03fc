using Harness.Scenes;
using static Harness.Catalogue.Geometry.PixelShapes;
using static Harness.Catalogue.Geometry.TextureUploadScenes;

namespace Harness.Catalogue.Geometry;

/// <summary>Several uploads into one texture: their order, roads that meet, levels of odd sizes, and drawing in between.</summary>
internal static class TextureUploadOrderScenes
{
    public static IEnumerable<Scene> All() => [Overlapping(), AllRoads(), AfterDrawing(), LevelByLevel()];

    private static Scene Overlapping() => Draft.Of("transfer/texture-boxes-overlap", "Boxes that overlap are written in the order they were sent, also when their roads differ.", Sub, scene =>
    {
        scene.Clear(Background);
        TextureResource texture = Prepared(scene);
        for (int i = 0; i < 12; i++)
        {
            scene.Upload<byte>(texture, TexturePattern.Rgba(9, 8, i + 2), Region.Flat(i * 2, i * 5 % 21, 9, 8), road: Roads.All[i * 3 % 4]);
        }

        Sample(scene, texture);
    });

    private static Scene AllRoads() => Draft.Of("transfer/texture-quarters-by-all-roads", "Four boxes of one texture by four roads make one picture.", Sub, scene =>
    {
        scene.Clear(Background);
        TextureResource texture = scene.Texture2D(32, 32);
        byte[] picture = TexturePattern.Rgba(32, 32);
        for (int i = 0; i < 4; i++)
        {
            int offset = (i / 2 * 16 * 128) + (i % 2 * 64);
            scene.Upload<byte>(texture, picture.AsSpan(offset, (15 * 128) + 64), Region.Flat(i % 2 * 16, i / 2 * 16, 16, 16), road: Roads.All[i], stride: 128);
        }

        Sample(scene, texture);
    });

    private static Scene AfterDrawing() => Draft.Of("transfer/texture-box-over-drawing", "A box written over what was drawn into a texture stays, and what was drawn around it too.", "GL 4.5 sections 8.6 and 9.2", scene =>
    {
        TextureResource texture = scene.ColourTarget(32, 32);
        scene.Target(texture);
        scene.Viewport(0, 0, 32, 32);
        scene.Clear(Violet);
        scene.FillCorners(-0.75f, -1, 0.5f, 0.625f);
        int row = 2;
        foreach (TransferRoad road in Roads.All)
        {
            scene.Upload<byte>(texture, TexturePattern.Rgba(9, 5, row), Region.Flat(row, row, 9, 5), road: road);
            row += 7;
        }

        scene.FillCorners(0.25f, -0.5f, 1, 0.25f);
        scene.TargetWindow();
        scene.Viewport(0, 0, 64, 64);
        scene.Clear(Background);
        Sample(scene, texture);
    });

    private static Scene LevelByLevel() => Draft.Of("transfer/texture-levels-of-odd-size", "Levels of a 27x13 texture are 13x6, 6x3 and 3x1: each is written to its end.", "GL 4.5 section 8.14.3", scene =>
    {
        scene.Clear(Background);
        TextureResource texture = scene.Texture2D(27, 13, levels: 4);
        for (int level = 0; level < 4; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Rgba(texture.WidthOf(level), texture.HeightOf(level), level), level);
            scene.Show(texture, 3 + (level * 9), 2 + (level * 15), level);
        }
    });
}
