namespace Harness.Imaging;

/// <summary>The second look at a frame that failed: counts and locates the pixels out of bounds, then asks what they look like.</summary>
internal static class ViolationScan
{
    public static BoundsViolation Describe(ReferenceFrame reference, Frame observed, Channels channels)
    {
        var (width, height) = (reference.Expected.Width, reference.Expected.Height);
        if (observed.Width != width || observed.Height != height)
        {
            return new BoundsViolation
            {
                Width = width,
                Height = height,
                ObservedWidth = observed.Width,
                ObservedHeight = observed.Height,
                PixelsOut = width * height,
                ChannelsOut = channels,
            };
        }

        var found = Scan(reference, observed, channels);
        return new BoundsViolation
        {
            Width = width,
            Height = height,
            ObservedWidth = width,
            ObservedHeight = height,
            PixelsOut = found.PixelsOut,
            ChannelsOut = found.ChannelsOut,
            First = Pixel(reference, observed, channels, found.First),
            Worst = Pixel(reference, observed, channels, found.Worst),
            Boxes = found.Tiles.Boxes(BoundsViolation.MostBoxes),
            Hints = MismatchHints.Find(new Mismatch(reference, observed, channels, found.PixelsOut, found.WorstDeviation, found.ChannelsOut, found.Samples)),
        };
    }

    /// <summary>Steps between a packed pixel's worst judged channel and the bound it crossed; 0 inside.</summary>
    public static int Deviation(uint observed, uint lower, uint upper, uint mask)
    {
        var worst = 0;
        for (var shift = 0; shift < 32; shift += 8)
        {
            if ((mask >> shift & 0xFF) != 0)
            {
                var value = (int)(observed >> shift & 0xFF);
                worst = Math.Max(worst, Math.Max((int)(lower >> shift & 0xFF) - value, value - (int)(upper >> shift & 0xFF)));
            }
        }

        return worst;
    }

    private static Findings Scan(ReferenceFrame reference, Frame observed, Channels channels)
    {
        var (width, height) = (observed.Width, observed.Height);
        var o = observed.Packed();
        var l = reference.Lower.Packed();
        var u = reference.Upper.Packed();
        var mask = ChannelMask.Of(channels);
        var found = new Findings(new ViolationTiles(width, height));
        var rowBytes = width * 4;
        for (var y = 0; y < height; y++)
        {
            var row = y * width;
            if (BoundsCheck.Passes(
                observed.Rgba.AsSpan(row * 4, rowBytes), reference.Lower.Rgba.AsSpan(row * 4, rowBytes), reference.Upper.Rgba.AsSpan(row * 4, rowBytes), channels))
            {
                continue;
            }

            for (var x = 0; x < width; x++)
            {
                var at = row + x;
                var deviation = Deviation(o[at], l[at], u[at], mask);
                if (deviation > 0)
                {
                    found.Tiles.Add(x, y);
                    found.Add(at, deviation, ChannelsOutside(o[at], l[at], u[at]) & channels);
                }
            }
        }

        return found;
    }

    private static Channels ChannelsOutside(uint observed, uint lower, uint upper)
    {
        var outside = Channels.None;
        for (var channel = 0; channel < 4; channel++)
        {
            var value = observed >> (8 * channel) & 0xFF;
            if (value < (lower >> (8 * channel) & 0xFF) || value > (upper >> (8 * channel) & 0xFF))
            {
                outside |= (Channels)(1 << channel);
            }
        }

        return outside;
    }

    private static PixelViolation Pixel(ReferenceFrame reference, Frame observed, Channels channels, int at)
    {
        var (o, l, u) = (observed.Packed()[at], reference.Lower.Packed()[at], reference.Upper.Packed()[at]);
        var (y, x) = Math.DivRem(at, observed.Width);
        return new PixelViolation(
            x, y, observed.Height - 1 - y, Rgba.FromPacked(o), Rgba.FromPacked(reference.Expected.Packed()[at]), Rgba.FromPacked(l), Rgba.FromPacked(u),
            Deviation(o, l, u, ChannelMask.Of(channels)));
    }

    private sealed class Findings(ViolationTiles tiles)
    {
        private const int MostSamples = 512;
        private int _stride = 1;

        public ViolationTiles Tiles { get; } = tiles;

        public int PixelsOut { get; private set; }

        public Channels ChannelsOut { get; private set; }

        public int First { get; private set; } = -1;

        public int Worst { get; private set; } = -1;

        public int WorstDeviation { get; private set; }

        /// <summary>Pixel indices out of bounds, evenly thinned to at most <see cref="MostSamples"/>.</summary>
        public List<int> Samples { get; } = new(MostSamples);

        public void Add(int at, int deviation, Channels outside)
        {
            if (PixelsOut % _stride == 0)
            {
                if (Samples.Count == MostSamples)
                {
                    // Keep every other one and go on at half the rate: even over all pixels out without knowing their number beforehand.
                    for (var i = 0; i < MostSamples / 2; i++)
                    {
                        Samples[i] = Samples[2 * i];
                    }

                    Samples.RemoveRange(MostSamples / 2, MostSamples / 2);
                    _stride *= 2;
                }

                if (PixelsOut % _stride == 0)
                {
                    Samples.Add(at);
                }
            }

            PixelsOut++;
            ChannelsOut |= outside;
            if (First < 0)
            {
                First = at;
            }

            if (deviation > WorstDeviation)
            {
                (Worst, WorstDeviation) = (at, deviation);
            }
        }
    }
}
