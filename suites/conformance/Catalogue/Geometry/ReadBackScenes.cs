using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.Steps;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Texels back from the host into guest memory (TRANSFER_FROM_HOST_3D), and from there into another texture that is shown.</summary>
internal static class ReadBackScenes
{
    private const string Get = "GL 4.5 section 8.11.4 (GetTextureSubImage); virtio-gpu TRANSFER_FROM_HOST_3D";

    public static IEnumerable<Scene> All() =>
    [
        Whole(), Box(), Strided(), WholeStrided(), MovedBox(), Row(), Level(), Layer(), LayersTogether(), Face(), Slices(), Drawn(), DrawnOver(), OddRows(), Floats(), Twice(), FromRoads(), Large(),
    ];

    private static Scene Whole() => Of("whole", "A texture read back whole has its rows from t = 0 on.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Whole(destination)));
        return destination;
    });

    private static Scene Box() => Of("box", "A box that is read back holds the texels of the box, from its first row on.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(5, 18, 13, 9), destination, 0, Region.Flat(5, 18, 13, 9)));
        return destination;
    });

    private static Scene Strided() => Of("box-with-stride-and-offset", "Rows of a box arrive a stride apart from an offset on.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(7, 3, 13, 9), destination, 0, Region.Flat(10, 20, 13, 9), Stride: 76, Offset: 40));
        return destination;
    });

    private static Scene WholeStrided() => Of("whole-with-stride", "Rows of a whole texture arrive with a stride longer than they are.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Whole(destination), Stride: 144));
        return destination;
    });

    private static Scene MovedBox() => Of("boxes-at-edges", "Boxes that end at the texture's edges are read to their last texel.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(27, 26, 5, 6), destination, 0, Region.Flat(2, 3, 5, 6)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 26, 7, 6), destination, 0, Region.Flat(22, 4, 7, 6)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(25, 0, 7, 3), destination, 0, Region.Flat(3, 24, 7, 3)));
        return destination;
    });

    private static Scene Row() => Of("row-and-column", "A row, a column and a single texel are read back as such.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(3, 29, 25, 1), destination, 0, Region.Flat(4, 8, 25, 1)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(30, 2, 1, 19), destination, 0, Region.Flat(9, 10, 1, 19)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(17, 23, 1, 1), destination, 0, Region.Flat(25, 20, 1, 1)));
        return destination;
    });

    private static Scene Level() => Of("level", "The level that is named is read back, and written to the level that is named.", scene =>
    {
        TextureResource source = scene.Texture2D(64, 64, levels: 3);
        for (int level = 0; level < 3; level++)
        {
            scene.Upload<byte>(source, TexturePattern.Rgba(64 >> level, 64 >> level, level), level);
        }

        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 1, Region.Flat(4, 6, 20, 25), destination, 0, Region.Flat(1, 2, 20, 25)));
        scene.Do(new CopyThroughGuest(source, 2, Region.Flat(3, 1, 9, 12), destination, 0, Region.Flat(22, 9, 9, 12)));
        return destination;
    });

    private static Scene Layer() => Of("layer", "The layer of an array that is named is read back.", scene =>
    {
        TextureResource source = Array(scene);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 0, 16, 16, 2), destination, 0, Region.Flat(0, 0, 16, 16)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(3, 4, 11, 10, 1), destination, 0, Region.Flat(18, 20, 11, 10)));
        return destination;
    });

    private static Scene LayersTogether() => Draft.Of("transfer/back-layers-together", "A box of two layers is read back layer after layer.", Get, scene =>
    {
        scene.Clear(Background);
        TextureResource source = Array(scene);
        TextureResource destination = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 16, 16, layers: 4);
        scene.Upload<byte>(destination, new byte[16 * 16 * 4 * 4]);
        scene.Do(new CopyThroughGuest(source, 0, new Region(2, 3, 1, 11, 9, 2), destination, 0, new Region(4, 5, 2, 11, 9, 2), Stride: 48, Offset: 4));
        scene.ShowLayers(destination);
    });

    private static Scene Face() => Of("cube-face", "The face of a cube that is named is read back.", scene =>
    {
        TextureResource source = scene.Texture(TextureTarget.Cube, Format.R8G8B8A8_UNORM, 16, 16);
        for (int face = 0; face < 6; face++)
        {
            scene.Upload<byte>(source, TexturePattern.Rgba(16, 16, face), layer: face);
        }

        TextureResource destination = Empty(scene);
        foreach ((int face, int x, int y) in new[] { (3, 0, 0), (0, 17, 1), (5, 2, 16) })
        {
            scene.Do(new CopyThroughGuest(source, 0, Region.Flat(1, 2, 14, 13, face), destination, 0, Region.Flat(x, y, 14, 13)));
        }

        return destination;
    });

    private static Scene Slices() => Draft.Of("transfer/back-volume-slices", "A box of two slices of a volume is read back slice after slice.", Get, scene =>
    {
        scene.Clear(Background);
        TextureResource source = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 16, 16, 4);
        scene.Upload<byte>(source, [.. Enumerable.Range(0, 4).SelectMany(z => TexturePattern.Rgba(16, 16, z))]);
        TextureResource destination = scene.Texture(TextureTarget.ThreeD, Format.R8G8B8A8_UNORM, 16, 16, 4);
        scene.Upload<byte>(destination, new byte[16 * 16 * 4 * 4]);
        scene.Do(new CopyThroughGuest(source, 0, new Region(2, 3, 2, 11, 9, 2), destination, 0, new Region(4, 5, 0, 11, 9, 2), Stride: 48, Offset: 4));
        scene.ShowLayers(destination);
    });

    private static Scene Drawn() => Of("drawn", "What was drawn into a texture is read back the way up it was drawn.", scene =>
    {
        TextureResource source = Target(scene);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Whole(destination)));
        return destination;
    });

    private static Scene DrawnOver() => Of("between-draws", "Reading back between two draws gives the first and not the second.", scene =>
    {
        TextureResource source = Target(scene);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 0, 32, 16), destination, 0, Region.Flat(0, 0, 32, 16)));
        scene.Target(source);
        scene.Viewport(0, 0, 32, 32);
        scene.Fill(Orange, -0.5f, -0.75f, 0.75f, 0.5f);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 0, 32, 16), destination, 0, Region.Flat(0, 16, 32, 16)));
        scene.TargetWindow();
        scene.Viewport(0, 0, 64, 64);
        return destination;
    });

    private static Scene OddRows() => Draft.Of("transfer/back-odd-rows", "Rows of 9 bytes and of 5 are read back without padding to four.", Get, scene =>
    {
        scene.Clear(Background);
        TextureResource source = scene.Texture2D(9, 7, Format.R8_UNORM);
        scene.Upload<byte>(source, [.. Enumerable.Range(0, 63).Select(i => (byte)(i * 37))]);
        TextureResource destination = scene.Texture2D(9, 14, Format.R8_UNORM);
        scene.Upload<byte>(destination, new byte[9 * 14]);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Flat(0, 0, 9, 7)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(2, 1, 5, 5), destination, 0, Region.Flat(3, 8, 5, 5)));
        Sample(scene, destination);
    });

    private static Scene Floats() => Draft.Of("transfer/back-floats", "Texels of sixteen bytes are read back unchanged, also outside 0..1.", Get, scene =>
    {
        scene.Clear(Background);
        TextureResource source = scene.Texture2D(8, 8, Format.R32G32B32A32_FLOAT);
        scene.Upload<float>(source, [.. Enumerable.Range(0, 64).SelectMany(i => new[] { (i - 32) / 4f, 20 - (i / 2f), i % 8, 1 })]);
        TextureResource destination = scene.Texture2D(8, 8, Format.R32G32B32A32_FLOAT);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Whole(destination)));
        scene.Bind(destination);
        scene.FillShaded(c => (Shade.SampleLod(0, TextureTarget.TwoD, c, 0) * Shade.Vector(1 / 16f, 1 / 20f, 1 / 7f, 1)) + Shade.Vector(0.5f, 0, 0, 0));
    });

    private static Scene Twice() => Of("twice-through-the-same-pages", "A second box read into the same guest pages replaces the first.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 0, 16, 12), destination, 0, Region.Flat(0, 0, 16, 12)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(9, 14, 12, 16), destination, 0, Region.Flat(18, 2, 12, 16)));
        scene.Do(new CopyThroughGuest(destination, 0, Region.Flat(10, 1, 14, 10), source, 0, Region.Flat(1, 20, 14, 10)));
        scene.Do(new CopyThroughGuest(source, 0, Region.Flat(0, 18, 20, 13), destination, 0, Region.Flat(3, 19, 20, 13)));
        return destination;
    });

    private static Scene FromRoads() => Of("after-each-road", "What each road brought is there when it is read back.", scene =>
    {
        TextureResource source = Pattern(scene, 32);
        for (int i = 0; i < 4; i++)
        {
            scene.Upload<byte>(source, TexturePattern.Rgba(12, 12, 3 + i), Region.Flat(2 + (i % 2 * 16), 3 + (i / 2 * 15), 12, 12), road: Roads.All[i]);
        }

        TextureResource destination = Empty(scene);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Whole(destination)));
        return destination;
    });

    private static Scene Large() => Draft.Of("transfer/back-larger-than-a-command", "More than 262,096 bytes are read back whole.", Get, scene =>
    {
        scene.Clear(Background);
        TextureResource source = scene.Texture2D(1024, 68);
        scene.Upload<byte>(source, TexturePattern.Rgba(1024, 68));
        TextureResource destination = scene.Texture2D(1024, 68);
        scene.Do(new CopyThroughGuest(source, 0, Region.Whole(source), destination, 0, Region.Whole(destination)));
        scene.Viewport(-700, -4, 1024, 68);
        Sample(scene, destination);
    });

    private static Scene Of(string name, string proves, Func<SceneBuilder, TextureResource> steps) => Draft.Of($"transfer/back-{name}", proves, Get, scene =>
    {
        scene.Clear(Background);
        Sample(scene, steps(scene));
    });

    private static TextureResource Pattern(SceneBuilder scene, int size)
    {
        TextureResource texture = scene.Texture2D(size, size);
        scene.Upload<byte>(texture, TexturePattern.Rgba(size, size));
        return texture;
    }

    /// <summary>A texture of 32x32 in one colour.</summary>
    private static TextureResource Empty(SceneBuilder scene)
    {
        TextureResource texture = scene.Texture2D(32, 32);
        scene.Upload<byte>(texture, [.. Enumerable.Repeat<byte[]>([40, 60, 20, 255], 32 * 32).SelectMany(t => t)], road: TransferRoad.InlineWrite);
        return texture;
    }

    private static TextureResource Array(SceneBuilder scene)
    {
        TextureResource texture = scene.Texture(TextureTarget.TwoDArray, Format.R8G8B8A8_UNORM, 16, 16, layers: 4);
        scene.Upload<byte>(texture, [.. Enumerable.Range(0, 4).SelectMany(z => TexturePattern.Rgba(16, 16, z))]);
        return texture;
    }

    private static TextureResource Target(SceneBuilder scene)
    {
        TextureResource texture = scene.ColourTarget(32, 32);
        scene.Target(texture);
        scene.Viewport(0, 0, 32, 32);
        scene.Clear(Violet);
        scene.Fill(Sky, -0.75f, -0.875f, 0.25f, -0.25f);
        scene.Fill(Lime, -0.25f, -0.5f, 0.5f, 0.625f);
        scene.TargetWindow();
        scene.Viewport(0, 0, 64, 64);
        return texture;
    }

    private static void Sample(SceneBuilder scene, TextureResource texture)
    {
        scene.Bind(texture);
        scene.FillShaded(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0));
    }
}
