namespace Harness.Imaging;

/// <summary>Everything that is tried on a frame that failed, in the order in which it is told.</summary>
internal static class MismatchHints
{
    /// <summary>Pixels looked at for the most frequent expected colour, which is taken for the background.</summary>
    private const int BackgroundSamples = 1 << 14;

    public static IReadOnlyList<MismatchHint> Find(Mismatch mismatch) =>
    [
        .. OneColour(mismatch),
        .. RecodedPixelsGuesses.Find(mismatch),
        .. MovedPixelsGuesses.Find(mismatch),
        .. SomeChannelsOnly(mismatch),
        .. Background(mismatch),
        .. OneStep(mismatch),
        .. EdgesOnly(mismatch),
    ];

    private static IEnumerable<MismatchHint> OneColour(Mismatch mismatch)
    {
        var pixels = mismatch.Observed.Packed();
        if (pixels.Length == 1 || pixels[1..].ContainsAnyExcept(pixels[0]))
        {
            return [];
        }

        var colour = Rgba.FromPacked(pixels[0]);
        var meaning = (pixels[0] & mismatch.Mask) == (MostFrequentExpected(mismatch) & mismatch.Mask)
            ? "the most frequent expected colour, so the clear worked and nothing was drawn over it"
            : colour is { R: 0, G: 0, B: 0 }
                ? "black: nothing reached this frame, not even the clear (nothing was submitted, the context was lost, or the wrong resource was read)"
                : "none that the background should have";
        return [new MismatchHint(HintKind.OneColour, $"every pixel is {colour}, {meaning}.")];
    }

    private static IEnumerable<MismatchHint> SomeChannelsOnly(Mismatch mismatch)
    {
        if (mismatch.ChannelsOut == Channels.Alpha)
        {
            return [new MismatchHint(HintKind.SomeChannelsOnly,
                "only alpha is wrong: look for a format without alpha (X8), the alpha blend factors and the colour mask.")];
        }

        return mismatch.ChannelsOut is Channels.Red or Channels.Green or Channels.Blue
            ? [new MismatchHint(HintKind.SomeChannelsOnly, $"only {mismatch.ChannelsOut} is wrong: look at the colour mask, swizzles and the attribute's format.")]
            : [];
    }

    private static IEnumerable<MismatchHint> Background(Mismatch mismatch)
    {
        var background = MostFrequentExpected(mismatch) & mismatch.Mask;
        var observed = mismatch.Observed.Packed();
        var expected = mismatch.Reference.Expected.Packed();
        var (missing, superfluous) = (true, true);
        for (var at = 0; at < observed.Length && (missing || superfluous); at++)
        {
            if (mismatch.IsOut(at))
            {
                missing &= (observed[at] & mismatch.Mask) == background;
                superfluous &= (expected[at] & mismatch.Mask) == background;
            }
        }

        if (missing)
        {
            return [new MismatchHint(HintKind.Missing,
                "every wrong pixel shows the background: something was not drawn there (culled, clipped, scissored, failed depth test, dropped draw).")];
        }

        return superfluous
            ? [new MismatchHint(HintKind.Superfluous,
                "every wrong pixel should show the background: something was drawn that should not be (culling, scissor, depth test or discard without effect).")]
            : [];
    }

    private static IEnumerable<MismatchHint> OneStep(Mismatch mismatch) =>
        mismatch.WorstDeviation == 1
            ? [new MismatchHint(HintKind.OneStep, "nothing is wrong by more than one step of 1/255: look at rounding, precision of constants and interpolation.")]
            : [];

    /// <summary>Pixels with a neighbour of another expected colour are edges; the sign means little where nearly everything is one.</summary>
    private static IEnumerable<MismatchHint> EdgesOnly(Mismatch mismatch)
    {
        var outside = mismatch.Samples.Count(at => !IsEdge(mismatch, at));
        var step = Math.Max(1, mismatch.Width * mismatch.Height / BackgroundSamples);
        var (edges, looked) = (0, 0);
        for (var at = 0; at < mismatch.Width * mismatch.Height; at += step)
        {
            edges += IsEdge(mismatch, at) ? 1 : 0;
            looked++;
        }

        return outside == 0 && 3 * edges < looked
            ? [new MismatchHint(HintKind.EdgesOnly,
                "only pixels at edges are wrong: look at the half-pixel centre, the fill rule, the viewport's fraction, vertex precision and scissor limits.")]
            : [];
    }

    private static bool IsEdge(Mismatch mismatch, int at)
    {
        var expected = mismatch.Reference.Expected.Packed();
        var (y, x) = Math.DivRem(at, mismatch.Width);
        for (var ny = Math.Max(0, y - 1); ny <= Math.Min(mismatch.Height - 1, y + 1); ny++)
        {
            for (var nx = Math.Max(0, x - 1); nx <= Math.Min(mismatch.Width - 1, x + 1); nx++)
            {
                if (((expected[(ny * mismatch.Width) + nx] ^ expected[at]) & mismatch.Mask) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static uint MostFrequentExpected(Mismatch mismatch)
    {
        var pixels = mismatch.Reference.Expected.Packed();
        var counts = new Dictionary<uint, int>();
        for (var at = 0; at < pixels.Length; at += Math.Max(1, pixels.Length / BackgroundSamples))
        {
            counts[pixels[at]] = counts.GetValueOrDefault(pixels[at]) + 1;
        }

        return counts.MaxBy(pair => pair.Value).Key;
    }
}
