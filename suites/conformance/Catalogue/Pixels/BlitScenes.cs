using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Blits: scaled, mirrored, converted and clipped copies of rectangles.</summary>
internal static class BlitScenes
{
    private const string Section = "GL 4.5 section 18.3.1";

    public static IEnumerable<Scene> All() =>
    [
        Scene("one-to-one", "A rectangle arrives texel by texel where it was sent", new(2, 1, 12, 9), new(20, 30, 30, 38)),
        Scene("twice-as-large", "Scaled up by two and three, every texel becomes a block", new(0, 0, 16, 12), new(8, 10, 40, 46)),
        Scene("a-third-as-large", "Scaled down by three without filtering, the middle one of three texels is taken", new(0, 0, 15, 12), new(10, 12, 15, 16)),
        Scene("wider-and-lower", "Width and height are scaled by themselves", new(1, 2, 13, 11), new(4, 20, 52, 23)),
        Scene("mirrored-in-x", "Exchanged left and right edges mirror from side to side", new(0, 0, 16, 12), new(36, 8, 4, 32)),
        Scene("mirrored-in-y", "Exchanged bottom and top edges turn the picture upside down", new(0, 0, 16, 12), new(4, 40, 36, 16)),
        Scene("mirrored-in-both", "Both mirrors together turn it half around", new(0, 0, 16, 12), new(36, 44, 4, 20)),
        Scene("mirrored-source", "A mirror of the source is as good as one of the destination", new(16, 0, 0, 12), new(8, 8, 40, 32)),
        Scene("mirrored-source-and-destination", "Two mirrors cancel each other", new(13, 10, 1, 2), new(44, 40, 20, 24)),
        Scene("clipped-by-the-destination", "What falls outside the destination is left out, and the rest stays where it was", new(0, 0, 16, 12), new(-20, 40, 44, 76)),
        Scene("clipped-by-the-source", "Where the source ends, the destination keeps what it had", new(-4, -3, 20, 15), new(4, 8, 52, 44)),
        Scene("clipped-and-mirrored", "Clipped at the destination's edge, a mirrored picture stays in place", new(0, 0, 16, 12), new(80, 20, 32, 56)),
        Scene("empty", "Into a rectangle without width nothing is copied", new(3, 2, 9, 10), new(8, 8, 8, 40)),
        LinearUp(), LinearDown(), LinearMirrored(), LinearOneToOne(), LinearPart(),
        Scissored(), ScissoredTexture(), ScissorAfterwards(),
    ];

    /// <summary>A 16x12 picture in which every texel differs from its neighbours, and no turn or mirror leaves it as it is.</summary>
    public static byte[] Picture(int width = 16, int height = 12)
    {
        byte[] texels = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                byte[] texel = [(byte)(12 + (x * 15)), (byte)(20 + (y * 19)), (byte)(x + y < 9 ? 90 : 120), (byte)(255 - (x * 4) - y)];
                texel.CopyTo(texels, ((y * width) + x) * 4);
            }
        }

        return texels;
    }

    public static TextureResource Source(SceneBuilder b, int width = 16, int height = 12)
    {
        TextureResource source = b.ColourTarget(width, height);
        b.Upload<byte>(source, Picture(width, height));
        return source;
    }

    private static Scene Scene(string name, string proves, BlitBox from, BlitBox to) => Drawing.Make($"blit/{name}", $"{proves}.", Section, b =>
    {
        TextureResource source = Source(b);
        TextureResource destination = b.ColourTarget(64, 64);
        b.Target(destination);
        b.Clear(Colour.Bytes(60, 60, 60));
        b.Do(new Blit(new Surface(source), from, new Surface(destination), to));
        b.Show(destination);
    });

    private static Scene Linear(string name, string proves, BlitBox from, BlitBox to) => Drawing.Make($"blit/{name}", $"{proves}.", Section, b =>
    {
        TextureResource source = Source(b);
        TextureResource destination = b.ColourTarget(64, 64);
        b.Target(destination);
        b.Clear(Colour.Bytes(60, 60, 60));
        b.Do(new Blit(new Surface(source), from, new Surface(destination), to, Filter.Linear));
        b.Show(destination);
    });

    private static Scene LinearUp() => Linear("linear-up", "Scaled up with filtering, colours run evenly from texel to texel and stay even beyond the outermost", new(0, 0, 16, 12), new(0, 8, 64, 56));

    private static Scene LinearDown() => Linear("linear-down", "Scaled down by two with filtering, four texels are averaged", new(0, 0, 16, 12), new(20, 20, 28, 26));

    private static Scene LinearMirrored() => Linear("linear-mirrored", "A mirrored blit is filtered like any other", new(0, 0, 16, 12), new(50, 52, 2, 4));

    private static Scene LinearOneToOne() => Linear("linear-one-to-one", "With filtering an unscaled blit is still exact", new(1, 2, 14, 11), new(30, 20, 43, 29));

    private static Scene LinearPart() => Linear("linear-part", "Part of the source is filtered by its own texels", new(4, 4, 12, 10), new(8, 10, 24, 22));

    private static Scene Scissored() => Drawing.Make("blit/scissored-in-the-window", "A blit into the window changes nothing outside its scissor box.", "GL 4.5 sections 17.3.2 and 18.3.1", b =>
    {
        TextureResource source = Source(b);
        b.Clear(Colour.Blue);
        b.Do(new Blit(new Surface(source), new BlitBox(0, 0, 16, 12), Surface.Window, new BlitBox(4, 6, 52, 54), Scissor: new ScissorBox(10, 9, 31, 22)));
    });

    private static Scene ScissoredTexture() => Drawing.Make("blit/scissored-in-a-texture", "A blit into a texture changes nothing outside its scissor box.", "GL 4.5 sections 17.3.2 and 18.3.1", b =>
    {
        TextureResource source = Source(b);
        TextureResource destination = b.ColourTarget(64, 64);
        b.Target(destination);
        b.Clear(Colour.Blue);
        b.Do(new Blit(new Surface(source), new BlitBox(0, 0, 16, 12), new Surface(destination), new BlitBox(52, 6, 4, 54), Scissor: new ScissorBox(10, 9, 31, 22)));
        b.Show(destination);
    });

    private static Scene ScissorAfterwards() => Drawing.Make("blit/leaves-the-scissor-of-draws", "The scissor of a blit does not act on draws after it, nor that of draws on a blit.", "gallium blit", b =>
    {
        TextureResource source = Source(b);
        b.Clear(Colour.Blue);
        b.Scissor(6, 6, 50, 20);
        b.Rasterizer(new() { Scissor = true });
        b.FillPixels(0, 0, 64, 64, Colour.Yellow);
        b.Do(new Blit(new Surface(source), new BlitBox(0, 0, 16, 12), Surface.Window, new BlitBox(20, 16, 52, 40), Scissor: new ScissorBox(24, 20, 20, 18)));
        b.FillPixels(2, 0, 16, 64, Colour.Red);
        b.Do(new Blit(new Surface(source), new BlitBox(0, 0, 16, 12), Surface.Window, new BlitBox(2, 48, 18, 60)));
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(56, 30, 6, 30, Colour.Green);
    });
}
