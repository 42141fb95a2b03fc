using Harness.Oracle.Vertices;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Raster;

/// <summary>A point: its vertex' values everywhere, and coordinates across its square (GL 4.5 section 14.4, origin upper left).</summary>
internal sealed class PointInterpolator(ShadedVertex vertex, double depth, (double X, double Y) centre, Interval size, double snap, (double Low, double High) depthOffset) : Interpolator
{
    private double x;
    private double y;

    public override void MoveTo(double x, double y) => (this.x, this.y) = (x, y);

    public override Interval Depth => new(depth + depthOffset.Low, depth + depthOffset.High);

    public override Interval InverseW => Interval.Exactly(1 / vertex.Clip.W);

    public override (Interval S, Interval T) PointCoordinate => (Across(x - centre.X), Across(centre.Y - y));

    public override Quad<Interval> Varying(Varying varying, bool flat) => vertex.Varyings[varying.Index];

    private Interval Across(double distance) => new Interval(
        0.5 + Math.Min((distance - snap) / size.Low, (distance - snap) / size.High),
        0.5 + Math.Max((distance + snap) / size.Low, (distance + snap) / size.High)).Widened(RelativeError);
}
