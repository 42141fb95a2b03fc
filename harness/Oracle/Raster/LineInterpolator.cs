using Harness.Oracle.Vertices;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Raster;

/// <summary>Interpolation along a line: the sample point's projection on it (GL 4.5 equation 14.3 ff.).</summary>
internal sealed class LineInterpolator(
    AssembledPrimitive primitive, WindowTransform transform, (double X, double Y) a, (double X, double Y) b, double minorShift, (double Low, double High) depthOffset, bool clampDepth) : Interpolator
{
    private readonly double lengthSquared = ((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y));
    private double low;
    private double high;

    public override void MoveTo(double x, double y)
    {
        double t = (((x - a.X) * (b.X - a.X)) + ((y - a.Y) * (b.Y - a.Y))) / lengthSquared;
        // An implementation may take the position along the major axis instead of the projection: they differ by the distance from the line.
        double error = (0.5 + minorShift + transform.Grid) / Math.Sqrt(lengthSquared);
        bool axisAligned = a.X == b.X || a.Y == b.Y;
        (low, high) = axisAligned ? (t - (transform.Grid / Math.Sqrt(lengthSquared)), t + (transform.Grid / Math.Sqrt(lengthSquared))) : (t - error, t + error);
    }

    public override Interval Depth
    {
        get
        {
            double za = transform.Depth(primitive.A.Clip.Z / primitive.A.Clip.W);
            double zb = transform.Depth(primitive.B.Clip.Z / primitive.B.Clip.W);
            double p = za + (low * (zb - za));
            double q = za + (high * (zb - za));
            double error = za == zb ? 0 : DepthError;
            var depth = new Interval(Math.Min(p, q) - error + depthOffset.Low, Math.Max(p, q) + error + depthOffset.High);
            return clampDepth ? new Interval(Math.Clamp(depth.Low, transform.DepthLow, transform.DepthHigh), Math.Clamp(depth.High, transform.DepthLow, transform.DepthHigh)) : depth;
        }
    }

    public override Interval InverseW
    {
        get
        {
            double p = At(low);
            double q = At(high);
            return new Interval(Math.Min(p, q), Math.Max(p, q)).Widened(primitive.A.Clip.W == primitive.B.Clip.W ? 0 : Math.Max(p, q) * RelativeError);

            double At(double t) => ((1 - t) / primitive.A.Clip.W) + (t / primitive.B.Clip.W);
        }
    }

    public override Quad<Interval> Varying(Varying varying, bool flat)
    {
        if (flat)
        {
            return primitive.Provoking.Varyings[varying.Index];
        }

        Quad<Interval> from = primitive.A.Varyings[varying.Index];
        Quad<Interval> to = primitive.B.Varyings[varying.Index];
        Quad<Interval> result = default;
        for (int k = 0; k < varying.Width; k++)
        {
            Interval one = At(from[k], to[k], low, varying.Interpolation);
            Interval other = At(from[k], to[k], high, varying.Interpolation);
            double size = Math.Max(Math.Abs(one.Low), Math.Abs(other.High));
            result[k] = from[k] == to[k] ? from[k] : Interval.Either(one, other).Widened(size * RelativeError);
        }

        return result;
    }

    private Interval At(Interval from, Interval to, double t, Interpolation interpolation)
    {
        (double u, double v) = (1 - t, t);
        if (interpolation != Interpolation.NoPerspective)
        {
            (u, v) = (u / primitive.A.Clip.W, v / primitive.B.Clip.W);
            (u, v) = (u / (u + v), v / (u + v));
        }

        double p = (u * from.Low) + (v * to.Low);
        double q = (u * from.High) + (v * to.High);
        return new Interval(Math.Min(p, q), Math.Max(p, q));
    }
}
