using System.Globalization;
using System.Text;

namespace Harness.Imaging;

/// <summary>Where and how an observed frame leaves its bounds. Coordinates: x from the left, y from the top as in the pictures; GL y from the bottom.</summary>
public sealed record BoundsViolation
{
    /// <summary>Size of the reference frame.</summary>
    public required int Width { get; init; }

    /// <summary>Size of the reference frame.</summary>
    public required int Height { get; init; }

    /// <summary>Size of the observed frame. When it differs from the reference no pixel was compared and all count as out of bounds.</summary>
    public required int ObservedWidth { get; init; }

    /// <summary>Size of the observed frame.</summary>
    public required int ObservedHeight { get; init; }

    /// <summary>Pixels with at least one judged channel out of bounds.</summary>
    public required int PixelsOut { get; init; }

    /// <summary>Channels that are out of bounds somewhere.</summary>
    public Channels ChannelsOut { get; init; }

    /// <summary>The first offending pixel, row by row from the top; null when the sizes differ.</summary>
    public PixelViolation? First { get; init; }

    /// <summary>The pixel that is farthest from its bounds; null when the sizes differ.</summary>
    public PixelViolation? Worst { get; init; }

    /// <summary>At most <see cref="MostBoxes"/> disjoint boxes, most pixels first, that hold every offending pixel. Empty when the sizes differ.</summary>
    public IReadOnlyList<ViolationBox> Boxes { get; init; } = [];

    /// <summary>What the difference looks like, the most telling first; empty when it looks like nothing known.</summary>
    public IReadOnlyList<MismatchHint> Hints { get; init; } = [];

    /// <summary>The most boxes that are reported; nearer ones are merged.</summary>
    public const int MostBoxes = 8;

    public bool SizeDiffers => ObservedWidth != Width || ObservedHeight != Height;

    /// <summary>Several lines for a person: counts, worst and first pixel, boxes, hints.</summary>
    public override string ToString()
    {
        if (SizeDiffers)
        {
            return $"The observed frame is {ObservedWidth}x{ObservedHeight}, the reference frame {Width}x{Height}.";
        }

        var text = new StringBuilder();
        var total = (long)Width * Height;
        text.Append(CultureInfo.InvariantCulture, $"{PixelsOut:N0} of {total:N0} pixels ({100.0 * PixelsOut / total:0.##} %) out of bounds, in {Letters(ChannelsOut)}.");
        text.Append(CultureInfo.InvariantCulture, $"\n  worst: {Worst}\n  first: {First}");
        foreach (var box in Boxes)
        {
            text.Append("\n  box:   ").Append(box);
        }

        foreach (var hint in Hints)
        {
            text.Append("\n  hint:  ").Append(hint.Text);
        }

        return text.ToString();
    }

    private static string Letters(Channels channels) => string.Concat("RGBA".Where((_, channel) => ((int)channels >> channel & 1) != 0));
}

/// <summary>One pixel out of bounds.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="GlY">From the bottom, as window coordinates of GL count.</param>
/// <param name="Deviation">Steps of 1/255 between the worst judged channel and the bound it crossed.</param>
public sealed record PixelViolation(int X, int Y, int GlY, Rgba Observed, Rgba Expected, Rgba Lower, Rgba Upper, int Deviation)
{
    public override string ToString() =>
        $"({X}, {Y}) [GL y {GlY}] observed {Observed}, allowed {(Lower == Upper ? $"{Lower}" : $"{Lower} to {Upper}")}, off by {Deviation}";
}

/// <summary>A box around neighbouring pixels out of bounds.</summary>
/// <param name="X">Left column.</param>
/// <param name="Y">Top row, from the top.</param>
/// <param name="GlY">Bottom row, from the bottom: (X, GlY, Width, Height) is the box as glScissor would take it.</param>
/// <param name="PixelsOut">Pixels out of bounds inside the box.</param>
public readonly record struct ViolationBox(int X, int Y, int GlY, int Width, int Height, int PixelsOut)
{
    public override string ToString() => $"{Width}x{Height} at ({X}, {Y}) [GL y {GlY}], {PixelsOut:N0} pixels out";
}
