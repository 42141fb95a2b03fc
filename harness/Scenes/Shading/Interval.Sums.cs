namespace Harness.Scenes.Shading;

public readonly partial record struct Interval
{
    /// <summary>The sum of products, in any order, with or without fused operations.</summary>
    public static Interval Dot(in Quad<Interval> a, in Quad<Interval> b, int width, bool same)
    {
        double low = 0;
        double high = 0;
        double size = 0;
        double grid = double.PositiveInfinity;
        for (int c = 0; c < width; c++)
        {
            Interval product = same ? ExactSquare(a[c]) : Product(a[c], b[c]);
            low += product.Low;
            high += product.High;
            size += Size(product);
            grid = Math.Min(grid, product.Low == product.High ? GridOf(product.Low) : 0);
        }

        double error = IsExact(size, grid) ? 0 : size * width * FloatEpsilon * 1.001;
        return size < float.MaxValue ? Flushed(low - error, high + error) with { Terms = (float)size, Grid = (float)grid } : Everything;
    }

    /// <summary>
    /// A sum of two is correctly rounded. In a sum of more, any two may be added first: unless all of them lie on a grid so coarse that no partial sum is rounded,
    /// the bound grows by what rounding may do to partial sums as large as all terms together.
    /// </summary>
    private static Interval Sum(Interval a, Interval b)
    {
        if (IsNothing(a) || IsNothing(b))
        {
            return IsNothing(a) ? b : a;
        }

        double terms = (a.Terms > 0 ? a.Terms : Size(a)) + (b.Terms > 0 ? b.Terms : Size(b));
        double grid = Math.Min(a.Terms > 0 ? a.Grid : GridOf(a), b.Terms > 0 ? b.Grid : GridOf(b));
        bool regroups = (a.Terms > 0 || b.Terms > 0) && !IsExact(terms, grid);
        if (regroups && !(terms < float.MaxValue))
        {
            return Everything;
        }

        double error = regroups ? 4 * terms * FloatEpsilon : 0;
        Interval sum = Rounded(a.Low + b.Low, a.High + b.High);
        return (regroups ? Flushed(sum.Low - error, sum.High + error) : sum) with { Terms = (float)terms, Grid = (float)grid };
    }

    /// <summary>Zero, and not as what is left of larger terms.</summary>
    private static bool IsNothing(Interval a) => a is { Low: 0, High: 0, Terms: 0 };

    private static Interval Negated(Interval a) => a with { Low = -a.High, High = -a.Low };

    /// <summary>Whether floats hold every sum of numbers of this grid whose sizes add up to this.</summary>
    private static bool IsExact(double size, double grid) => size <= grid * (1 << 24);

    private static double GridOf(Interval a) => a.Low == a.High ? GridOf(a.Low) : 0;

    /// <summary>The largest power of two that divides the number; infinity for zero, zero for numbers that are none.</summary>
    private static double GridOf(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) & 0x7ff;
        if (x == 0 || exponent is 0 or 0x7ff)
        {
            return x == 0 ? double.PositiveInfinity : 0;
        }

        long mantissa = (bits & 0xfffffffffffff) | (1L << 52);
        return Math.ScaleB(1, exponent - 1075 + System.Numerics.BitOperations.TrailingZeroCount(mantissa));
    }
}
