using Harness.Oracle.Fragments;
using Harness.Oracle.Vertices;

namespace Harness.Oracle.Raster;

/// <summary>Pixels of one draw whose owner is one of two triangles with a common edge, waiting for the second of them.</summary>
internal sealed class SharedEdges
{
    private readonly Dictionary<(int X, int Y, Side Side), Pending> pending = [];

    /// <summary>An edge, the same in either direction, and on which side of it a triangle lies. Two triangles on one side of it both own a sample on the edge or neither does.</summary>
    internal readonly record struct Side(ClipPoint From, ClipPoint To, bool Left);

    /// <summary>The pixel before the first triangle, after it if it owns the pixel, and as it was left (the hull of both).</summary>
    internal sealed record Pending(FragmentStage.Saved Before, FragmentStage.Saved AfterSure, FragmentStage.Saved Left)
    {
        /// <summary>Nothing else has touched the pixel since.</summary>
        public bool StillValid(FragmentStage.Saved now) => now.Colours.AsSpan().SequenceEqual(Left.Colours) && now.DepthStencils.AsSpan().SequenceEqual(Left.DepthStencils);
    }

    /// <summary>The edge from <paramref name="a"/> to <paramref name="b"/> of a triangle whose corners go round as the sign of <paramref name="determinant"/> says.</summary>
    public static Side Key(ShadedVertex a, ShadedVertex b, double determinant)
    {
        (ClipPoint p, ClipPoint q) = (ClipPoint.Of(a), ClipPoint.Of(b));
        return (p.X, p.Y, p.Z, p.W).CompareTo((q.X, q.Y, q.Z, q.W)) <= 0 ? new Side(p, q, determinant > 0) : new Side(q, p, determinant < 0);
    }

    public void Remember(int x, int y, Side side, Pending pixel) => pending[(x, y, side)] = pixel;

    /// <summary>What a triangle on the other side of the edge left.</summary>
    public Pending? Take(int x, int y, Side side) => pending.Remove((x, y, side with { Left = !side.Left }), out Pending? pixel) ? pixel : null;
}
