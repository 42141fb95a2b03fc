using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Blits between surfaces of every kind: the window, textures, levels, layers, formats.</summary>
internal static class BlitSurfaceScenes
{
    private const string Section = "GL 4.5 section 18.3.1";
    private static readonly BlitBox Whole = new(0, 0, 16, 12);

    public static IEnumerable<Scene> All() =>
    [
        TextureToWindow(), TextureToWindowScaled(), TextureToWindowMirrored(), WindowToTexture(), WindowToTextureScaled(), WindowToTextureMirrored(), WindowToWindow(), WindowToWindowMirrored(),
        WithinOneTexture(), Levels(), LevelToLevel(), Layers(), CubeFaces(), Slices(),
        Conversion("rgba-to-bgra", Format.R8G8B8A8_UNORM, Format.B8G8R8A8_UNORM, "Channels keep their meaning between byte orders"),
        Conversion("bgra-to-rgba", Format.B8G8R8A8_UNORM, Format.R8G8B8A8_UNORM, "Channels keep their meaning between byte orders, the other way"),
        Conversion("rgba-to-float", Format.R8G8B8A8_UNORM, Format.R32G32B32A32_FLOAT, "Bytes become the numbers they stand for"),
        Conversion("rgba-to-srgb", Format.R8G8B8A8_UNORM, Format.R8G8B8A8_SRGB, "Linear values are encoded on the way into an sRGB texture"),
        Conversion("srgb-to-rgba", Format.R8G8B8A8_SRGB, Format.R8G8B8A8_UNORM, "sRGB texels are decoded on the way into a linear texture"),
        Conversion("srgb-to-srgb", Format.R8G8B8A8_SRGB, Format.R8G8B8A8_SRGB, "Between two sRGB textures texels stay as they are"),
        Conversion("rgba-to-565", Format.R8G8B8A8_UNORM, Format.B5G6R5_UNORM, "Bytes are rounded to the nearest of five and six bits"),
        Conversion("rgba-to-red", Format.R8G8B8A8_UNORM, Format.R8_UNORM, "Channels that the destination lacks are dropped"),
        Conversion("red-green-to-rgba", Format.R8G8_UNORM, Format.R8G8B8A8_UNORM, "Channels that the source lacks become 0, and alpha 1"),
        FloatToBytes(), AfterDrawing(), StateOutlives(),
    ];

    private static Scene TextureToWindow() => Window("texture-to-window", "The first row of a texture comes to the bottom of the window's rectangle", Whole, new(5, 7, 21, 19));

    private static Scene TextureToWindowScaled() => Window("texture-to-window-scaled", "Scaled into the window, a texture stands upright", new(2, 1, 14, 11), new(8, 4, 56, 54));

    private static Scene TextureToWindowMirrored() => Window("texture-to-window-mirrored", "Mirrored in y into the window, a texture stands on its head", Whole, new(8, 52, 40, 16));

    private static Scene Window(string name, string proves, BlitBox from, BlitBox to) => Drawing.Make($"blit/{name}", $"{proves}.", Section, b =>
    {
        TextureResource source = BlitScenes.Source(b);
        b.Clear(Colour.Blue);
        b.Do(new Blit(new Surface(source), from, Surface.Window, to));
    });

    private static Scene WindowToTexture() => FromWindow("window-to-texture", "The bottom row of the window's rectangle becomes the lowest row of the texture's", new(8, 4, 40, 50), new(3, 9, 35, 55));

    private static Scene WindowToTextureScaled() => FromWindow("window-to-texture-scaled", "Scaled out of the window, the picture stands upright", new(10, 6, 26, 20), new(0, 2, 48, 58));

    private static Scene WindowToTextureMirrored() => FromWindow("window-to-texture-mirrored", "Mirrored out of the window, the picture is mirrored in x alone", new(10, 6, 42, 38), new(50, 8, 18, 40));

    /// <summary>Draws in the window, copies into a texture, clears the window and shows the texture.</summary>
    private static Scene FromWindow(string name, string proves, BlitBox from, BlitBox to) => Drawing.Make($"blit/{name}", $"{proves}.", Section, b =>
    {
        TextureResource texture = b.ColourTarget(64, 64);
        b.Target(texture);
        b.Clear(Colour.Grey);
        b.TargetWindow();
        b.Clear(Colour.Blue);
        b.Shape(Primitive.Triangles, Colour.Yellow, (6, 2), (44, 10), (14, 52));
        b.FillPixels(20, 8, 9, 5, Colour.Red);
        b.FillPixels(12, 30, 5, 9, Colour.Green);
        b.Do(new Blit(Surface.Window, from, new Surface(texture), to));
        b.Clear(Colour.Black);
        b.Show(texture);
    });

    private static Scene WindowToWindow() => Drawing.Make("blit/window-to-window", "A rectangle of the window is copied to another place of the window, upright.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.FillCorners(-0.875f, -0.9375f, -0.125f, -0.25f);
        b.Do(new Blit(Surface.Window, new BlitBox(4, 2, 28, 24), Surface.Window, new BlitBox(36, 38, 60, 60)));
        b.Do(new Blit(Surface.Window, new BlitBox(4, 2, 16, 13), Surface.Window, new BlitBox(2, 30, 26, 63)));
    });

    private static Scene WindowToWindowMirrored() => Drawing.Make("blit/window-to-window-mirrored", "A rectangle of the window is copied upside down to another place of the window.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.FillCorners(-0.875f, -0.9375f, -0.125f, -0.25f);
        b.Do(new Blit(Surface.Window, new BlitBox(4, 2, 28, 24), Surface.Window, new BlitBox(36, 60, 60, 38)));
        b.Do(new Blit(Surface.Window, new BlitBox(4, 2, 28, 24), Surface.Window, new BlitBox(28, 34, 4, 56)));
    });

    private static Scene WithinOneTexture() => Drawing.Make("blit/within-one-texture", "A rectangle is copied to another place of the same texture that it does not touch.", Section, b =>
    {
        TextureResource texture = b.ColourTarget(64, 64);
        b.Target(texture);
        b.Clear(Colour.Grey);
        b.Upload<byte>(texture, BlitScenes.Picture(), Region.Flat(4, 3, 16, 12));
        b.Do(new Blit(new Surface(texture), new BlitBox(4, 3, 20, 15), new Surface(texture), new BlitBox(24, 20, 56, 56)));
        b.Do(new Blit(new Surface(texture), new BlitBox(6, 4, 14, 12), new Surface(texture), new BlitBox(10, 40, 2, 48)));
        b.Show(texture);
    });

    private static Scene Levels() => Drawing.Make("blit/to-and-from-levels", "Source and destination may each be a level of a texture.", Section, b =>
    {
        TextureResource levels = b.ColourTarget(64, 64, levels: 3);
        TextureResource result = b.ColourTarget(64, 64);
        for (int level = 0; level < 3; level++)
        {
            b.Target(levels, level: level);
            b.Clear(Colour.Bytes(80 * level, 200 - (60 * level), 100));
        }

        b.Do(new Blit(new Surface(BlitScenes.Source(b)), Whole, new Surface(levels, 1), new BlitBox(4, 6, 20, 30)));
        b.Do(new Blit(new Surface(levels, 1), new BlitBox(0, 0, 32, 32), new Surface(levels, 2), new BlitBox(14, 1, 4, 11)));
        b.Target(result);
        b.Clear(Colour.Black);
        for (int level = 0; level < 3; level++)
        {
            int size = 64 >> level;
            b.Do(new Blit(new Surface(levels, level), new BlitBox(0, 0, size, size), new Surface(result), new BlitBox(level % 2 * 32, level / 2 * 32, (level % 2 * 32) + 32, (level / 2 * 32) + 32)));
        }

        b.Show(result);
    });

    private static Scene LevelToLevel() => Drawing.Make("blit/makes-a-smaller-level", "A level blitted into the next one with filtering is its average, as mipmaps are made.", "GL 4.5 sections 8.14.4 and 18.3.1", b =>
    {
        TextureResource levels = b.ColourTarget(16, 16, levels: 2);
        b.Upload<byte>(levels, BlitScenes.Picture(16, 16));
        b.Do(new Blit(new Surface(levels), new BlitBox(0, 0, 16, 16), new Surface(levels, 1), new BlitBox(0, 0, 8, 8), Filter.Linear));
        b.Clear(Colour.Black);
        b.Bind(new TextureView(levels, 1, 1));
        b.Shown(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0), 8, 8, 48, 48);
    });

    /// <summary>Blits the picture into one layer and from there, mirrored, into another; then shows all.</summary>
    private static Scene Of(string name, string proves, TextureTarget target, int layers, Func<Expr, int, Expr> coordinate) => Drawing.Make($"blit/{name}", $"{proves}.", Section, b =>
    {
        TextureResource texture = LayerScenes.Cleared(b, target, layers);
        b.Do(new Blit(new Surface(BlitScenes.Source(b)), Whole, new Surface(texture, 0, 3), new BlitBox(0, 2, 16, 14)));
        b.Do(new Blit(new Surface(texture, 0, 3), new BlitBox(0, 0, 16, 16), new Surface(texture, 0, 1), new BlitBox(15, 1, 7, 9)));
        LayerScenes.ShowTexels(b, texture, coordinate, layers);
    });

    private static Scene Layers() => Of("to-and-from-layers", "Source and destination may each be a layer of an array", TextureTarget.TwoDArray, 5, (c, i) => Shade.Join(c, (float)i));

    private static Scene Slices() => Of("to-and-from-slices", "Source and destination may each be a slice of a 3D texture", TextureTarget.ThreeD, 4, (c, i) => Shade.Join(c, (i + 0.5f) / 4));

    private static Scene CubeFaces() => Of("to-and-from-cube-faces", "Source and destination may each be a face of a cube", TextureTarget.Cube, 6, LayerScenes.Direction);

    private static Scene Conversion(string name, Format from, Format to, string proves) => Drawing.Make($"blit/{name}", $"{proves}.", $"{Section}; gallium blit", b =>
    {
        TextureResource source = b.ColourTarget(8, 8, from);
        TextureResource destination = b.ColourTarget(32, 32, to);
        b.Target(source);
        b.Viewport(0, 0, 8, 8);
        b.Clear(Colour.Bytes(33, 101, 219, 141));
        // Levels that are close to whole steps in every format used here, sRGB decoded included.
        int[] levels = [0, 36, 69, 105, 141, 175, 222, 255];
        for (int i = 0; i < 8; i++)
        {
            b.Fill(Colour.Bytes(levels[i], levels[7 - i], levels[(i * 3) % 8], levels[(i + 4) % 8]), (i / 4f) - 1, -1, (i / 4f) - 0.75f, 0.5f);
        }

        b.Target(destination);
        b.Clear(Colour.Black);
        b.Do(new Blit(new Surface(source), new BlitBox(0, 0, 8, 8), new Surface(destination), new BlitBox(3, 5, 27, 29)));
        b.Show(destination);
    });

    private static Scene FloatToBytes() => Drawing.Make("blit/float-to-rgba", "Numbers outside 0..1 are clamped on the way into bytes.", Section, b =>
    {
        TextureResource source = b.ColourTarget(8, 8, Format.R32G32B32A32_FLOAT);
        b.Target(source);
        b.Viewport(0, 0, 8, 8);
        b.Clear(new Colour(0.2f, 0.4f, 0.6f, 0.8f));
        b.Fill(new Colour(2, -1, 0.6f, 3), -0.75f, -0.75f, 0.5f, 0.25f);
        b.Fill(new Colour(-2, 0.8f, 1.25f, 0.2f), -0.25f, -0.25f, 0.75f, 0.75f);
        b.TargetWindow();
        b.Clear(Colour.Grey);
        b.Do(new Blit(new Surface(source), new BlitBox(0, 0, 8, 8), Surface.Window, new BlitBox(8, 8, 56, 56)));
    });

    private static Scene AfterDrawing() => Drawing.Make("blit/between-draws", "A blit sees the draws before it and not those after it.", "GL 4.5 section 2.1", b =>
    {
        TextureResource texture = b.ColourTarget(32, 32);
        b.Clear(Colour.Blue);
        b.Target(texture);
        b.Viewport(0, 0, 32, 32);
        for (int i = 0; i < 4; i++)
        {
            b.Clear(Colour.Bytes(60 * i, 255 - (50 * i), 120));
            b.FillCorners(-0.75f + (i * 0.25f), -0.875f, 0.25f + (i * 0.25f), 0.5f);
            b.Do(new Blit(new Surface(texture), new BlitBox(0, 0, 32, 32), Surface.Window, new BlitBox(i % 2 * 32, i / 2 * 32, (i % 2 * 32) + 32, (i / 2 * 32) + 32)));
        }
    });

    private static Scene StateOutlives() => Drawing.Make("blit/leaves-all-state", "Shaders, buffers, textures, blending, depth test and framebuffer are after a blit what they were before.", "gallium blit", b =>
    {
        TextureResource source = BlitScenes.Source(b);
        b.Clear(Colour.Bytes(0, 0, 100), 0.5);
        b.Bind(source);
        b.DepthStencil(new() { DepthTest = true });
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Viewport(2, 2, 28, 28);
        b.FillShaded(c => Shade.Sample(0, TextureTarget.TwoD, c));
        b.Do(new Blit(new Surface(source), Whole, Surface.Window, new BlitBox(34, 2, 62, 30), Filter.Linear));
        b.Viewport(6, 34, 50, 28);
        b.Draw(Primitive.TriangleStrip, 4);
    }, depth: Format.S8_UINT_Z24_UNORM);
}
