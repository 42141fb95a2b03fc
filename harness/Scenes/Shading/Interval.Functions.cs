namespace Harness.Scenes.Shading;

public readonly partial record struct Interval
{
    /// <summary>Trigonometry: absolute error inside [-pi, pi].</summary>
    private const double TrigonometryError = 1.0 / 2048;

    /// <summary>One ULP of a float is at most this much of it.</summary>
    private const double FloatEpsilon = 1.0 / (1 << 23);

    /// <summary>Below this a result may be subnormal, after its error, and flushed to zero.</summary>
    private const double SmallestSafe = 2 * 1.17549435e-38;

    /// <summary><c>a + t (b - a)</c>, or <c>a (1 - t) + b t</c>.</summary>
    public static Interval Mix(Interval a, Interval b, Interval t)
    {
        if (t is { Low: 0, High: 0 })
        {
            return a;
        }

        // a + t (b - a) and a (1 - t) + b t are both in use. The value is linear in each of the three, so its extremes are at the corners.
        Interval exact = Either(At(a, b, t.Low), At(a, b, t.High));
        double size = Math.Max(Size(a), Size(b));
        double error = (Size(exact) + (size * Math.Max(2 + (3 * Size(t)), 4 * Size(t)))) * FloatEpsilon;
        // Not so where a term overflows on the way.
        return size * (2 + (2 * Size(t))) < float.MaxValue
            ? Flushed(exact.Low - error, exact.High + error) with { Terms = (float)(size * (1 + (2 * Size(t)))) }
            : Everything;

        static Interval At(Interval a, Interval b, double t)
        {
            (double p, double q, double r, double s) = (a.Low * (1 - t), a.High * (1 - t), b.Low * t, b.High * t);
            return new(Math.Min(p, q) + Math.Min(r, s), Math.Max(p, q) + Math.Max(r, s));
        }
    }

    private static Interval Fraction(Interval a)
    {
        double floor = Math.Floor(a.Low);
        return floor == Math.Floor(a.High) ? Rounded(a.Low - floor, a.High - floor) : new(0, 1);
    }

    public static Interval Square(Interval a)
    {
        Interval exact = ExactSquare(a);
        return Rounded(exact.Low, exact.High);
    }

    private static Interval ExactSquare(Interval a)
    {
        Interval size = Apply(UnaryOperation.Absolute, a);
        return new(size.Low * size.Low, size.High * size.High);
    }

    private static Interval Product(Interval a, Interval b) => Hull(a.Low * b.Low, a.Low * b.High, a.High * b.Low, a.High * b.High);

    private static Interval Multiply(Interval a, Interval b)
    {
        Interval exact = Product(a, b);
        return Rounded(exact.Low, exact.High);
    }

    private static Interval Divide(Interval a, Interval b)
    {
        if (b.Low <= 0 && b.High >= 0)
        {
            return Everything;
        }

        // GLSL 4.50 section 4.7.1: 2.5 ULP for divisors from 2^-126 to 2^126.
        Interval exact = Hull(a.Low / b.Low, a.Low / b.High, a.High / b.Low, a.High / b.High);
        return Within(exact.Low, exact.High, 2.5);
    }

    /// <summary>sqrt is derived from 1 / inversesqrt: 2.5 ULP on top of 2.</summary>
    private static Interval SquareRoot(Interval a)
    {
        if (a.Low < 0)
        {
            return Everything;
        }

        return Within(Math.Sqrt(a.Low), Math.Sqrt(a.High), 5);
    }

    private static Interval InverseSquareRoot(Interval a)
    {
        if (a.Low <= 0)
        {
            return Everything;
        }

        return Within(1 / Math.Sqrt(a.High), 1 / Math.Sqrt(a.Low), 2);
    }

    /// <summary>3 + 2 |x| ULP.</summary>
    private static Interval Exp2(Interval a)
    {
        return Flushed(At(a.Low, -1), At(a.High, 1));

        static double At(double x, int direction)
        {
            double value = Math.Pow(2, x);
            double error = value * (3 + (2 * Math.Abs(x))) * FloatEpsilon;
            return double.IsFinite(error) && value > 0 ? Math.Max(0, value + (direction * error)) : value;
        }
    }

    /// <summary>3 ULP outside [0.5, 2], 2^-21 absolute inside.</summary>
    private static Interval Log2(Interval a)
    {
        return a.Low <= 0 ? Everything : new(At(a.Low, -1), At(a.High, 1));

        static double At(double x, int direction)
        {
            double value = Math.Log2(x);
            return value + (direction * Math.Max(Math.Abs(value) * 3 * FloatEpsilon, 1.0 / (1 << 21)));
        }
    }

    /// <summary>Derived from exp2(y log2 x); undefined for x below zero, and for zero to the power of nothing more than zero.</summary>
    private static Interval Power(Interval a, Interval b)
    {
        if (a.Low < 0 || (a.Low == 0 && b.Low <= 0))
        {
            return Everything;
        }

        return a.Low > 0 ? Exp2(Multiply(b, Log2(a)))
            : a.High > 0 ? new(0, Exp2(Multiply(b, Log2(a with { Low = a.High }))).High)
            : a;
    }

    private static Interval Sine(double low, double high)
    {
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        double error = size <= 5 ? TrigonometryError : TrigonometryError + (size * FloatEpsilon * 4);
        if (!(high - low < 2 * Math.PI))
        {
            return new(-1 - error, 1 + error);
        }

        double a = Math.Sin(low);
        double b = Math.Sin(high);
        // A crest (pi/2 + 2 k pi) or a trough (-pi/2 + 2 k pi) inside the interval.
        bool crest = Math.Floor((high - (Math.PI / 2)) / (2 * Math.PI)) >= Math.Ceiling((low - (Math.PI / 2)) / (2 * Math.PI));
        bool trough = Math.Floor((high + (Math.PI / 2)) / (2 * Math.PI)) >= Math.Ceiling((low + (Math.PI / 2)) / (2 * Math.PI));
        return new((trough ? -1 : Math.Min(a, b)) - error, (crest ? 1 : Math.Max(a, b)) + error);
    }

    private static double Size(Interval a) => Math.Max(Math.Abs(a.Low), Math.Abs(a.High));

    /// <summary>The hull of four values; all values where one of them is none (0 times infinity).</summary>
    private static Interval Hull(double p, double q, double r, double s) => double.IsNaN(p + q + r + s) && (double.IsNaN(p) || double.IsNaN(q) || double.IsNaN(r) || double.IsNaN(s))
        ? Everything
        : new(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));

    /// <summary>Correctly rounded: exact where a float holds the value, else one of its two neighbours.</summary>
    private static Interval Rounded(double low, double high) => double.IsNaN(low) || double.IsNaN(high)
        ? Everything
        : Flushed(low == (float)low ? low : Down(low, 1), high == (float)high ? high : Up(high, 1));

    private static Interval Within(double low, double high, double ulps) => Flushed(Down(low, ulps), Up(high, ulps));

    /// <summary>Adds what may become of results that a float cannot hold as a normal number: zero, or the largest float, or infinity.</summary>
    private static Interval Flushed(double low, double high) => new(
        low > 0 && low < SmallestSafe ? 0 : low < 0 && low > -SmallestSafe ? low - float.Epsilon : low < -float.MaxValue ? double.NegativeInfinity : Math.Min(low, float.MaxValue),
        high < 0 && high > -SmallestSafe ? 0 : high > 0 && high < SmallestSafe ? high + float.Epsilon : high > float.MaxValue ? double.PositiveInfinity : Math.Max(high, -float.MaxValue));

    private static double Down(double x, double ulps) => double.IsFinite(x) ? x - (Math.Abs(x) * FloatEpsilon * ulps) : x;

    private static double Up(double x, double ulps) => double.IsFinite(x) ? x + (Math.Abs(x) * FloatEpsilon * ulps) : x;
}
