using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Storage;

/// <summary>The contents of a colour texture: texels by level, layer (or slice) and sample. Row 0 is t = 0; for the window, the bottom row.</summary>
internal sealed class TextureStorage
{
    private static readonly char[] Channels = ['R', 'G', 'B', 'A'];
    private readonly Texel[][] levels;
    private readonly FormatComponent?[] components;
    private readonly Quantiser?[] quantisers;
    private readonly double[] steps;
    private readonly (int Width, int Height)[] sizes;

    public TextureStorage(TextureResource resource)
    {
        Resource = resource;
        Samples = Math.Max(1, resource.Samples);
        FormatLayout layout = FormatLayout.Of(resource.Format);
        components = [.. Channels.Select(c => layout.Components.Any(k => k.Channel == c) ? layout.Components.First(k => k.Channel == c) : (FormatComponent?)null)];
        quantisers = Array.ConvertAll(components, c => c is { } component ? new Quantiser(component) : null);
        steps = Array.ConvertAll(components, Steps);
        sizes = [.. Enumerable.Range(0, resource.Levels).Select(level => (resource.WidthOf(level), resource.HeightOf(level)))];
        levels = new Texel[resource.Levels][];
        for (int level = 0; level < resource.Levels; level++)
        {
            levels[level] = new Texel[resource.WidthOf(level) * resource.HeightOf(level) * resource.DepthOf(level) * Samples];
            Array.Fill(levels[level], Texel.Of(0, 0, 0, components[3] is null ? 1 : 0));
        }
    }

    public TextureResource Resource { get; }

    public int Samples { get; }

    /// <summary>The contents, one sample a pixel.</summary>
    public ref Texel At(int level, int x, int y, int z, int sample = 0)
    {
        (int width, int height) = sizes[level];
        return ref levels[level][(((((z * height) + y) * width) + x) * Samples) + sample];
    }

    /// <summary>What the format keeps of a colour; missing channels read 0, 0, 0, 1.</summary>
    public Texel Quantise(in Quad<Interval> value)
    {
        var kept = Quad<Interval>.Of(0, 0, 0, 1);
        for (int c = 0; c < 4; c++)
        {
            if (quantisers[c] is { } quantiser)
            {
                kept[c] = quantiser.Apply(value[c]);
            }
        }

        System.Numerics.Vector4 nominal = Texel.Middle(value);
        System.Numerics.Vector4 inside = default;
        for (int c = 0; c < 4; c++)
        {
            inside[c] = (float)Math.Clamp(nominal[c], kept[c].Low, kept[c].High);
        }

        return new Texel(kept, inside);
    }

    /// <summary>The channel's fixed-point steps from 0 to 1; 0 for floats and missing channels.</summary>
    public double StepsOf(int channel) => steps[channel];

    private static double Steps(FormatComponent? component) => component switch
    {
        { Type: ComponentType.UnsignedNormalised } c => (1L << c.Bits) - 1,
        { Type: ComponentType.SignedNormalised } c => (1L << (c.Bits - 1)) - 1,
        { Type: ComponentType.Srgb } => 255,
        _ => 0,
    };

    /// <summary>Logic operations leave floating-point and sRGB targets alone (GL 4.5 section 17.3.11).</summary>
    public bool TakesLogicOperations => StepsOf(0) > 0 && components[0] is not { Type: ComponentType.Srgb };

    public bool IsUnsignedNormalised(int channel) => components[channel] is null or { Type: ComponentType.UnsignedNormalised or ComponentType.Srgb };

    public bool IsSignedNormalised(int channel) => components[channel] is { Type: ComponentType.SignedNormalised };

    /// <summary>A box must lie inside its level: what one outside does is not defined.</summary>
    /// <exception cref="ArgumentException">It does not.</exception>
    public void Check(int level, Region box)
    {
        if (box.X < 0 || box.Y < 0 || box.Z < 0 || box.X + box.Width > Resource.WidthOf(level) || box.Y + box.Height > Resource.HeightOf(level) || box.Z + box.Depth > Resource.DepthOf(level))
        {
            throw new ArgumentException(
                $"{box} reaches out of level {level} of a texture of {Resource.WidthOf(level)}x{Resource.HeightOf(level)}x{Resource.DepthOf(level)}: the scene's picture would be undefined.");
        }
    }

    /// <summary>Takes texels from bytes laid out by row and layer strides.</summary>
    public void Write(int level, Region box, ReadOnlySpan<byte> data, int stride, int layerStride)
    {
        Check(level, box);
        FormatLayout layout = FormatLayout.Of(Resource.Format);
        FormatComponent[] parts = [.. layout.Components];
        int bytes = layout.Bytes;
        for (int z = 0; z < box.Depth; z++)
        {
            for (int y = 0; y < box.Height; y++)
            {
                for (int x = 0; x < box.Width; x++)
                {
                    (double r, double g, double b, double a) = TexelCodec.Decode(parts, data.Slice((z * layerStride) + (y * stride) + (x * bytes), bytes));
                    var value = new Quad<Interval>(Interval.Exactly(r), Interval.Exactly(g), Interval.Exactly(b), Interval.Exactly(a));
                    At(level, box.X + x, box.Y + y, box.Z + z) = new Texel(value, new System.Numerics.Vector4((float)r, (float)g, (float)b, (float)a));
                }
            }
        }
    }
}
