using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Blending: factors, equations, the constant colour, and the order of things.</summary>
internal static class BlendScenes
{
    private const string Section = "GL 4.5 section 17.3.8";

    private static readonly Colour Source = Colour.Bytes(60, 180, 240, 96);
    private static readonly Colour Destination = Colour.Bytes(200, 100, 50, 160);
    private static readonly Colour Constant = Colour.Bytes(30, 220, 120, 200);

    public static IEnumerable<Scene> All() =>
    [
        .. Enum.GetValues<BlendFactor>().Select(Factor), .. Enum.GetValues<BlendEquation>().Select(Equation),
        MinAndMax(), Over(), Order(), WithinOneDraw(), ConstantChanges(), ConstantWithoutChange(), OffIgnoresFactors(), AllDifferent(), Saturates(), Premultiplied(), DitherHarmless(),
    ];

    /// <summary>Four rectangles: the factor for source colour, destination colour, source alpha and destination alpha.</summary>
    private static Scene Factor(BlendFactor factor) => Drawing.Make(
        $"blend/factor-{Drawing.Kebab(factor)}", $"The factor {Drawing.Kebab(factor)} multiplies source or destination, colour or alpha, as asked.", $"{Section}, table 17.2", b =>
        {
            b.Clear(Destination);
            b.BlendColour(Constant);
            var plain = new TargetBlend { Enabled = true };
            TargetBlend[] blends =
            [
                plain with { SourceColour = factor },
                plain with { SourceColour = BlendFactor.Zero, DestinationColour = factor },
                plain with { SourceAlpha = factor },
                plain with { SourceAlpha = BlendFactor.Zero, DestinationAlpha = factor },
            ];
            for (int i = 0; i < 4; i++)
            {
                b.Blend(new BlendState { Target = blends[i] });
                b.FillPixels(2 + (i % 2 * 32), 2 + (i / 2 * 32), 26 - i, 28, Source);
            }
        });

    private static Scene Equation(BlendEquation equation) => Drawing.Make(
        $"blend/equation-{Drawing.Kebab(equation)}", $"The equation {Drawing.Kebab(equation)} joins source and destination, for colour and for alpha on its own.", $"{Section}, table 17.1", b =>
        {
            b.Clear(Destination);
            var other = new TargetBlend
            {
                Enabled = true,
                SourceColour = BlendFactor.SourceAlpha, DestinationColour = BlendFactor.InverseSourceAlpha, SourceAlpha = BlendFactor.DestinationAlpha, DestinationAlpha = BlendFactor.InverseSourceAlpha,
            };
            b.Blend(new BlendState { Target = other with { ColourEquation = equation } });
            b.FillPixels(2, 4, 26, 56, Source);
            b.Blend(new BlendState { Target = other with { AlphaEquation = equation } });
            b.FillPixels(34, 4, 28, 56, Source);
        });

    private static Scene MinAndMax() => Drawing.Make("blend/minimum-and-maximum-without-factors", "Minimum and maximum take both colours as they are, whatever the factors.", $"{Section}, table 17.1", b =>
    {
        b.Clear(Destination);
        BlendState state = BlendState.With(BlendFactor.Zero, BlendFactor.InverseDestinationColour, BlendEquation.Min);
        b.Blend(state);
        b.FillPixels(4, 4, 30, 30, Source);
        b.Blend(state with { Target = state.Target with { ColourEquation = BlendEquation.Max } });
        b.FillPixels(20, 20, 30, 30, Source);
        b.Blend(state with { Target = state.Target with { ColourEquation = BlendEquation.Max, AlphaEquation = BlendEquation.Max } });
        b.FillPixels(36, 36, 26, 26, Source);
    });

    private static void Panes(SceneBuilder b)
    {
        b.FillPixels(4, 4, 36, 36, Colour.Bytes(255, 0, 0, 128));
        b.FillPixels(16, 16, 36, 36, Colour.Bytes(0, 255, 0, 96));
        b.FillPixels(28, 8, 32, 50, Colour.Bytes(0, 0, 255, 192));
    }

    private static Scene Over() => Drawing.Make("blend/panes-over-each-other", "Half-transparent rectangles cover each other in the order in which they are drawn.", Section, b =>
    {
        b.Clear(Colour.Bytes(40, 40, 40));
        b.Blend(BlendState.With(BlendFactor.SourceAlpha, BlendFactor.InverseSourceAlpha));
        Panes(b);
    });

    private static Scene Order() => Drawing.Make("blend/under-each-other", "With factors that favour what is there, later rectangles go underneath.", Section, b =>
    {
        b.Clear(Colour.Transparent);
        b.Blend(BlendState.With(BlendFactor.InverseDestinationAlpha, BlendFactor.One));
        Panes(b);
    });

    private static Scene WithinOneDraw() => Drawing.Make("blend/within-one-draw", "Triangles of one draw that overlap are blended one after the other.", "GL 4.5 sections 2.1 and 17.3.8", b =>
    {
        b.Clear(Colour.Bytes(20, 20, 60));
        b.Blend(BlendState.With(BlendFactor.SourceAlpha, BlendFactor.InverseSourceAlpha));
        var vertices = new List<float[]>();
        Colour[] colours = [Colour.Bytes(250, 0, 0, 128), Colour.Bytes(0, 250, 0, 160), Colour.Bytes(0, 0, 250, 96), Colour.Bytes(250, 250, 0, 128)];
        for (int i = 0; i < 4; i++)
        {
            vertices.AddRange([Drawing.At(4 + (i * 6), 4 + (i * 8), colours[i]), Drawing.At(44 + (i * 6), 8 + (i * 2), colours[i]), Drawing.At(20 + (i * 4), 56 - (i * 3), colours[i])]);
        }

        b.Mesh(Primitive.Triangles, [.. vertices]);
    });

    private static Scene ConstantChanges() => Drawing.Make("blend/constant-changes-between-draws", "The constant colour is that at the time of the draw.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Blend(BlendState.With(BlendFactor.ConstantColour, BlendFactor.Zero));
        Colour[] constants = [Colour.Red, Colour.Bytes(0, 128, 255), Colour.Bytes(200, 200, 0), Colour.Bytes(64, 0, 64, 0)];
        for (int i = 0; i < 4; i++)
        {
            b.BlendColour(constants[i]);
            b.FillPixels(4 + (i * 12), 4 + (i * 10), 20, 20, Colour.White);
        }
    });

    private static Scene ConstantWithoutChange() => Drawing.Make("blend/constant-outlives-other-blend-states", "The constant colour stays when the blend state changes and comes back.", Section, b =>
    {
        b.Clear(Colour.Bytes(100, 100, 100));
        b.BlendColour(Colour.Bytes(200, 50, 150, 100));
        BlendState constant = BlendState.With(BlendFactor.ConstantColour, BlendFactor.InverseConstantColour);
        b.Blend(constant);
        b.FillPixels(4, 4, 24, 24, Colour.Yellow);
        b.Blend(BlendState.Default);
        b.FillPixels(20, 20, 24, 24, Colour.Cyan);
        b.Blend(constant);
        b.FillPixels(36, 36, 24, 24, Colour.Yellow);
    });

    private static Scene OffIgnoresFactors() => Drawing.Make("blend/off-ignores-factors", "Without blending the source replaces what is there, whatever factors and equations say.", Section, b =>
    {
        b.Clear(Destination);
        BlendState on = BlendState.With(BlendFactor.DestinationColour, BlendFactor.SourceColour, BlendEquation.ReverseSubtract);
        b.Blend(on);
        b.FillPixels(4, 4, 20, 20, Source);
        b.Blend(on with { Target = on.Target with { Enabled = false } });
        b.FillPixels(20, 20, 40, 40, Source);
    });

    private static Scene AllDifferent() => Drawing.Make("blend/colour-and-alpha-apart", "Colour and alpha have factors and equations of their own, all four factors and both equations different.", Section, b =>
    {
        b.Clear(Destination);
        b.BlendColour(Constant);
        b.Blend(new BlendState
        {
            Target = new()
            {
                Enabled = true,
                ColourEquation = BlendEquation.Subtract, SourceColour = BlendFactor.InverseDestinationColour, DestinationColour = BlendFactor.ConstantAlpha,
                AlphaEquation = BlendEquation.Add, SourceAlpha = BlendFactor.ConstantColour, DestinationAlpha = BlendFactor.SourceAlpha,
            },
        });
        b.FillPixels(8, 6, 40, 50, Source);
    });

    private static Scene Saturates() => Drawing.Make("blend/results-are-clamped", "In a fixed-point target sums above 1 become 1 and differences below 0 become 0.", Section, b =>
    {
        b.Clear(Colour.Bytes(128, 128, 128, 128));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.FillPixels(4, 4, 26, 56, Colour.Bytes(200, 127, 100, 200));
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One, BlendEquation.ReverseSubtract));
        b.FillPixels(34, 4, 26, 56, Colour.Bytes(200, 128, 100, 200));
        // A source beyond 1 is clamped before it is multiplied.
        b.Blend(BlendState.With(BlendFactor.DestinationAlpha, BlendFactor.Zero));
        b.FillPixels(10, 44, 12, 12, new Colour(4, 2, 0.5f, 3));
        b.FillPixels(44, 44, 12, 12, new Colour(-1, 2, 0.5f, 3));
    });

    private static Scene Premultiplied() => Drawing.Make("blend/alpha-saturate-fills-up", "The factor alpha-saturate lets each layer fill what is left, up to full alpha.", $"{Section}, table 17.2", b =>
    {
        b.Clear(Colour.Transparent);
        b.Blend(BlendState.With(BlendFactor.SourceAlphaSaturate, BlendFactor.One));
        Panes(b);
    });

    private static Scene DitherHarmless() => Drawing.Make("blend/dither-leaves-exact-colours", "Dithering leaves colours alone that the target holds exactly.", "GL 4.5 section 17.3.10", b =>
    {
        b.Clear(Colour.Black);
        b.Blend(new BlendState { Dither = true });
        for (int i = 0; i < 16; i++)
        {
            b.FillPixels(i * 4, i * 2, 4, 30, Colour.Bytes(17 * i, 255 - (17 * i), (i * 51) % 256, 128 + i));
        }
    });
}
