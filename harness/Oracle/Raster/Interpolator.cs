using Harness.Scenes.Shading;

namespace Harness.Oracle.Raster;

/// <summary>Values of a primitive at a sample point: depth, 1/w, varyings (GL 4.5 sections 14.5.1 and 14.6.1), with the error that snapping and single precision allow.</summary>
internal abstract class Interpolator
{
    /// <summary>Single-precision interpolation loses a few of 24 bits.</summary>
    protected const double RelativeError = 1.0 / (1 << 19);

    /// <summary>Depth interpolation in single precision, absolute for depths in 0..1.</summary>
    protected const double DepthError = 1.0 / (1 << 21);

    /// <summary>1 front, 0 back, or unknown.</summary>
    public Interval FrontFacing { get; init; } = Interval.Of(1);

    /// <summary>Chooses the sample point, in window coordinates.</summary>
    public abstract void MoveTo(double x, double y);

    public abstract Interval Depth { get; }

    /// <summary>
    /// What the depths come from, for comparison by value: the same primitive drawn again with the same state has the same depths, bit for bit
    /// (GL 4.5 appendix A.1, repeatability).
    /// </summary>
    public virtual object? DepthOrigin => null;

    public abstract Interval InverseW { get; }

    public abstract Quad<Interval> Varying(Varying varying, bool flat);

    /// <summary>Coordinates within a point.</summary>
    public virtual (Interval S, Interval T) PointCoordinate => (Interval.Of(0), Interval.Of(0));
}
