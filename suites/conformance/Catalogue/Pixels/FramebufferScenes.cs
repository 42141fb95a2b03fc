using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Framebuffers with one colour attachment and perhaps a depth attachment, and going from one framebuffer to another.</summary>
internal static class FramebufferScenes
{
    private const string Section = "GL 4.5 sections 9.2.8 and 17.4.1";

    public static IEnumerable<Scene> All() =>
    [
        WindowAndBack(), SmallAfterLarge(), DifferentSizes(), PingPong(), DepthOnly(), DepthKept(), DepthSharedByTwo(), ClearDepthOnly(),
        ColourChangesDepthStays(), WindowKept(), Orientation(), OddSize(), ScissorInTexture(), ViewportInTexture(),
    ];

    private static Scene WindowAndBack() => Drawing.Make("framebuffer/window-texture-window", "Drawing goes on in the window where it was left for a texture.", "GL 4.5 section 9.2.1", b =>
    {
        TextureResource texture = b.ColourTarget(64, 64);
        b.Clear(Colour.Blue);
        b.Shape(Primitive.Triangles, Colour.Yellow, (4, 4), (40, 8), (10, 30));
        b.Target(texture);
        b.Clear(Colour.Black);
        b.Shape(Primitive.Triangles, Colour.Cyan, (4, 4), (60, 8), (10, 60));
        b.TargetWindow();
        b.Shape(Primitive.Triangles, Colour.Red, (44, 6), (62, 10), (50, 28));
        b.Show(texture, 20, 34, 40, 28);
        b.Shape(Primitive.Triangles, Colour.Green, (2, 40), (18, 36), (8, 60));
    });

    private static Scene SmallAfterLarge() => Drawing.Make("framebuffer/small-after-large", "A smaller target is not drawn beyond its edges, and the larger one is whole again afterwards.", "GL 4.5 section 9.2.1", b =>
    {
        TextureResource small = b.ColourTarget(24, 40);
        b.Clear(Colour.Blue);
        b.FillPixels(4, 4, 30, 12, Colour.Yellow);
        b.Target(small);
        b.Viewport(0, 0, 24, 40);
        b.Clear(Colour.Grey);
        b.FillCorners(-0.75f, -0.9f, 2, 0.5f);
        b.TargetWindow();
        b.Viewport(0, 0, 64, 64);
        b.FillPixels(40, 50, 24, 14, Colour.Green);
        b.Show(small, 8, 18, 24, 40);
    });

    private static Scene DifferentSizes() => Drawing.Make("framebuffer/sizes-in-turn", "Targets of several sizes are each drawn in their own.", "GL 4.5 section 9.2.1", b =>
    {
        (int W, int H)[] sizes = [(8, 8), (33, 7), (5, 29), (16, 24)];
        TextureResource[] targets = [.. sizes.Select(s => b.ColourTarget(s.W, s.H))];
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 4; i++)
            {
                b.Target(targets[i]);
                b.Viewport(0, 0, sizes[i].W, sizes[i].H);
                if (round == 0)
                {
                    b.Clear(Colour.Bytes(60 * i, 0, 120));
                }
                else
                {
                    b.FillCorners(-0.5f, -0.75f, 1, 0.5f);
                }
            }
        }

        b.TargetWindow();
        b.Viewport(0, 0, 64, 64);
        b.Clear(Colour.Black);
        b.Show(targets[0], 2, 2, 8, 8).Show(targets[1], 20, 4, 33, 7).Show(targets[2], 4, 20, 5, 29).Show(targets[3], 30, 30, 16, 24);
    });

    private static Scene PingPong() => Drawing.Make("framebuffer/ping-pong", "Two textures take turns as source and target, each seeing what was drawn into the other just before.", "GL 4.5 section 9.3", b =>
    {
        TextureResource[] t = [b.ColourTarget(64, 64), b.ColourTarget(64, 64)];
        b.Target(t[0]);
        b.Clear(Colour.Black);
        b.FillPixels(5, 9, 10, 6, Colour.Bytes(200, 40, 80));
        for (int i = 0; i < 5; i++)
        {
            b.Target(t[(i + 1) % 2]);
            b.Bind(t[i % 2]);
            // Each pass moves the picture by nine and seven pixels and adds a little light.
            b.FillShaded(c => Shade.SampleLod(0, TextureTarget.TwoD, c - Shade.Vector(9 / 64f, 7 / 64f), 0) + Shade.Vector(0, 20 / 255f, 5 / 255f, 0));
        }

        b.Show(t[1]);
    });

    private static Scene DepthOnly() => Drawing.Make("framebuffer/depth-without-colour", "A framebuffer without colour attachments takes depth.", "GL 4.5 section 9.4.2", b =>
    {
        TextureResource depth = b.DepthTarget(64, 64, Format.Z24X8_UNORM);
        b.Do(new SetFramebuffer(new Framebuffer([], new Surface(depth))));
        b.Clear(null, 0.875);
        b.DepthStencil(new() { DepthTest = true });
        b.FillPixels(6, 8, 40, 20, Colour.White, -0.5f);
        b.FillPixels(20, 16, 40, 40, Colour.White, 0.25f);
        b.Show(depth);
    });

    private static Scene DepthKept() => Drawing.Make("framebuffer/depth-kept-while-away", "A depth texture keeps its values while other framebuffers are bound.", "GL 4.5 section 9.2.8", b =>
    {
        (TextureResource colour, TextureResource depth) = (b.ColourTarget(64, 64), b.DepthTarget(64, 64));
        b.Target(colour, depth);
        b.Clear(Colour.Black, 1.0);
        b.DepthStencil(new() { DepthTest = true });
        b.FillPixels(8, 8, 30, 30, Colour.Yellow, -0.25f);
        b.TargetWindow();
        b.Clear(Colour.Red, 0.0);
        b.FillPixels(0, 0, 64, 64, Colour.Red, -0.5f);
        b.Target(colour, depth);
        b.FillPixels(20, 20, 40, 40, Colour.Cyan, 0.25f);
        b.Show(colour);
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene DepthSharedByTwo() => Drawing.Make("framebuffer/depth-of-two-colours", "One depth texture serves two colour textures in turn.", "GL 4.5 section 9.2.8", b =>
    {
        (TextureResource one, TextureResource other, TextureResource depth) = (b.ColourTarget(64, 64), b.ColourTarget(64, 64), b.DepthTarget(64, 64));
        b.DepthStencil(new() { DepthTest = true });
        b.Target(one, depth);
        b.Clear(Colour.Black, 1.0);
        b.FillPixels(4, 6, 40, 30, Colour.Yellow, -0.25f);
        b.Target(other, depth);
        b.Clear(Colour.Blue);
        b.FillPixels(20, 20, 40, 40, Colour.Green, 0.25f);
        b.Show(one, 0, 0, 32, 64);
        b.Show(other, 32, 0, 32, 64);
    });

    private static Scene ClearDepthOnly() => Drawing.Make("framebuffer/clear-of-depth-only", "A clear of depth alone leaves every colour attachment.", "GL 4.5 section 17.4.3", b =>
    {
        (TextureResource colour, TextureResource depth) = (b.ColourTarget(64, 64), b.DepthTarget(64, 64));
        b.Target(colour, depth);
        b.Clear(Colour.Green, 0.0);
        b.DepthStencil(new() { DepthTest = true });
        b.FillPixels(4, 4, 20, 20, Colour.Red, 0);
        b.Clear(null, 1.0);
        b.FillPixels(14, 14, 40, 30, Colour.Yellow, 0);
        b.Show(colour);
    });

    private static Scene ColourChangesDepthStays() => Drawing.Make("framebuffer/depth-taken-away", "Without its depth attachment a framebuffer no longer tests, with it again it does.", "GL 4.5 section 17.3.6", b =>
    {
        (TextureResource colour, TextureResource depth) = (b.ColourTarget(64, 64), b.DepthTarget(64, 64));
        b.DepthStencil(new() { DepthTest = true });
        b.Target(colour, depth);
        b.Clear(Colour.Black, 0.5);
        b.FillPixels(0, 0, 20, 64, Colour.Red, 0.5f);
        b.Target(colour);
        b.FillPixels(10, 10, 30, 20, Colour.Yellow, 0.5f);
        b.Target(colour, depth);
        b.FillPixels(30, 20, 30, 30, Colour.Cyan, 0.5f);
        b.FillPixels(30, 40, 30, 20, Colour.Green, -0.5f);
        b.Show(colour);
    });

    private static Scene WindowKept() => Drawing.Make("framebuffer/clear-of-a-texture-leaves-the-window", "Clearing and drawing a texture of the window's size leaves the window alone.", "GL 4.5 section 9.2.1", b =>
    {
        TextureResource texture = b.ColourTarget(64, 64);
        b.Clear(Colour.Blue);
        b.FillCorners(-0.5f, -0.75f, 0.75f, 0.25f);
        b.Target(texture);
        b.Clear(Colour.Red);
        b.FillPixels(0, 0, 64, 64, Colour.Green);
        b.TargetWindow();
        b.FillPixels(2, 50, 20, 10, Colour.Yellow);
    });

    private static Scene Orientation() => Drawing.Make("framebuffer/texture-row-0-is-its-bottom", "What is drawn at the bottom of a texture is found at t = 0.", "GL 4.5 sections 9.2.8 and 8.14", b =>
    {
        TextureResource texture = b.ColourTarget(32, 32);
        b.Target(texture);
        b.Viewport(0, 0, 32, 32);
        b.Clear(Colour.Black);
        b.FillCorners(-1, -1, 0.5f, 0.25f);
        b.Show(texture);
    });

    private static Scene OddSize() => Drawing.Make("framebuffer/odd-size", "A texture of odd width and height is drawn to its last row and column.", "GL 4.5 section 9.2.8", b =>
    {
        TextureResource texture = b.ColourTarget(37, 29);
        b.Target(texture);
        b.Viewport(0, 0, 37, 29);
        b.Clear(Colour.Grey);
        b.FillCorners();
        b.Scissor(1, 1, 35, 27);
        b.Rasterizer(new() { Scissor = true });
        b.Fill(Colour.Black);
        b.TargetWindow();
        b.Clear(Colour.Blue);
        b.Show(texture, 9, 13, 37, 29);
    });

    private static Scene ScissorInTexture() => Drawing.Make("framebuffer/scissor-in-texture", "In a texture the scissor box counts rows from t = 0.", "GL 4.5 section 17.3.2", b =>
    {
        TextureResource texture = b.ColourTarget(40, 48);
        b.Target(texture);
        b.Viewport(0, 0, 40, 48);
        b.Clear(Colour.Black);
        b.Scissor(5, 3, 20, 31);
        b.Rasterizer(new() { Scissor = true });
        b.FillCorners();
        b.Show(texture, 6, 8, 40, 48);
    });

    private static Scene ViewportInTexture() => Drawing.Make("framebuffer/viewport-in-texture", "In a texture the viewport counts rows from t = 0.", "GL 4.5 section 13.6.1", b =>
    {
        TextureResource texture = b.ColourTarget(40, 48);
        b.Target(texture);
        b.Clear(Colour.Black);
        b.Viewport(5, 3, 20, 31);
        b.FillCorners();
        b.Show(texture, 6, 8, 40, 48);
    });
}
