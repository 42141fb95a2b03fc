using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Colour masks, and clears under them.</summary>
internal static class ColourMaskScenes
{
    private const string Section = "GL 4.5 section 17.4.2";

    private static readonly Colour Before = Colour.Bytes(200, 100, 50, 160);
    private static readonly Colour Drawn = Colour.Bytes(60, 180, 240, 96);

    public static IEnumerable<Scene> All() =>
    [
        One(ColourMask.Red), One(ColourMask.Green), One(ColourMask.Blue), One(ColourMask.Alpha),
        Combinations(), None(), Persists(), BetweenDraws(), BlendedChannels(), PerAttachment(), OneForAllAttachments(), IndependentThenCommon(), ClearIgnores(), ClearAfterIndependent(),
        ClearInside(), ClearInsideAttachments(), .. ClearInsideBox(), OtherOrder(),
    ];

    private static Scene One(ColourMask mask) => Drawing.Make(
        $"colour-mask/only-{Drawing.Kebab(mask)}", $"With a mask of {Drawing.Kebab(mask)} alone, only that channel is written.", Section, b =>
        {
            b.Clear(Before);
            b.Blend(BlendState.WithMask(mask));
            b.FillPixels(8, 6, 40, 50, Drawn);
        });

    private static Scene Combinations() => Drawing.Make("colour-mask/all-combinations", "Each of the sixteen masks writes just its channels.", Section, b =>
    {
        b.Clear(Before);
        for (int i = 0; i < 16; i++)
        {
            b.Blend(BlendState.WithMask((ColourMask)i));
            b.FillPixels(1 + (i % 4 * 16), 1 + (i / 4 * 16), 14, 13, Drawn);
        }
    });

    private static Scene None() => Drawing.Make("colour-mask/none-still-writes-depth", "With no channel to write, depth is written nevertheless.", Section, b =>
    {
        b.Clear(Before, 1.0);
        b.DepthStencil(new() { DepthTest = true });
        b.Blend(BlendState.WithMask(ColourMask.None));
        b.FillPixels(8, 6, 30, 50, Drawn, -0.5f);
        b.Blend(BlendState.Default);
        b.FillPixels(20, 20, 40, 24, Colour.Yellow, 0.5f);
    }, depth: Format.S8_UINT_Z24_UNORM);

    private static Scene Persists() => Drawing.Make("colour-mask/outlives-other-states", "A mask holds on over changes of rasterizer, shaders and target.", Section, b =>
    {
        b.Clear(Before);
        TextureResource texture = b.ColourTarget(64, 64);
        b.Blend(BlendState.WithMask(ColourMask.Green));
        b.FillPixels(4, 4, 20, 20, Drawn);
        b.Target(texture);
        b.Clear(Before);
        b.Rasterizer(new() { Cull = CullFace.Front });
        b.FillPixels(0, 0, 64, 64, Drawn);
        b.Rasterizer(RasterizerState.Default);
        b.FillPixels(0, 0, 40, 64, Drawn);
        b.TargetWindow();
        b.FillPixels(14, 14, 20, 20, Drawn);
        b.Blend(BlendState.Default);
        b.Viewport(32, 32, 32, 32);
        b.Bind(texture);
        b.FillShaded(c => Shade.Sample(0, TextureTarget.TwoD, c));
    });

    private static Scene BetweenDraws() => Drawing.Make("colour-mask/changes-between-draws", "The mask is that at the time of the draw.", Section, b =>
    {
        b.Clear(Before);
        ColourMask[] masks = [ColourMask.Red, ColourMask.All, ColourMask.Blue, ColourMask.None, ColourMask.Alpha | ColourMask.Red];
        for (int i = 0; i < masks.Length; i++)
        {
            b.Blend(BlendState.WithMask(masks[i]));
            b.FillPixels(2 + (i * 10), 2 + (i * 8), 20, 20, Drawn);
        }
    });

    private static Scene BlendedChannels() => Drawing.Make("colour-mask/after-blending", "The mask acts on the blended colour: masked channels count for factors and stay as they are.", "GL 4.5 sections 17.3.8 and 17.4.2", b =>
    {
        b.Clear(Before);
        BlendState state = BlendState.With(BlendFactor.SourceAlpha, BlendFactor.InverseSourceAlpha);
        b.Blend(state with { Target = state.Target with { Mask = ColourMask.Red | ColourMask.Blue } });
        b.FillPixels(4, 4, 40, 30, Drawn);
        b.FillPixels(20, 20, 40, 40, Colour.Bytes(255, 255, 255, 128));
    });

    /// <summary>Two attachments of the window's size, drawn with one output each, shown side by side.</summary>
    private static void Two(SceneBuilder b, Action<TextureResource, TextureResource> draw)
    {
        TextureResource left = b.ColourTarget(32, 64);
        TextureResource right = b.ColourTarget(32, 64);
        b.Do(new SetFramebuffer(new Framebuffer([new Surface(left), new Surface(right)])));
        b.Viewport(0, 0, 32, 64);
        b.Clear(Before);
        BufferResource corners = b.VertexBuffer(-0.75f, -0.75f, 0.5f, -0.75f, -0.75f, 0.875f, 0.5f, 0.875f);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []), new FragmentShader([Shade.Colour(Drawn), Shade.Colour(Colour.Bytes(10, 20, 250, 30))]));
        draw(left, right);
        b.Show(left, 0, 0, 32, 64);
        b.Show(right, 32, 0, 32, 64);
    }

    private static BlendState Independent(ColourMask first, ColourMask second) => new() { Target = new() { Mask = first }, Further = [new() { Mask = second }] };

    private static Scene PerAttachment() => Drawing.Make("colour-mask/per-attachment", "With independent states each attachment has its own mask.", Section, b => Two(b, (_, _) =>
    {
        b.Blend(Independent(ColourMask.Red | ColourMask.Alpha, ColourMask.Green | ColourMask.Blue));
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene OneForAllAttachments() => Drawing.Make("colour-mask/one-for-all-attachments", "Without independent states the first mask holds for every attachment.", Section, b => Two(b, (_, _) =>
    {
        b.Blend(BlendState.WithMask(ColourMask.Blue | ColourMask.Alpha));
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene IndependentThenCommon() => Drawing.Make("colour-mask/independent-then-common", "After independent masks a common one holds for every attachment again.", Section, b => Two(b, (_, _) =>
    {
        b.Blend(Independent(ColourMask.Red, ColourMask.None));
        b.Draw(Primitive.TriangleStrip, 3);
        b.Blend(BlendState.WithMask(ColourMask.Green));
        b.Draw(Primitive.TriangleStrip, 4);
        b.Blend(BlendState.Default);
        b.Viewport(8, 40, 8, 8);
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene ClearIgnores() => Drawing.Make("colour-mask/whole-clear-ignores-it", "A whole clear writes all channels, and the mask acts again afterwards.", "gallium clear", b =>
    {
        b.Clear(Before);
        b.Blend(BlendState.WithMask(ColourMask.Red));
        b.FillPixels(4, 4, 10, 10, Drawn);
        b.Clear(Colour.Bytes(30, 60, 90, 120));
        b.FillPixels(20, 20, 30, 30, Drawn);
    });

    private static Scene ClearAfterIndependent() => Drawing.Make("colour-mask/whole-clear-ignores-independent-ones", "A whole clear writes all channels of all attachments, and each mask acts again afterwards.", "gallium clear", b => Two(b, (_, _) =>
    {
        b.Blend(Independent(ColourMask.Red, ColourMask.Green));
        b.Draw(Primitive.TriangleStrip, 3);
        b.Clear(Colour.Bytes(30, 60, 90, 120));
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene ClearInside() => Drawing.Make("colour-mask/clear-inside-a-box-honours-it", "A clear under scissor and mask changes those channels inside the box, and nothing else.", "GL 4.5 section 17.4.3", b =>
    {
        b.Clear(Before);
        b.FillPixels(10, 10, 30, 30, Drawn);
        b.Do(new ClearInside(Colour.Bytes(20, 40, 250, 10), new ScissorBox(4, 6, 24, 20), ColourMask.Green | ColourMask.Blue));
        b.Do(new ClearInside(Colour.Bytes(220, 40, 20, 255), new ScissorBox(20, 22, 40, 37), ColourMask.Alpha | ColourMask.Red));
        b.FillPixels(50, 2, 10, 10, Drawn);
    });

    private static Scene ClearInsideAttachments() => Drawing.Make("colour-mask/clear-inside-a-box-of-two-attachments", "A clear under scissor and mask acts on every attachment.", "GL 4.5 section 17.4.3", b => Two(b, (_, _) =>
    {
        b.Draw(Primitive.TriangleStrip, 4);
        b.Do(new ClearInside(Colour.Bytes(20, 40, 250, 10), new ScissorBox(3, 11, 20, 37), ColourMask.Red | ColourMask.Alpha));
    }));

    private static IEnumerable<Scene> ClearInsideBox() => Drawing.InWindowAndTexture("colour-mask/clear-inside-a-box", "A clear under scissor fills the box and leaves scissor, rasterizer and shaders as they were", "GL 4.5 section 17.4.3", b =>
    {
        b.Clear(Colour.Blue);
        b.Scissor(8, 10, 40, 30);
        b.Rasterizer(new() { Scissor = true });
        b.FillPixels(0, 0, 30, 64, Colour.Yellow);
        b.Do(new ClearInside(Colour.Red, new ScissorBox(2, 30, 36, 20)));
        b.FillPixels(20, 0, 64, 34, Colour.Green);
    });

    private static Scene OtherOrder() => Drawing.Make("colour-mask/of-bgra", "The mask names channels, not bytes: in a BGRA target red is red.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.B8G8R8A8_UNORM);
        b.Target(target);
        b.Clear(Before);
        b.Blend(BlendState.WithMask(ColourMask.Red));
        b.FillPixels(4, 4, 30, 40, Drawn);
        b.Blend(BlendState.WithMask(ColourMask.Blue | ColourMask.Alpha));
        b.FillPixels(20, 20, 40, 40, Drawn);
        b.Show(target);
    });
}
