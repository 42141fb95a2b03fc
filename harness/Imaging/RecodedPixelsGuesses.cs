namespace Harness.Imaging;

/// <summary>Guesses about pixels in the right place with changed colours: channel order, alpha multiplied in or out, the sRGB curve.</summary>
internal static class RecodedPixelsGuesses
{
    private static readonly byte[] SrgbEncode = Curve(SrgbFromLinear);
    private static readonly byte[] SrgbDecode = Curve(LinearFromSrgb);
    private static readonly Hypothesis[] Orders = [.. ChannelOrders()];
    private static readonly Hypothesis[] Curves =
    [
        new RecodedPixels(HintKind.Premultiplied,
            "colours are multiplied by alpha: look at the blend factors and at who composes the frame.",
            (lower, upper, seen) => (
                new Rgba(Times(lower.R, seen.A, 0), Times(lower.G, seen.A, 0), Times(lower.B, seen.A, 0), lower.A),
                new Rgba(Times(upper.R, seen.A, 254), Times(upper.G, seen.A, 254), Times(upper.B, seen.A, 254), upper.A))),
        new RecodedPixels(HintKind.Unpremultiplied,
            "colours are divided by alpha: someone took the frame for a premultiplied one.",
            (lower, upper, seen) => (
                new Rgba(Over(lower.R, seen.A, -1), Over(lower.G, seen.A, -1), Over(lower.B, seen.A, -1), lower.A),
                new Rgba(Over(upper.R, seen.A, 1), Over(upper.G, seen.A, 1), Over(upper.B, seen.A, 1), upper.A))),
        new RecodedPixels(HintKind.SrgbEncoded,
            "colours went through the linear-to-sRGB curve: look for an SRGB format where a UNORM one was asked for, or FRAMEBUFFER_SRGB left on.",
            (lower, upper, _) => (Through(SrgbEncode, lower, -1), Through(SrgbEncode, upper, 1))),
        new RecodedPixels(HintKind.SrgbDecoded,
            "colours went through the sRGB-to-linear curve: look for a sampler view with an SRGB format.",
            (lower, upper, _) => (Through(SrgbDecode, lower, -1), Through(SrgbDecode, upper, 1))),
    ];

    public static IEnumerable<MismatchHint> Find(Mismatch mismatch)
    {
        var found = Orders.FirstOrDefault(guess => guess.Explains(mismatch)) ?? Curves.FirstOrDefault(guess => guess.Explains(mismatch));
        return found is null ? [] : [found.Hint];
    }

    /// <summary>All orders of four channels but the right one: the exchange of R and B first, then those that move fewest channels.</summary>
    private static IEnumerable<Hypothesis> ChannelOrders()
    {
        const string Names = "RGBA";
        var orders =
            from r in Enumerable.Range(0, 4)
            from g in Enumerable.Range(0, 4)
            from b in Enumerable.Range(0, 4)
            let a = 6 - r - g - b
            where r != g && r != b && g != b && (r, g, b, a) != (0, 1, 2, 3)
            let moved = (r == 0 ? 0 : 1) + (g == 1 ? 0 : 1) + (b == 2 ? 0 : 1) + (a == 3 ? 0 : 1)
            orderby (r, g, b, a) == (2, 1, 0, 3) ? 0 : moved
            select (r, g, b, a);
        foreach (var (r, g, b, a) in orders)
        {
            var text = (r, g, b, a) == (2, 1, 0, 3)
                ? "channels R and B are swapped: look for BGRA where RGBA is meant (or the reverse) in the resource's, surface's or scanout's format."
                : $"the channels R, G, B, A hold the expected {Names[r]}, {Names[g]}, {Names[b]}, {Names[a]}: look at the format's channel order and at swizzles.";
            yield return new RecodedPixels(HintKind.ChannelsReordered, text, (lower, upper, _) => (Reordered(lower), Reordered(upper)));

            Rgba Reordered(Rgba pixel) => new(Channel(pixel, r), Channel(pixel, g), Channel(pixel, b), Channel(pixel, a));
        }
    }

    private static byte Channel(Rgba pixel, int index) => (byte)(pixel.Packed >> (8 * index));

    /// <summary>value * alpha / 255, rounded down (add 0) or up (add 254).</summary>
    private static byte Times(byte value, byte alpha, int add) => (byte)(((value * alpha) + add) / 255);

    private static byte Over(byte value, byte alpha, int slack) => alpha == 0 ? (byte)(slack < 0 ? 0 : 255) : Clamp((value * 255.0 / alpha) + slack);

    private static Rgba Through(byte[] curve, Rgba pixel, int slack) =>
        new(Clamp(curve[pixel.R] + slack), Clamp(curve[pixel.G] + slack), Clamp(curve[pixel.B] + slack), pixel.A);

    private static byte Clamp(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);

    private static byte[] Curve(Func<double, double> curve) => [.. Enumerable.Range(0, 256).Select(step => Clamp(255 * curve(step / 255.0)))];

    /// <summary>The sRGB transfer function of IEC 61966-2-1.</summary>
    private static double SrgbFromLinear(double c) => c <= 0.0031308 ? 12.92 * c : (1.055 * Math.Pow(c, 1 / 2.4)) - 0.055;

    private static double LinearFromSrgb(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
