using Harness.Oracle.Vertices;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Raster;

/// <summary>
/// Interpolation over a triangle in homogeneous coordinates. With rows (X, Y, W) of window coordinates times w, the weights l solve
/// sum l_i (X_i, Y_i, W_i) = (x, y, 1); then 1/w = sum l_i, perspective weights are l_i / sum l, and linear ones l_i W_i.
/// </summary>
internal sealed class TriangleInterpolator : Interpolator
{
    private readonly ShadedVertex[] vertices;
    private readonly ShadedVertex provoking;
    private readonly WindowTransform transform;
    private readonly double[] inverse = new double[9];
    private readonly double[] ndcZ = new double[3];
    private readonly bool sameDepth;
    private readonly bool sameW;
    private readonly double snap;
    private readonly double offsetLow;
    private readonly double offsetHigh;
    private readonly bool clampDepth;
    private readonly int points;
    private readonly double[] weights;
    private readonly double[] perspective;
    private readonly double[] linear;
    private readonly Dictionary<int, Corners> corners = [];
    private (int Index, Corners Values)? latest;

    public TriangleInterpolator(AssembledPrimitive primitive, WindowTransform transform, double snap, (double Low, double High) depthOffset, bool clampDepth)
    {
        vertices = [primitive.A, primitive.B, primitive.C];
        provoking = primitive.Provoking;
        (this.transform, this.snap, this.clampDepth) = (transform, snap, clampDepth);
        (offsetLow, offsetHigh) = depthOffset;
        var m = new double[9];
        for (int i = 0; i < 3; i++)
        {
            (double x, double y, double z, double w) = vertices[i].Clip;
            m[i] = (x * transform.ScaleX) + (w * transform.TranslateX);
            m[3 + i] = (y * transform.ScaleY) + (w * transform.TranslateY);
            m[6 + i] = w;
            ndcZ[i] = z;
        }

        Determinant = Invert(m, inverse);
        sameW = vertices[0].Clip.W == vertices[1].Clip.W && vertices[1].Clip.W == vertices[2].Clip.W;
        sameDepth = sameW && ndcZ[0] == ndcZ[1] && ndcZ[1] == ndcZ[2];
        DepthOrigin = (vertices[0].Clip, vertices[1].Clip, vertices[2].Clip, transform, depthOffset, clampDepth);
        points = snap > 0 ? 5 : 1;
        weights = new double[points * 3];
        perspective = new double[points * 3];
        linear = new double[points * 3];
    }

    /// <summary>A varying at the three corners.</summary>
    private sealed record Corners(Quad<Interval> A, Quad<Interval> B, Quad<Interval> C);

    /// <summary>Twice the signed area in window coordinates times the product of w: positive for counter-clockwise triangles in front of the eye.</summary>
    public double Determinant { get; }

    /// <summary>Largest magnitude of depth at the corners.</summary>
    public double LargestDepth => Enumerable.Range(0, 3).Max(i => Math.Abs(transform.Depth(ndcZ[i] / vertices[i].Clip.W)));

    /// <summary>Largest slope of depth, per pixel, as an implementation may compute it: the larger of the two slopes up to their length.</summary>
    public (double Low, double High) DepthSlope()
    {
        double dx = 0;
        double dy = 0;
        for (int i = 0; i < 3; i++)
        {
            dx += inverse[(i * 3) + 0] * ndcZ[i] * transform.ScaleZ;
            dy += inverse[(i * 3) + 1] * ndcZ[i] * transform.ScaleZ;
        }

        return (Math.Max(Math.Abs(dx), Math.Abs(dy)), Math.Sqrt((dx * dx) + (dy * dy)));
    }

    public override void MoveTo(double x, double y)
    {
        Set(0, x, y);
        if (points > 1)
        {
            Set(1, x - snap, y);
            Set(2, x + snap, y);
            Set(3, x, y - snap);
            Set(4, x, y + snap);
        }

        void Set(int point, double px, double py)
        {
            for (int i = 0; i < 3; i++)
            {
                weights[(point * 3) + i] = (inverse[i * 3] * px) + (inverse[(i * 3) + 1] * py) + inverse[(i * 3) + 2];
            }

            // All channels of all varyings are weighted alike.
            (double u, double v, double w) = (weights[point * 3], weights[(point * 3) + 1], weights[(point * 3) + 2]);
            Normalise(perspective.AsSpan(point * 3, 3), u, v, w);
            Normalise(linear.AsSpan(point * 3, 3), u * vertices[0].Clip.W, v * vertices[1].Clip.W, w * vertices[2].Clip.W);
        }

        static void Normalise(Span<double> into, double u, double v, double w)
        {
            double sum = u + v + w;
            (into[0], into[1], into[2]) = (u / sum, v / sum, w / sum);
        }
    }

    public override Interval Depth
    {
        get
        {
            (double low, double high) = (double.MaxValue, double.MinValue);
            for (int p = 0; p < points; p++)
            {
                double z = transform.Depth(sameDepth ? ndcZ[0] / vertices[0].Clip.W
                    : (weights[p * 3] * ndcZ[0]) + (weights[(p * 3) + 1] * ndcZ[1]) + (weights[(p * 3) + 2] * ndcZ[2]));
                low = Math.Min(low, z);
                high = Math.Max(high, z);
            }

            double error = sameDepth ? 0 : DepthError;
            var depth = new Interval(low - error + offsetLow, high + error + offsetHigh);
            return clampDepth ? new Interval(Math.Clamp(depth.Low, transform.DepthLow, transform.DepthHigh), Math.Clamp(depth.High, transform.DepthLow, transform.DepthHigh)) : depth;
        }
    }

    public override object DepthOrigin { get; }

    public override Interval InverseW
    {
        get
        {
            double value = weights[0] + weights[1] + weights[2];
            return sameW ? Interval.Exactly(1 / vertices[0].Clip.W) : Interval.Around(value, Math.Abs(value) * RelativeError);
        }
    }

    public override Quad<Interval> Varying(Varying varying, bool flat)
    {
        if (flat)
        {
            return provoking.Varyings[varying.Index];
        }

        Corners at = CornersOf(varying.Index);
        Quad<Interval> result = default;
        for (int k = 0; k < varying.Width; k++)
        {
            result[k] = Interpolate(at.A[k], at.B[k], at.C[k], varying.Interpolation == Interpolation.NoPerspective);
        }

        return result;
    }

    private Corners CornersOf(int varying)
    {
        if (latest is { } known && known.Index == varying)
        {
            return known.Values;
        }

        if (!corners.TryGetValue(varying, out Corners? values))
        {
            corners.Add(varying, values = new Corners(vertices[0].Varyings[varying], vertices[1].Varyings[varying], vertices[2].Varyings[varying]));
        }

        latest = (varying, values);
        return values;
    }

    private Interval Interpolate(Interval a, Interval b, Interval c, bool noPerspective)
    {
        double size = Math.Max(Math.Max(Magnitude(a), Magnitude(b)), Magnitude(c));
        if (a == b && b == c)
        {
            return sameW || noPerspective ? a : a.Widened(size * RelativeError);
        }

        (double low, double high) = (double.MaxValue, double.MinValue);
        ReadOnlySpan<double> share = noPerspective ? linear : perspective;
        for (int p = 0; p < points; p++)
        {
            (double u, double v, double w) = (share[p * 3], share[(p * 3) + 1], share[(p * 3) + 2]);
            low = Math.Min(low, Least(u, a) + Least(v, b) + Least(w, c));
            high = Math.Max(high, Most(u, a) + Most(v, b) + Most(w, c));
        }

        return new Interval(low, high).Widened(size * RelativeError);
    }

    private static double Least(double weight, Interval value) => weight * (weight >= 0 ? value.Low : value.High);

    private static double Most(double weight, Interval value) => weight * (weight >= 0 ? value.High : value.Low);

    private static double Magnitude(Interval value) => Math.Max(Math.Abs(value.Low), Math.Abs(value.High));

    private static double Invert(double[] m, double[] inverse)
    {
        double c00 = (m[4] * m[8]) - (m[5] * m[7]);
        double c01 = (m[5] * m[6]) - (m[3] * m[8]);
        double c02 = (m[3] * m[7]) - (m[4] * m[6]);
        double determinant = (m[0] * c00) + (m[1] * c01) + (m[2] * c02);
        double f = 1 / determinant;
        inverse[0] = c00 * f;
        inverse[1] = ((m[2] * m[7]) - (m[1] * m[8])) * f;
        inverse[2] = ((m[1] * m[5]) - (m[2] * m[4])) * f;
        inverse[3] = c01 * f;
        inverse[4] = ((m[0] * m[8]) - (m[2] * m[6])) * f;
        inverse[5] = ((m[2] * m[3]) - (m[0] * m[5])) * f;
        inverse[6] = c02 * f;
        inverse[7] = ((m[1] * m[6]) - (m[0] * m[7])) * f;
        inverse[8] = ((m[0] * m[4]) - (m[1] * m[3])) * f;
        return determinant;
    }
}
