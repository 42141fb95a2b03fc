using Harness.Oracle.Vertices;
using Harness.Scenes.State;

namespace Harness.Oracle.Raster;

/// <summary>Clip to window coordinates (GL 4.5 section 13.6.1), and how far an implementation may move a vertex by snapping.</summary>
internal readonly record struct WindowTransform(Viewport Viewport, bool ClipHalfZ, int SubpixelBits)
{
    public double ScaleX { get; } = Viewport.Width / 2.0;

    public double ScaleY { get; } = Viewport.Height / 2.0;

    public double TranslateX { get; } = Viewport.X + (Viewport.Width / 2.0);

    public double TranslateY { get; } = Viewport.Y + (Viewport.Height / 2.0);

    public double ScaleZ { get; } = ClipHalfZ ? Viewport.Far - Viewport.Near : (Viewport.Far - (double)Viewport.Near) / 2;

    public double TranslateZ { get; } = ClipHalfZ ? Viewport.Near : (Viewport.Far + (double)Viewport.Near) / 2;

    public double DepthLow { get; } = Math.Min(Viewport.Near, Viewport.Far);

    public double DepthHigh { get; } = Math.Max(Viewport.Near, Viewport.Far);

    public (double X, double Y) Window(in ClipPoint p) => ((p.X / p.W * ScaleX) + TranslateX, (p.Y / p.W * ScaleY) + TranslateY);

    public double Depth(double ndcZ) => (ndcZ * ScaleZ) + TranslateZ;

    /// <summary>Pixels by which the vertex may be moved; 0 when it lies on a grid that every implementation has.</summary>
    public double SnapError(ShadedVertex vertex)
    {
        (double x, double y) = Window(new ClipPoint(vertex.Clip.X, vertex.Clip.Y, vertex.Clip.Z, vertex.Clip.W));
        double evaluation = vertex.ClipError / Math.Abs(vertex.Clip.W) * 2 * Math.Max(Math.Abs(ScaleX), Math.Abs(ScaleY));
        return vertex.ClipError == 0 && OnGrid(x) && OnGrid(y) ? 0 : Grid + evaluation + (Math.Max(Math.Abs(x), Math.Abs(y)) / (1 << 22));
    }

    /// <summary>One step of the vertex grid, in pixels.</summary>
    public double Grid => 1.0 / (1 << SubpixelBits);

    /// <summary>On the coarsest grid allowed (4 bits), within what single precision loses on the way.</summary>
    private static bool OnGrid(double coordinate) => Math.Abs((coordinate * 16) - Math.Round(coordinate * 16)) < 16e-6 * Math.Max(1, Math.Abs(coordinate) / 16);
}

/// <summary>A point in clip coordinates.</summary>
internal readonly record struct ClipPoint(double X, double Y, double Z, double W)
{
    public static ClipPoint Between(in ClipPoint a, in ClipPoint b, double t) =>
        new(a.X + (t * (b.X - a.X)), a.Y + (t * (b.Y - a.Y)), a.Z + (t * (b.Z - a.Z)), a.W + (t * (b.W - a.W)));

    public static ClipPoint Of(ShadedVertex vertex) => new(vertex.Clip.X, vertex.Clip.Y, vertex.Clip.Z, vertex.Clip.W);
}
