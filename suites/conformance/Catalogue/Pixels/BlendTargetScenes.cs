using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Blending on targets of several formats and on several attachments at once.</summary>
internal static class BlendTargetScenes
{
    private const string Section = "GL 4.5 section 17.3.8";

    public static IEnumerable<Scene> All() =>
    [
        FloatTarget(Format.R32G32B32A32_FLOAT), FloatTarget(Format.R16G16B16A16_FLOAT), FloatConstant(), SignedNormalised(), Srgb(), NoAlpha(), TenBits(), SixteenBits(),
        OneStateForAll(), Independent(), IndependentEquations(), IndependentThenCommon(), OneOutput(),
    ];

    private static Expr Quarter(Expr c) => (c * 0.25f) + 0.25f;

    private static Scene FloatTarget(Format format) => Drawing.Make(
        $"blend/{format.ToString().ToLowerInvariant().Replace('_', '-')}-is-not-clamped", $"In a {format} target neither colours nor results are clamped to 0..1.", Section, b =>
        {
            TextureResource target = b.ColourTarget(64, 64, format);
            b.Target(target);
            b.Clear(new Colour(1.5f, -0.5f, 0.25f, 1));
            b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
            b.FillPixels(4, 4, 30, 30, new Colour(1, 1, -1, 0));
            b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One, BlendEquation.ReverseSubtract));
            b.FillPixels(20, 20, 30, 30, new Colour(0.5f, 0.5f, 0.75f, 0));
            b.Blend(BlendState.With(BlendFactor.DestinationColour, BlendFactor.Zero));
            b.FillPixels(36, 36, 24, 24, new Colour(2, -2, 2, 1));
            b.Show(target, change: Quarter);
        });

    private static Scene FloatConstant() => Drawing.Make("blend/constant-is-not-clamped-for-floats", "With a floating-point target the constant colour is not clamped.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R32G32B32A32_FLOAT);
        b.Target(target);
        b.Clear(new Colour(0.5f, 0.5f, 0.5f, 0.5f));
        b.BlendColour(new Colour(3, -1, 2, 0.25f));
        b.Blend(BlendState.With(BlendFactor.ConstantColour, BlendFactor.Zero));
        b.FillPixels(4, 4, 30, 56, new Colour(0.5f, 0.5f, 0.75f));
        b.Blend(BlendState.With(BlendFactor.Zero, BlendFactor.InverseConstantColour));
        b.FillPixels(40, 4, 20, 56, Colour.White);
        b.Show(target, change: Quarter);
    });

    private static Scene SignedNormalised() => Drawing.Make("blend/signed-normalised", "A signed normalised target blends and keeps negative values, down to -1.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R8G8B8A8_SNORM);
        b.Target(target);
        b.Clear(new Colour(-100 / 127f, 50 / 127f, 0, 1));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One, BlendEquation.ReverseSubtract));
        b.FillPixels(4, 4, 40, 30, new Colour(50 / 127f, 100 / 127f, -20 / 127f, 0));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.FillPixels(20, 20, 40, 40, new Colour(-60 / 127f, 10 / 127f, -90 / 127f, 0));
        b.Show(target, change: c => (c * 0.5f) + 0.5f);
    });

    private static Scene Srgb() => Drawing.Make("blend/srgb-in-linear-space", "An sRGB target is decoded, blended with linear values, and encoded again.", "GL 4.5 sections 17.3.8 and 17.3.9", b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R8G8B8A8_SRGB);
        b.Target(target);
        b.Clear(Colour.Black);
        b.FillPixels(0, 0, 32, 64, Colour.White);
        b.Blend(BlendState.With(BlendFactor.SourceAlpha, BlendFactor.InverseSourceAlpha));
        b.FillPixels(8, 8, 48, 20, new Colour(0, 1, 0, 0.25f));
        b.FillPixels(8, 36, 48, 20, new Colour(1, 0, 0, 0.75f));
        b.Show(target);
    });

    private static Scene NoAlpha() => Drawing.Make("blend/destination-without-alpha", "A target without alpha has destination alpha 1.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.B8G8R8X8_UNORM);
        b.Target(target);
        b.Clear(Colour.Bytes(100, 50, 20, 0));
        b.Blend(BlendState.With(BlendFactor.DestinationAlpha, BlendFactor.InverseDestinationAlpha));
        b.FillPixels(4, 4, 36, 36, Colour.Bytes(200, 120, 40, 30));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.DestinationAlpha));
        b.FillPixels(24, 24, 36, 36, Colour.Bytes(20, 120, 40, 30));
        b.Show(target);
    });

    private static Scene TenBits() => Drawing.Make("blend/ten-bits", "A target of ten bits a channel blends in ten bits.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R10G10B10A2_UNORM);
        b.Target(target);
        b.Clear(new Colour(100 / 1023f, 801 / 1023f, 3 / 1023f));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        for (int i = 0; i < 6; i++)
        {
            b.FillPixels(2 + (i * 8), 2, 20, 60, new Colour(1 / 1023f, 30 / 1023f, 2 / 1023f, 0));
        }

        // Sixteen times as bright: single steps show.
        b.Show(target, change: c => Shade.Join(c.X * 8, c.Y, c.Z * 16, c.W));
    });

    private static Scene SixteenBits() => Drawing.Make("blend/sixteen-bits", "A target of sixteen bits a channel keeps steps that eight bits cannot.", Section, b =>
    {
        TextureResource target = b.ColourTarget(64, 64, Format.R16G16B16A16_UNORM);
        b.Target(target);
        b.Clear(new Colour(0, 0, 0.25f));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        for (int i = 0; i < 6; i++)
        {
            b.FillPixels(2 + (i * 8), 2, 20, 60, new Colour(64 / 65535f, 200 / 65535f, 0, 0));
        }

        b.Show(target, change: c => Shade.Join(c.X * 256, c.Y * 64, c.Z, c.W));
    });

    /// <summary>Four attachments of the window's half size each, drawn by a shader with four outputs, then shown in the four quarters.</summary>
    private static void FourTargets(SceneBuilder b, Action draw, FragmentShader? fragment = null)
    {
        TextureResource[] targets = [.. Enumerable.Range(0, 4).Select(_ => b.ColourTarget(32, 32))];
        b.Do(new SetFramebuffer(new Framebuffer(EquatableList.Create<Surface>([.. targets.Select(t => new Surface(t))]))));
        b.Viewport(0, 0, 32, 32);
        b.Clear(Colour.Bytes(120, 60, 30, 200));
        BufferResource corners = b.VertexBuffer(-0.75f, -0.75f, 0.5f, -0.75f, -0.75f, 0.875f, 0.5f, 0.875f);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []),
            fragment ?? new FragmentShader([.. ((Colour[])[Colour.Bytes(40, 80, 160, 64), Colour.Bytes(80, 160, 40, 96), Colour.Bytes(160, 40, 80, 128), Colour.Bytes(20, 100, 60, 160)]).Select(Shade.Colour)]));
        draw();
        for (int i = 0; i < 4; i++)
        {
            b.Show(targets[i], i % 2 * 32, i / 2 * 32, 32, 32);
        }
    }

    private static TargetBlend Blend(BlendFactor source, BlendFactor destination, BlendEquation equation = BlendEquation.Add) => BlendState.With(source, destination, equation).Target;

    private static readonly BlendState Four = new()
    {
        Target = Blend(BlendFactor.One, BlendFactor.One),
        Further = [Blend(BlendFactor.DestinationColour, BlendFactor.Zero), new TargetBlend(), Blend(BlendFactor.SourceAlpha, BlendFactor.InverseSourceAlpha)],
    };

    private static Scene OneStateForAll() => Drawing.Make("blend/one-state-for-all-attachments", "Without independent blending the first state serves every attachment.", Section, b => FourTargets(b, () =>
    {
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene Independent() => Drawing.Make("blend/independent-factors", "With independent blending each attachment has its own enable and factors.", Section, b => FourTargets(b, () =>
    {
        b.Blend(Four);
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene IndependentEquations() => Drawing.Make("blend/independent-equations", "With independent blending each attachment has its own equations.", Section, b => FourTargets(b, () =>
    {
        b.Blend(new BlendState
        {
            Target = Blend(BlendFactor.One, BlendFactor.One, BlendEquation.Subtract),
            Further =
            [
                Blend(BlendFactor.One, BlendFactor.One, BlendEquation.ReverseSubtract), Blend(BlendFactor.One, BlendFactor.One, BlendEquation.Min),
                Blend(BlendFactor.One, BlendFactor.One, BlendEquation.Max) with { AlphaEquation = BlendEquation.Add },
            ],
        });
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene IndependentThenCommon() => Drawing.Make("blend/independent-then-common", "After independent states a common one holds for all attachments again.", Section, b => FourTargets(b, () =>
    {
        b.Blend(Four);
        b.Draw(Primitive.TriangleStrip, 3);
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One, BlendEquation.Max));
        b.Draw(Primitive.TriangleStrip, 4);
        b.Blend(BlendState.Default);
        b.Viewport(8, 8, 8, 8);
        b.Draw(Primitive.TriangleStrip, 4);
    }));

    private static Scene OneOutput() => Drawing.Make("blend/one-output-for-all-attachments", "A shader's single output goes to all attachments, each blended its own way.", "GL 4.5 sections 15.2.3 and 17.3.8", b => FourTargets(
        b,
        () =>
        {
            b.Blend(Four);
            b.Draw(Primitive.TriangleStrip, 4);
        },
        FragmentShader.Of(Shade.Colour(Colour.Bytes(40, 80, 160, 64)))));
}
