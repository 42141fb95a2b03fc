using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Multisampled targets, resolved by a blit.</summary>
internal static class MultisampleScenes
{
    private const string Section = "GL 4.5 sections 14.3.1 and 17.3.3";

    private static readonly RasterizerState On = new() { Multisample = true };

    public static IEnumerable<Scene> All() =>
    [
        Triangle(), Clear(), .. ((uint[])[0x1, 0x3, 0x6, 0xf, 0x0]).Select(Mask), MaskOff(), MaskNotOnSingleSamples(), MaskPerDraw(), AlphaToCoverage(), AlphaToCoverageOff(),
        Scissored(), AlphaToOne(), AlphaToOneOnSingleSamples(), Depth(), Blended(), ResolveIntoTexture(), SeveralAttachments(), Off(), FloatResolve(),
    ];

    /// <summary>Draws into a target of four samples with multisampling on, and resolves it into the window.</summary>
    private static Scene Make(string name, string proves, string specification, Action<SceneBuilder> draw, bool depth = false) => Drawing.Make($"multisample/{name}", proves, specification, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, samples: 4);
        b.Target(target, depth ? b.DepthTarget(64, 64, samples: 4) : null);
        b.Rasterizer(On);
        draw(b);
        Resolve(b, target, Surface.Window);
    });

    private static void Resolve(SceneBuilder b, TextureResource from, Surface to) =>
        b.Do(new Blit(new Surface(from), new BlitBox(0, 0, from.Width, from.Height), to, new BlitBox(0, 0, from.Width, from.Height)));

    private static Scene Triangle() => Make("triangle", "Pixels well inside a triangle have its colour, those outside the background, and only those at its edges something between.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.Shape(Primitive.Triangles, Colour.Yellow, (20, 14), (38, 18), (24, 34));
    });

    private static Scene Clear() => Make("clear", "A clear sets all samples.", "GL 4.5 section 17.4.3", b =>
    {
        b.Clear(Colour.Red);
        b.FillPixels(-2, -2, 68, 68, Colour.Green);
        b.Clear(Colour.Bytes(10, 120, 230, 77));
    });

    /// <summary>Whole pixels: samples lie inside their pixels, so that nothing is uncertain at the edges.</summary>
    private static void Box(SceneBuilder b, int x, int y, int width, int height, Colour colour, float z = 0) => b.FillPixels(x, y, width, height, colour, z);

    private static Scene Mask(uint mask) => Make($"mask-{mask:x}", $"With the sample mask {mask:x} just those of the four samples are written.", Section, b =>
    {
        b.Clear(Colour.Bytes(0, 40, 200));
        Box(b, 4, 6, 20, 50, Colour.Yellow);
        b.Do(new SetSampleMask(mask));
        Box(b, 12, 12, 40, 30, Colour.Bytes(200, 0, 80));
        b.Do(new SetSampleMask(uint.MaxValue));
        Box(b, 44, 30, 12, 30, Colour.Green);
    });

    private static Scene Scissored() => Make("scissor", "The scissor box cuts between pixels, not between samples.", "GL 4.5 section 17.3.2", b =>
    {
        b.Clear(Colour.Blue);
        b.Scissor(13, 9, 30, 41);
        b.Rasterizer(On with { Scissor = true });
        Box(b, 4, 4, 56, 56, Colour.Yellow);
    });

    private static Scene MaskPerDraw() => Make("masks-add-up", "Draws under masks that have no sample in common fill the pixel together.", Section, b =>
    {
        b.Clear(Colour.Black);
        for (int i = 0; i < 4; i++)
        {
            b.Do(new SetSampleMask(1u << i));
            Box(b, 4 + (i * 8), 4 + (i * 6), 28, 30, Colour.Bytes(40 + (i * 60), 200 - (i * 50), 100));
        }

        b.Do(new SetSampleMask(uint.MaxValue));
    });

    private static Scene MaskOff() => Make("mask-without-multisampling", "The sample mask does not act while multisampling is off.", "GL 4.5 section 17.3.3", b =>
    {
        b.Clear(Colour.Blue);
        b.Do(new SetSampleMask(0x2));
        b.Rasterizer(RasterizerState.Default);
        Box(b, 8, 10, 40, 30, Colour.Yellow);
        b.Do(new SetSampleMask(uint.MaxValue));
    });

    private static Scene MaskNotOnSingleSamples() => Drawing.Make("multisample/mask-in-the-window", "A target of one sample is written whatever the sample mask.", "GL 4.5 section 17.3.3", b =>
    {
        b.Clear(Colour.Blue);
        b.Rasterizer(On);
        b.Do(new SetSampleMask(0x2));
        b.FillPixels(4, 8, 40, 30, Colour.Yellow);
        b.Do(new SetSampleMask(uint.MaxValue));
    });

    private static Scene AlphaToCoverage() => Make("alpha-to-coverage", "With alpha to coverage alpha 0 covers no sample, alpha 1 all.", "GL 4.5 section 17.3.3", b =>
    {
        b.Clear(Colour.Blue);
        b.Blend(new BlendState { AlphaToCoverage = true });
        Box(b, 4, 4, 30, 24, new Colour(1, 1, 0, 1));
        Box(b, 20, 16, 30, 24, new Colour(1, 0, 0, 0));
        // How many samples half an alpha covers is free.
        Box(b, 50, 50, 8, 8, new Colour(0, 1, 0, 0.5f));
    });

    private static Scene AlphaToCoverageOff() => Make("alpha-to-coverage-off-again", "Alpha says nothing of coverage once alpha to coverage is off.", "GL 4.5 section 17.3.3", b =>
    {
        b.Clear(Colour.Blue);
        b.Blend(new BlendState { AlphaToCoverage = true });
        Box(b, 4, 4, 30, 24, new Colour(1, 0, 0, 0));
        b.Blend(BlendState.Default);
        Box(b, 20, 16, 30, 24, new Colour(1, 1, 0, 0));
    });

    private static Scene AlphaToOne() => Make("alpha-to-one", "With alpha to one a fragment's alpha is 1, for blending as well.", "GL 4.5 section 17.3.3", b =>
    {
        b.Clear(Colour.Bytes(0, 0, 200, 50));
        b.Blend(new BlendState { AlphaToOne = true });
        Box(b, 4, 4, 30, 24, Colour.Bytes(200, 100, 0, 64));
        b.Blend(BlendState.With(BlendFactor.SourceAlpha, BlendFactor.InverseSourceAlpha) with { AlphaToOne = true });
        Box(b, 20, 16, 30, 30, Colour.Bytes(100, 200, 0, 64));
        b.Blend(BlendState.Default);
        Box(b, 40, 40, 20, 20, Colour.Bytes(100, 200, 200, 64));
    });

    private static Scene AlphaToOneOnSingleSamples() => Drawing.Make("multisample/alpha-operations-in-the-window", "In a target of one sample alpha to one and alpha to coverage do nothing.", "GL 4.5 section 17.3.3", b =>
    {
        b.Clear(Colour.Bytes(0, 0, 200, 50));
        b.Rasterizer(On);
        b.Blend(new BlendState { AlphaToOne = true });
        b.FillPixels(4, 4, 30, 24, Colour.Bytes(200, 100, 0, 64));
        b.Blend(new BlendState { AlphaToCoverage = true });
        b.FillPixels(20, 16, 30, 30, Colour.Bytes(100, 200, 0, 0));
    });

    private static Scene Depth() => Make("depth", "The depth test acts on every sample: only samples that pass change.", "GL 4.5 section 17.3.6", b =>
    {
        b.Clear(Colour.Blue, 1.0);
        b.DepthStencil(new() { DepthTest = true });
        b.Do(new SetSampleMask(0x5));
        Box(b, 4, 4, 40, 40, Colour.Yellow, -0.5f);
        b.Do(new SetSampleMask(uint.MaxValue));
        Box(b, 20, 20, 40, 40, Colour.Red, 0.5f);
        b.DepthStencil(DepthStencilState.Default);
    }, depth: true);

    private static Scene Blended() => Make("blended", "Blending acts on every sample by itself.", "GL 4.5 section 17.3.8", b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Do(new SetSampleMask(0x3));
        Box(b, 4, 4, 40, 40, Colour.Bytes(200, 40, 0));
        b.Do(new SetSampleMask(0x6));
        Box(b, 20, 20, 40, 40, Colour.Bytes(120, 0, 160));
        b.Do(new SetSampleMask(uint.MaxValue));
    });

    private static Scene ResolveIntoTexture() => Drawing.Make("multisample/resolved-into-a-texture", "A resolve into a texture keeps rows and columns where they were.", "GL 4.5 section 18.3.1", b =>
    {
        TextureResource target = b.ColourTarget(64, 64, samples: 4);
        TextureResource plain = b.ColourTarget(64, 64);
        b.Target(target);
        b.Rasterizer(On);
        b.Clear(Colour.Black);
        Box(b, 4, 6, 30, 20, Colour.Yellow);
        Box(b, 40, 30, 20, 30, Colour.Red);
        Resolve(b, target, new Surface(plain));
        b.Show(plain);
    });

    private static Scene SeveralAttachments() => Drawing.Make("multisample/two-attachments", "Two multisampled attachments each take their own output.", "GL 4.5 section 9.4.2", b =>
    {
        TextureResource[] targets = [b.ColourTarget(64, 64, samples: 4), b.ColourTarget(64, 64, samples: 4)];
        TextureResource plain = b.ColourTarget(64, 64);
        b.Do(new SetFramebuffer(new Framebuffer([new Surface(targets[0]), new Surface(targets[1])])));
        b.Clear(Colour.Black);
        b.Rasterizer(On);
        BufferResource corners = b.VertexBuffer(-0.75f, -0.875f, 0.25f, -0.875f, -0.75f, 0.5f, 0.25f, 0.5f);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []), new FragmentShader([Shade.Colour(Colour.Yellow), Shade.Colour(Colour.Cyan)]));
        b.Draw(Primitive.TriangleStrip, 4);
        Resolve(b, targets[1], Surface.Window);
        Resolve(b, targets[0], new Surface(plain));
        b.Show(plain, 0, 0, 32, 32);
    });

    private static Scene Off() => Make("off", "Without multisampling a pixel of a multisampled target is covered whole, if its centre is.", "GL 4.5 section 14.3.1", b =>
    {
        b.Clear(Colour.Blue);
        b.Rasterizer(RasterizerState.Default);
        b.Shape(Primitive.Triangles, Colour.Yellow, (6.25f, 4.375f), (58.75f, 14.125f), (14.625f, 59.25f));
    });

    private static Scene FloatResolve() => Drawing.Make("multisample/float-resolve", "Resolving a floating-point target averages unclamped values.", "GL 4.5 section 18.3.1", b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R16G16B16A16_FLOAT, samples: 4);
        TextureResource plain = b.ColourTarget(64, 64, Format.R16G16B16A16_FLOAT);
        b.Target(target);
        b.Clear(new Colour(-2, 0, 0.5f));
        b.Rasterizer(On);
        b.Do(new SetSampleMask(0x7));
        Box(b, 8, 10, 40, 30, new Colour(2, 1, 0.5f));
        b.Do(new SetSampleMask(uint.MaxValue));
        Resolve(b, target, new Surface(plain));
        b.Show(plain, change: c => Shade.Join((c.Swizzle("xyz") * 0.25f) + 0.5f, 1));
    });
}
