using Harness.Scenes;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Storage;

/// <summary>The contents of a depth (and stencil) buffer, level 0 and layer 0 only.</summary>
internal sealed class DepthStorage
{
    private readonly DepthStencilTexel[] texels;
    private readonly double steps;

    public DepthStorage(Format format, int width, int height, int samples)
    {
        (Width, Height, Samples) = (width, height, Math.Max(1, samples));
        FormatLayout layout = FormatLayout.Of(format);
        HasDepth = layout.HasDepth;
        HasStencil = layout.HasStencil;
        FormatComponent depth = layout.Components.FirstOrDefault(c => c.Channel == 'Z');
        steps = depth.Type == ComponentType.UnsignedNormalised ? (1L << depth.Bits) - 1 : 0;
        texels = new DepthStencilTexel[width * height * Samples];
    }

    public int Width { get; }

    public int Height { get; }

    public int Samples { get; }

    public bool HasDepth { get; }

    public bool HasStencil { get; }

    /// <summary>Smallest difference that depth offsets count in: one step of fixed point; for floats it depends on the value.</summary>
    public double Resolution(double depth) => steps > 0 ? 1 / steps : Math.ScaleB(1, (depth == 0 ? -126 : Math.ILogB(depth)) - 23);

    public ref DepthStencilTexel At(int x, int y, int sample = 0) => ref texels[(((y * Width) + x) * Samples) + sample];

    /// <summary>
    /// Two depths written through the same conversion: equal values stay equal, and values less than a step apart may become equal.
    /// Depths are kept as they were before the conversion, so that drawing the same thing twice is known to give the same depth.
    /// </summary>
    public (Truth Less, Truth Equal) Compare(Interval incoming, Interval stored)
    {
        double step = steps == 0 ? 0 : 1 / steps;
        bool same = incoming.Low == incoming.High && incoming == stored;
        Truth equal = same ? Truth.Yes : incoming.Low > stored.High + step || incoming.High < stored.Low - step ? Truth.No : Truth.Maybe;
        Truth less = same || incoming.Low >= stored.High ? Truth.No : incoming.High < stored.Low - step ? Truth.Yes : Truth.Maybe;
        return (less, equal);
    }

    /// <summary>What a shader sees of a depth: fixed-point formats hold one of the two nearest values.</summary>
    public Interval Quantise(Interval depth) => steps == 0 ? depth : new(Math.Floor(depth.Low * steps) / steps, Math.Ceiling(depth.High * steps) / steps);

    /// <summary>Fixed-point buffers clamp what is written.</summary>
    public Interval Clamp(Interval depth) => steps == 0 ? depth : new(Math.Clamp(depth.Low, 0, 1), Math.Clamp(depth.High, 0, 1));

    public void Clear(double? depth, byte? stencil)
    {
        for (int i = 0; i < texels.Length; i++)
        {
            texels[i] = new DepthStencilTexel(
                depth is { } d ? Clamp(Interval.Exactly(d)) : texels[i].Depth,
                stencil ?? texels[i].StencilLow,
                stencil ?? texels[i].StencilHigh);
        }
    }
}
