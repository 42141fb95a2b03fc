using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Texels into textures, by each road of the protocol and in each shape that a box can have (virtio-gpu transfers; GL 4.5 section 8.6).</summary>
internal static class TextureUploadScenes
{
    internal const string Sub = "GL 4.5 section 8.6 (TexSubImage)";

    public static IEnumerable<Scene> All() =>
    [
        .. Roads.All.SelectMany(road => new[]
        {
            Whole(road), Box(road), Strided(road), WholeStrided(road), Rows(road), SingleTexels(road), Levels(road), Array(road), Faces(road), Volume(road), OneDimensional(road), OddRows(road), WideTexels(road),
            BetweenDraws(road), Large(road),
        }),
        .. Roads.All.Where(road => road != TransferRoad.InlineWrite).SelectMany(road => new[] { LayerStrideBetweenRows(road), StrideBetweenTexels(road) }),
    ];

    private static Scene Whole(TransferRoad road) => Of(road, "texture-whole", "takes a whole texture of 32x32 over, row 0 to t = 0", scene =>
    {
        TextureResource texture = scene.Texture2D(32, 32);
        scene.Upload<byte>(texture, TexturePattern.Rgba(32, 32), road: road);
        Sample(scene, texture);
    });

    private static Scene Box(TransferRoad road) => Of(road, "texture-box", "of a box changes the texels of the box and no others", scene =>
    {
        TextureResource texture = Prepared(scene);
        scene.Upload<byte>(texture, TexturePattern.Rgba(13, 9, 2), Region.Flat(5, 18, 13, 9), road: road);
        Sample(scene, texture);
    });

    private static Scene Strided(TransferRoad road) => Of(road, "texture-box-with-stride-and-offset", "takes rows a stride apart from an offset on", scene =>
    {
        TextureResource texture = Prepared(scene);
        scene.Upload<byte>(texture, TexturePattern.Spread(TexturePattern.Rgba(13, 9, 2), 52, 9, 80, 0, 24), Region.Flat(5, 18, 13, 9), road: road, stride: 80, offset: 24);
        Sample(scene, texture);
    });

    private static Scene WholeStrided(TransferRoad road) => Of(road, "texture-whole-with-stride", "takes a whole texture from rows that are longer than its own", scene =>
    {
        TextureResource texture = scene.Texture2D(32, 32);
        scene.Upload<byte>(texture, TexturePattern.Spread(TexturePattern.Rgba(32, 32), 128, 32, 132, 0, 0), Region.Whole(texture), road: road, stride: 132);
        Sample(scene, texture);
    });

    private static Scene Rows(TransferRoad road) => Of(road, "texture-row-and-column", "of boxes one texel high and one texel wide changes a row and a column", scene =>
    {
        TextureResource texture = Prepared(scene);
        scene.Upload<byte>(texture, TexturePattern.Rgba(20, 1, 3), Region.Flat(7, 25, 20, 1), road: road);
        scene.Upload<byte>(texture, TexturePattern.Rgba(1, 17, 4), Region.Flat(11, 2, 1, 17), road: road);
        scene.Upload<byte>(texture, TexturePattern.Spread(TexturePattern.Rgba(1, 12, 1), 4, 12, 20, 0, 8), Region.Flat(30, 6, 1, 12), road: road, stride: 20, offset: 8);
        Sample(scene, texture);
    });

    private static Scene SingleTexels(TransferRoad road) => Of(road, "texture-corner-texels", "of single texels reaches each corner", scene =>
    {
        TextureResource texture = Prepared(scene);
        foreach ((int x, int y, byte shade) in new (int, int, byte)[] { (0, 0, 250), (31, 0, 190), (0, 31, 130), (31, 31, 70), (14, 21, 10) })
        {
            scene.Upload<byte>(texture, [shade, (byte)(255 - shade), 128, 255], Region.Flat(x, y, 1, 1), road: road);
        }

        Sample(scene, texture);
    });

    private static Scene Levels(TransferRoad road) => Of(road, "texture-levels", "writes the level that is named: four of them, and a box of the third", scene =>
    {
        TextureResource texture = scene.Texture2D(32, 32, levels: 4);
        for (int level = 0; level < 4; level++)
        {
            scene.Upload<byte>(texture, TexturePattern.Rgba(32 >> level, 32 >> level, level), level, road: road);
        }

        scene.Upload<byte>(texture, TexturePattern.Rgba(4, 3, 4), Region.Flat(3, 1, 4, 3), 2, road);
        scene.ShowLevels(texture);
    });

    private static Scene Array(TransferRoad road) => Of(road, "texture-array", "writes layers of an array: one alone, and a box of two with a layer stride", scene =>
    {
        TextureResource texture = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 16, 16, layers: 4);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 4).SelectMany(z => TexturePattern.Rgba(16, 16, z))], road: road);
        scene.Upload<byte>(texture, TexturePattern.Rgba(16, 16, 5), layer: 2, road: road);
        byte[] two = [.. TexturePattern.Rgba(5, 6, 7), .. TexturePattern.Rgba(5, 6, 8)];
        scene.Upload<byte>(texture, TexturePattern.Spread(two, 20, 6, 28, 196, 16), new Region(3, 8, 1, 5, 6, 2), road: road, stride: 28, layerStride: 196, offset: 16);
        scene.ShowLayers(texture);
    });

    private static Scene Faces(TransferRoad road) => Of(road, "texture-cube-faces", "writes the face that is named: +X, -X, +Y, -Y, +Z, -Z, and a box of -Y", scene =>
    {
        TextureResource texture = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 16, 16);
        for (int face = 0; face < 6; face++)
        {
            scene.Upload<byte>(texture, TexturePattern.Rgba(16, 16, face), layer: face, road: road);
        }

        scene.Upload<byte>(texture, TexturePattern.Rgba(5, 6, 8), Region.Flat(3, 8, 5, 6, 3), road: road);
        scene.ShowFaces(texture);
    }, 48, 32);

    private static Scene Volume(TransferRoad road) => Of(road, "texture-volume", "writes slices of a volume: all, one alone, and a box of two with strides", scene =>
    {
        TextureResource texture = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 16, 16, 4);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 4).SelectMany(z => TexturePattern.Rgba(16, 16, z))], road: road);
        scene.Upload<byte>(texture, TexturePattern.Rgba(16, 16, 5), layer: 3, road: road);
        byte[] two = [.. TexturePattern.Rgba(7, 4, 7), .. TexturePattern.Rgba(7, 4, 8)];
        scene.Upload<byte>(texture, TexturePattern.Spread(two, 28, 4, 36, 180, 8), new Region(6, 9, 1, 7, 4, 2), road: road, stride: 36, layerStride: 180, offset: 8);
        scene.ShowLayers(texture);
    });

    private static Scene LayerStrideBetweenRows(TransferRoad road) => Of(road, "texture-layer-stride-between-rows", "takes a layer stride that is no multiple of the stride to the byte", scene =>
    {
        TextureResource texture = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 16, 16, layers: 4);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 4).SelectMany(z => TexturePattern.Rgba(16, 16, z))], road: road);
        byte[] two = [.. TexturePattern.Rgba(5, 6, 7), .. TexturePattern.Rgba(5, 6, 8)];
        scene.Upload<byte>(texture, TexturePattern.Spread(two, 20, 6, 28, 208, 0), new Region(3, 8, 1, 5, 6, 2), road: road, stride: 28, layerStride: 208);
        scene.ShowLayers(texture);
    });

    private static Scene StrideBetweenTexels(TransferRoad road) => Of(road, "texture-stride-between-texels", "takes a stride that is no multiple of a texel to the byte", scene =>
    {
        TextureResource texture = Prepared(scene);
        scene.Upload<byte>(texture, TexturePattern.Spread(TexturePattern.Rgba(13, 9, 2), 52, 9, 54, 0, 0), Region.Flat(5, 18, 13, 9), road: road, stride: 54);
        Sample(scene, texture);
    });

    private static Scene OneDimensional(TransferRoad road) => Of(road, "texture-1d", "writes a 1D texture whole and in part", scene =>
    {
        TextureResource texture = scene.Texture(TextureTarget.OneD, Format.R8G8B8A8_UNORM, 32);
        scene.Upload<byte>(texture, TexturePattern.Rgba(32, 1), road: road);
        scene.Upload<byte>(texture, TexturePattern.Rgba(9, 1, 3), Region.Flat(14, 0, 9, 1), road: road);
        scene.ShowColumns(texture);
    });

    private static Scene OddRows(TransferRoad road) => Of(road, "texture-odd-rows", "takes rows of 5 bytes and of 9 bytes one after the other, without padding them to four", scene =>
    {
        TextureResource texture = scene.Texture2D(9, 7, Format.R8_UNORM);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 63).Select(i => (byte)(i * 37))], road: road);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 15).Select(i => (byte)(255 - (i * 16)))], Region.Flat(3, 2, 5, 3), road: road);
        scene.Viewport(5, 4, 54, 56);
        Sample(scene, texture);
    });

    private static Scene WideTexels(TransferRoad road) => Of(road, "texture-of-floats", "takes texels of sixteen bytes, and of two", scene =>
    {
        TextureResource wide = scene.Texture2D(8, 8, Format.R32G32B32A32_FLOAT);
        scene.Upload<float>(wide, [.. Enumerable.Range(0, 64).SelectMany(i => new[] { i / 63f, 1 - (i / 63f), i % 8 / 7f, 1 })], road: road);
        scene.Upload<float>(wide, [.. Enumerable.Range(0, 6).SelectMany(i => new[] { 1, i / 5f, 0.2f, 1 })], Region.Flat(4, 5, 3, 2), road: road);
        TextureResource narrow = scene.Texture2D(7, 6, Format.R8G8_UNORM);
        scene.Upload<byte>(narrow, [.. Enumerable.Range(0, 84).Select(i => (byte)(i * 47))], road: road);
        scene.Viewport(0, 0, 64, 32);
        Sample(scene, wide);
        scene.Viewport(4, 34, 56, 30);
        Sample(scene, narrow);
    });

    private static Scene BetweenDraws(TransferRoad road) => Of(road, "texture-between-draws", "between two draws that read the texture changes it for the second alone", scene =>
    {
        TextureResource texture = Prepared(scene);
        scene.Viewport(0, 0, 32, 32);
        Sample(scene, texture);
        scene.Upload<byte>(texture, TexturePattern.Rgba(20, 13, 3), Region.Flat(4, 6, 20, 13), road: road);
        scene.Viewport(32, 32, 32, 32);
        scene.Draw(Primitive.TriangleStrip, 4);
        scene.Upload<byte>(texture, TexturePattern.Rgba(32, 32, 4), road: road);
        scene.Viewport(0, 32, 32, 32);
        scene.Draw(Primitive.TriangleStrip, 4);
    });

    private static Scene Large(TransferRoad road) => Of(
        road, "texture-larger-than-a-command", road == TransferRoad.InlineWrite
            ? "of more than 262,096 bytes goes in several commands that join without a seam"
            : "of more than 262,096 bytes arrives whole", scene =>
        {
            // Rows of 4 KiB: 63 of them fill a command of the stream. Columns 480.. of rows 4..67 are shown, one texel a pixel.
            const int width = 1024, height = 68;
            TextureResource texture = scene.Texture2D(width, height);
            scene.Upload<byte>(texture, TexturePattern.Rgba(width, height), road: road);
            scene.Viewport(-480, -4, width, height);
            Sample(scene, texture);
        });

    /// <summary>Its contents are another picture than those that the roads bring, brought by another road.</summary>
    internal static TextureResource Prepared(SceneBuilder scene)
    {
        TextureResource texture = scene.Texture2D(32, 32);
        scene.Upload<byte>(texture, TexturePattern.Rgba(32, 32, 1));
        return texture;
    }

    internal static void Sample(SceneBuilder scene, TextureResource texture)
    {
        scene.Bind(texture);
        scene.FillShaded(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0));
    }

    private static Scene Of(TransferRoad road, string name, string proves, Action<SceneBuilder> steps, int width = 64, int height = 64) => Draft.Of(
        $"transfer/{name}-by-{road.Name()}", $"{road.Command()} {proves}.", $"{Sub}; virtio-gpu {road.Command()}", scene =>
        {
            scene.Clear(Background);
            steps(scene);
        }, width, height);
}
