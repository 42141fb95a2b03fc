namespace Harness.Imaging;

/// <summary>
/// Pictures for a person who looks at a failed cell: what was expected, what was observed, and where they differ.
/// They are opaque: colours are shown as they are, whatever their alpha.
/// </summary>
public static class DifferencePicture
{
    /// <summary>Frames are enlarged by the largest whole factor that keeps the longer side of a panel within this.</summary>
    private const int PanelPixels = 512;

    private const int Gap = 4;
    private static readonly Rgba Mat = new(64, 64, 64, 255);

    /// <summary>Expected, observed and difference side by side, enlarged when small.</summary>
    public static Frame SideBySide(ReferenceFrame reference, Frame observed, Channels channels = Channels.All)
    {
        var scale = Math.Min(ScaleFor(reference.Expected), ScaleFor(observed));
        Frame[] panels =
        [
            Enlarge(Opaque(reference.Expected), scale),
            Enlarge(Opaque(observed), scale),
            Enlarge(Difference(reference, observed, channels), scale),
        ];
        var gap = Math.Max(Gap, scale);
        var picture = new Frame(panels.Sum(panel => panel.Width) + (gap * (panels.Length + 1)), panels.Max(panel => panel.Height) + (2 * gap));
        picture.Packed().Fill(Mat.Packed);
        var left = gap;
        foreach (var panel in panels)
        {
            for (var y = 0; y < panel.Height; y++)
            {
                panel.Packed().Slice(y * panel.Width, panel.Width).CopyTo(picture.Packed().Slice(((y + gap) * picture.Width) + left, panel.Width));
            }

            left += panel.Width + gap;
        }

        return picture;
    }

    /// <summary>
    /// The difference alone, of the reference's size. In bounds: the expected picture in dim grey. Out of bounds, the brighter the farther:
    /// red where a colour is too high, blue where it is too low, magenta where both occur, yellow where only alpha is wrong.
    /// Places that the observed frame does not reach are yellow.
    /// </summary>
    public static Frame Difference(ReferenceFrame reference, Frame observed, Channels channels = Channels.All)
    {
        var picture = new Frame(reference.Expected.Width, reference.Expected.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var colour = x < observed.Width && y < observed.Height
                    ? DifferenceColour(
                        reference.Expected.PixelAt(x, y), observed.PixelAt(x, y), reference.Lower.PixelAt(x, y), reference.Upper.PixelAt(x, y), channels)
                    : new Rgba(255, 255, 0, 255);
                picture.SetPixel(x, y, colour);
            }
        }

        return picture;
    }

    /// <summary>Every pixel as a square of <paramref name="scale"/> x <paramref name="scale"/> equal ones.</summary>
    public static Frame Enlarge(Frame frame, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var large = new Frame(frame.Width * scale, frame.Height * scale);
        for (var y = 0; y < frame.Height; y++)
        {
            var row = large.Packed().Slice(y * scale * large.Width, large.Width);
            var from = frame.Packed().Slice(y * frame.Width, frame.Width);
            for (var x = 0; x < from.Length; x++)
            {
                row.Slice(x * scale, scale).Fill(from[x]);
            }

            for (var copy = 1; copy < scale; copy++)
            {
                row.CopyTo(large.Packed().Slice(((y * scale) + copy) * large.Width, large.Width));
            }
        }

        return large;
    }

    private static int ScaleFor(Frame frame) => Math.Max(1, PanelPixels / Math.Max(frame.Width, frame.Height));

    private static Frame Opaque(Frame frame)
    {
        var opaque = new Frame(frame.Width, frame.Height);
        var from = frame.Packed();
        var to = opaque.Packed();
        for (var at = 0; at < from.Length; at++)
        {
            to[at] = from[at] | 0xFF000000u;
        }

        return opaque;
    }

    private static Rgba DifferenceColour(Rgba expected, Rgba observed, Rgba lower, Rgba upper, Channels channels)
    {
        var (high, low) = (0, 0);
        Judge(Channels.Red, observed.R, lower.R, upper.R);
        Judge(Channels.Green, observed.G, lower.G, upper.G);
        Judge(Channels.Blue, observed.B, lower.B, upper.B);
        if (high > 0 || low > 0)
        {
            // A pure blue is hard to see beside black, so what is too low alone gets some green.
            return new Rgba(Bright(high), (byte)(high > 0 ? 0 : Bright(low) / 2), Bright(low), 255);
        }

        if (channels.HasFlag(Channels.Alpha) && (observed.A < lower.A || observed.A > upper.A))
        {
            var bright = Bright(Math.Max(lower.A - observed.A, observed.A - upper.A));
            return new Rgba(bright, bright, 0, 255);
        }

        // A quarter of the luminance keeps the picture readable and every violation brighter than anything in bounds.
        var grey = (byte)(((expected.R * 54) + (expected.G * 183) + (expected.B * 19)) >> 10);
        return new Rgba(grey, grey, grey, 255);

        void Judge(Channels channel, byte value, byte least, byte most)
        {
            if (channels.HasFlag(channel))
            {
                (high, low) = (Math.Max(high, value - most), Math.Max(low, least - value));
            }
        }
    }

    /// <summary>Deviations of a single step are shown at two thirds of full brightness, or nobody would see them.</summary>
    private static byte Bright(int deviation) => (byte)(deviation <= 0 ? 0 : Math.Min(255, 170 + (deviation / 3)));
}
