namespace Harness.Imaging;

/// <summary>
/// A guess how the observed frame came from the expected one: which reference pixel lies at an observed pixel's place, and how its bounds change
/// on the way. It holds when nearly all observed pixels are inside the bounds made that way.
/// </summary>
internal abstract class Hypothesis(HintKind kind, string text)
{
    /// <summary>A guess may leave this share of the pixels out unexplained: two defects at once, or a noisy one.</summary>
    private const double Unexplained = 0.02;

    public MismatchHint Hint { get; } = new(kind, text);

    /// <summary>The bounds of observed pixel <paramref name="at"/> if the guess is right; false when the guess says nothing about that pixel.</summary>
    protected abstract bool TryBounds(Mismatch mismatch, int at, out uint lower, out uint upper);

    public bool Explains(Mismatch mismatch) => ExplainsSamples(mismatch) && ExplainsAll(mismatch);

    /// <summary>A cheap look at the sampled pixels, which turns down almost every wrong guess.</summary>
    public bool ExplainsSamples(Mismatch mismatch)
    {
        var (inside, outside) = (0, 0);
        foreach (var at in mismatch.Samples)
        {
            if (TryBounds(mismatch, at, out var lower, out var upper))
            {
                _ = mismatch.IsOut(at, lower, upper) ? outside++ : inside++;
            }
        }

        return 2 * inside >= mismatch.Samples.Count && outside <= Unexplained * mismatch.Samples.Count;
    }

    public bool ExplainsAll(Mismatch mismatch)
    {
        var (explained, stillOut) = (0, 0);
        var most = (int)(Unexplained * mismatch.PixelsOut);
        for (var at = 0; at < mismatch.Width * mismatch.Height; at++)
        {
            if (!TryBounds(mismatch, at, out var lower, out var upper))
            {
                continue;
            }

            if (mismatch.IsOut(at, lower, upper))
            {
                if (++stillOut > most)
                {
                    return false;
                }
            }
            else if (mismatch.IsOut(at))
            {
                explained++;
            }
        }

        return 2 * explained >= mismatch.PixelsOut;
    }
}

/// <summary>The right pixels in the wrong place.</summary>
/// <param name="source">From an observed pixel's x and y to the reference pixel whose bounds belong there; outside the frame: nothing is said.</param>
internal sealed class MovedPixels(HintKind kind, string text, Func<int, int, (int X, int Y)> source) : Hypothesis(kind, text)
{
    protected override bool TryBounds(Mismatch mismatch, int at, out uint lower, out uint upper)
    {
        var (y, x) = Math.DivRem(at, mismatch.Width);
        var (fromX, fromY) = source(x, y);
        if ((uint)fromX >= (uint)mismatch.Width || (uint)fromY >= (uint)mismatch.Height)
        {
            (lower, upper) = (0, 0);
            return false;
        }

        var from = (fromY * mismatch.Width) + fromX;
        (lower, upper) = (mismatch.Reference.Lower.Packed()[from], mismatch.Reference.Upper.Packed()[from]);
        return true;
    }
}

/// <summary>The right places with changed colours.</summary>
/// <param name="recode">From a pixel's lower bound, upper bound and observed value to the changed bounds.</param>
internal sealed class RecodedPixels(HintKind kind, string text, Func<Rgba, Rgba, Rgba, (Rgba Lower, Rgba Upper)> recode) : Hypothesis(kind, text)
{
    protected override bool TryBounds(Mismatch mismatch, int at, out uint lower, out uint upper)
    {
        var (low, high) = recode(
            Rgba.FromPacked(mismatch.Reference.Lower.Packed()[at]), Rgba.FromPacked(mismatch.Reference.Upper.Packed()[at]),
            Rgba.FromPacked(mismatch.Observed.Packed()[at]));
        (lower, upper) = (low.Packed, high.Packed);
        return true;
    }
}
