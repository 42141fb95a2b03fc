using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Copies of regions, texel by texel and byte by byte.</summary>
internal static class CopyScenes
{
    private const string Section = "GL 4.5 section 18.3.2";

    public static IEnumerable<Scene> All() =>
    [
        Region_("region", "A region is copied to its place, and nothing around it changes", Region.Flat(2, 1, 9, 7), 30, 40),
        Region_("odd-region", "A region of odd size and place is copied exactly", Region.Flat(1, 3, 13, 5), 17, 23),
        Region_("single-texel", "A region of one texel is one texel", Region.Flat(7, 5, 1, 1), 33, 31),
        Region_("row", "A region one texel high is a row", Region.Flat(0, 11, 16, 1), 40, 63),
        Region_("column", "A region one texel wide is a column", Region.Flat(15, 0, 1, 12), 63, 20),
        Region_("whole", "A whole texture is copied to the far corner", Region.Flat(0, 0, 16, 12), 48, 52),
        WindowToWindow(), WindowToTexture(), TextureToWindow(), WithinOneTexture(), Levels(), Layers(), CubeFaces(), Slices(), SrgbKeepsBits(), HalfFloats(), Buffers(), BufferToItself(), AfterDrawing(),
    ];

    private static Scene Region_(string name, string proves, Region box, int x, int y) => Drawing.Make($"copy/{name}", $"{proves}.", Section, b =>
    {
        TextureResource destination = b.ColourTarget(64, 64);
        b.Target(destination);
        b.Clear(Colour.Grey);
        b.Do(new CopyRegion(new Surface(BlitScenes.Source(b)), box, new Surface(destination), x, y));
        b.Show(destination);
    });

    private static void Figure(SceneBuilder b)
    {
        b.Clear(Colour.Blue);
        b.Shape(Primitive.Triangles, Colour.Yellow, (4, 3), (30, 6), (10, 27));
        b.FillPixels(12, 6, 7, 3, Colour.Red);
    }

    private static Scene WindowToWindow() => Drawing.Make("copy/window-to-window", "A region of the window is copied within the window, counted from the bottom on both ends.", Section, b =>
    {
        Figure(b);
        b.Do(new CopyRegion(Surface.Window, Region.Flat(3, 2, 29, 27), Surface.Window, 33, 34));
        b.Do(new CopyRegion(Surface.Window, Region.Flat(8, 4, 15, 9), Surface.Window, 2, 50));
    });

    private static Scene WindowToTexture() => Drawing.Make("copy/window-to-texture", "A region of the window arrives upright in a texture.", Section, b =>
    {
        TextureResource texture = b.ColourTarget(40, 48);
        b.Target(texture);
        b.Clear(Colour.Grey);
        b.TargetWindow();
        Figure(b);
        b.Do(new CopyRegion(Surface.Window, Region.Flat(3, 2, 29, 27), new Surface(texture), 5, 17));
        b.Clear(Colour.Black);
        b.Show(texture, 12, 8, 40, 48);
    });

    private static Scene TextureToWindow() => Drawing.Make("copy/texture-to-window", "A region of a texture arrives upright in the window.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.Do(new CopyRegion(new Surface(BlitScenes.Source(b)), Region.Flat(1, 2, 14, 9), Surface.Window, 21, 33));
    });

    private static Scene WithinOneTexture() => Drawing.Make("copy/within-one-texture", "A region is copied to another place of the same texture.", Section, b =>
    {
        TextureResource texture = b.ColourTarget(64, 64);
        b.Target(texture);
        b.Clear(Colour.Grey);
        b.Upload<byte>(texture, BlitScenes.Picture(), Region.Flat(4, 3, 16, 12));
        b.Do(new CopyRegion(new Surface(texture), Region.Flat(4, 3, 16, 12), new Surface(texture), 21, 16));
        b.Do(new CopyRegion(new Surface(texture), Region.Flat(21, 16, 11, 12), new Surface(texture), 50, 49));
        b.Show(texture);
    });

    private static Scene Levels() => Drawing.Make("copy/levels", "Regions are copied from level to level, also within one texture.", Section, b =>
    {
        TextureResource levels = b.ColourTarget(32, 32, levels: 3);
        for (int level = 0; level < 3; level++)
        {
            b.Target(levels, level: level);
            b.Clear(Colour.Bytes(80 * level, 200 - (60 * level), 100));
        }

        b.Do(new CopyRegion(new Surface(BlitScenes.Source(b)), Region.Flat(0, 0, 16, 12), new Surface(levels, 1), 0, 3));
        b.Do(new CopyRegion(new Surface(levels, 1), Region.Flat(2, 4, 7, 3), new Surface(levels, 2), 1, 5));
        b.Do(new CopyRegion(new Surface(levels, 2), Region.Flat(0, 0, 8, 8), new Surface(levels, 0), 23, 1));
        b.TargetWindow();
        b.Clear(Colour.Black);
        for (int level = 0; level < 3; level++)
        {
            b.Bind(new TextureView(levels, level, level));
            b.Shown(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0), level % 2 * 32, level / 2 * 32, 32, 32);
        }
    });

    private static Scene Of(string name, string proves, TextureTarget target, int layers, Func<Expr, int, Expr> coordinate) => Drawing.Make($"copy/{name}", $"{proves}.", Section, b =>
    {
        TextureResource texture = LayerScenes.Cleared(b, target, layers);
        b.Do(new CopyRegion(new Surface(BlitScenes.Source(b)), Region.Flat(0, 0, 13, 12), new Surface(texture, 0, 2), 1, 3));
        b.Do(new CopyRegion(new Surface(texture, 0, 2), Region.Flat(0, 0, 16, 16), new Surface(texture, 0, 0), 0, 0));
        b.Do(new CopyRegion(new Surface(texture, 0, 0), Region.Flat(3, 4, 5, 7), new Surface(texture, 0, 3), 9, 8));
        LayerScenes.ShowTexels(b, texture, coordinate, layers);
    });

    private static Scene Layers() => Of("layers", "Regions are copied from layer to layer of an array", TextureTarget.TwoDArray, 5, (c, i) => Shade.Join(c, (float)i));

    private static Scene CubeFaces() => Of("cube-faces", "Regions are copied from face to face of a cube", TextureTarget.Cube, 6, LayerScenes.Direction);

    private static Scene Slices() => Of("slices", "Regions are copied from slice to slice of a 3D texture", TextureTarget.ThreeD, 4, (c, i) => Shade.Join(c, (i + 0.5f) / 4));

    private static Scene SrgbKeepsBits() => Same(
        "srgb", "Between sRGB textures texels are copied as they are", Format.R8G8B8A8_SRGB,
        [.. Enumerable.Range(0, 64).SelectMany(i => (byte[])[Codes[i % 8], Codes[8 + (i / 8)], Codes[i * 5 % 16], (byte)(255 - i)])]);

    /// <summary>sRGB codes whose linear values are close to whole steps of eight bits.</summary>
    private static readonly byte[] Codes = [0, 38, 53, 66, 81, 99, 105, 121, 138, 152, 169, 181, 195, 207, 224, 239];

    private static Scene HalfFloats() => Same(
        "half-floats", "Numbers outside 0..1 are copied as they are", Format.R16G16B16A16_FLOAT,
        [.. Enumerable.Range(0, 64).SelectMany(i => (Half[])[(Half)((i % 8 * 0.25f) - 0.5f), (Half)(1.5f - (i / 8 * 0.25f)), (Half)(i % 3), (Half)1]).SelectMany(BitConverter.GetBytes)], c => (c * 0.5f) + 0.25f);

    private static Scene Same(string name, string proves, Format format, byte[] texels, Func<Expr, Expr>? change = null) => Drawing.Make($"copy/{name}", $"{proves}.", Section, b =>
    {
        TextureResource source = b.ColourTarget(8, 8, format);
        b.Upload<byte>(source, texels);
        TextureResource destination = b.ColourTarget(16, 16, format);
        b.Target(destination);
        b.Clear(Colour.Black);
        b.Do(new CopyRegion(new Surface(source), Region.Flat(0, 1, 8, 7), new Surface(destination), 3, 5));
        b.Show(destination, change: change);
    });

    /// <summary>Vertices of two triangles, joined from pieces of another buffer.</summary>
    private static Scene Buffers() => Drawing.Make("copy/buffer-to-buffer", "Bytes are copied between buffers at any offsets.", "GL 4.5 section 6.6", b =>
    {
        b.Clear(Colour.Blue);
        BufferResource source = b.VertexBuffer(
            [9, .. Drawing.At(4, 4, Colour.Yellow), 9, .. Drawing.At(40, 8, Colour.Red), .. Drawing.At(10, 40, Colour.Green), 9, .. Drawing.At(60, 60, Colour.Cyan), .. Drawing.At(30, 56, Colour.White), .. Drawing.At(56, 20, Colour.Magenta)]);
        BufferResource vertices = b.ColouredVertices([.. Enumerable.Range(0, 6).SelectMany(i => Drawing.At(i * 9, 63 - (i * i), Colour.Black))]);
        b.Do(new CopyBuffer(source, 4, vertices, 0, 32));
        b.Do(new CopyBuffer(source, 40, vertices, 32, 64));
        b.Do(new CopyBuffer(source, 108, vertices, 96, 96));
        b.Draw(Primitive.Triangles, 6);
    });

    private static Scene BufferToItself() => Drawing.Make("copy/buffer-to-itself", "Bytes are copied within a buffer to a place that does not touch theirs, between two draws.", "GL 4.5 section 6.6", b =>
    {
        b.Clear(Colour.Blue);
        BufferResource vertices = b.ColouredVertices([.. Drawing.At(4, 4, Colour.Yellow), .. Drawing.At(40, 8, Colour.Yellow), .. Drawing.At(10, 40, Colour.Yellow), .. Drawing.At(60, 60, Colour.Red), .. Drawing.At(20, 50, Colour.Red)]);
        b.Draw(Primitive.Triangles, 3);
        b.Do(new CopyBuffer(vertices, 96, vertices, 0, 64));
        b.Draw(Primitive.Triangles, 3);
    });

    private static Scene AfterDrawing() => Drawing.Make("copy/between-draws", "A copy sees the draws before it and not those after it.", "GL 4.5 section 2.1", b =>
    {
        TextureResource texture = b.ColourTarget(16, 16);
        TextureResource result = b.ColourTarget(64, 64);
        b.Target(result);
        b.Clear(Colour.Blue);
        b.Target(texture);
        b.Viewport(0, 0, 16, 16);
        for (int i = 0; i < 4; i++)
        {
            b.Clear(Colour.Bytes(60 * i, 255 - (50 * i), 120));
            b.FillCorners(-0.75f + (i * 0.25f), -0.875f, 0.25f + (i * 0.25f), 0.5f);
            b.Do(new CopyRegion(new Surface(texture), Region.Flat(0, 0, 16, 16), new Surface(result), 4 + (i * 12), 2 + (i * 15)));
        }

        b.Show(result);
    });
}
