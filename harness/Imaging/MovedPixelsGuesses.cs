namespace Harness.Imaging;

/// <summary>Guesses about pixels in the wrong place: flips, shifts, wrong strides.</summary>
internal static class MovedPixelsGuesses
{
    private const int MostShift = 16;
    private const int MostShear = 64;

    /// <summary>Shifts and shears are many; only the nearest few that the samples allow are tried on the whole frame.</summary>
    private const int MostFullTries = 3;

    public static IEnumerable<MismatchHint> Find(Mismatch mismatch)
    {
        var (right, bottom) = (mismatch.Width - 1, mismatch.Height - 1);
        var turned = FirstThatHolds(mismatch,
        [
            new MovedPixels(HintKind.FlippedInY,
                "the observed frame is the expected one flipped in y: look at the sign of the viewport's y scale, the resource's Y_0_TOP flag and the row order of the transfer.",
                (x, y) => (x, bottom - y)),
            new MovedPixels(HintKind.FlippedInX,
                "the observed frame is the expected one flipped in x: look at the sign of the viewport's x scale.",
                (x, y) => (right - x, y)),
            new MovedPixels(HintKind.TurnedHalf,
                "the observed frame is the expected one turned by 180 degrees: look at the signs of both viewport scales.",
                (x, y) => (right - x, bottom - y)),
        ]);
        if (turned is not null)
        {
            return [turned];
        }

        var moved = FirstThatHolds(mismatch, Shifts(mismatch)) ?? FirstThatHolds(mismatch, Shears(mismatch));
        return moved is null ? [] : [moved];
    }

    private static MismatchHint? FirstThatHolds(Mismatch mismatch, IEnumerable<Hypothesis> guesses) =>
        guesses.Where(guess => guess.ExplainsSamples(mismatch)).Take(MostFullTries).FirstOrDefault(guess => guess.ExplainsAll(mismatch))?.Hint;

    /// <summary>All small shifts, the smallest first.</summary>
    private static IEnumerable<Hypothesis> Shifts(Mismatch mismatch)
    {
        // Of a small frame a large shift leaves so little to compare that it would explain anything.
        var (mostX, mostY) = (Math.Min(MostShift, mismatch.Width / 4), Math.Min(MostShift, mismatch.Height / 4));
        return
            from dx in Enumerable.Range(-mostX, (2 * mostX) + 1)
            from dy in Enumerable.Range(-mostY, (2 * mostY) + 1)
            where dx != 0 || dy != 0
            orderby (dx * dx) + (dy * dy)
            select new MovedPixels(HintKind.Shifted,
                $"the observed frame is the expected one shifted by ({dx}, {dy}) pixels (x to the right, y down; GL y {-dy}): look at the viewport's offset, "
                + "the scissor and the transfer's box.",
                (x, y) => (x - dx, y - dy));
    }

    /// <summary>Rows that start d pixels too early or too late each: pixel (x, y) was read at y * (width + d) + x.</summary>
    private static IEnumerable<Hypothesis> Shears(Mismatch mismatch)
    {
        var width = mismatch.Width;
        var most = Math.Min(MostShear, width / 2);
        return
            from d in Enumerable.Range(1, Math.Max(0, most)).SelectMany(d => new[] { d, -d })
            select new MovedPixels(HintKind.Sheared,
                $"each row starts {Math.Abs(d)} pixels {(d > 0 ? "later" : "earlier")} in the picture than the one above: a stride is wrong by {4 * d} bytes.",
                (x, y) =>
                {
                    var (fromY, fromX) = Math.DivRem((y * (width + d)) + x, width);
                    return (fromX, fromY);
                });
    }
}
