using Harness.Oracle.Fragments;
using Harness.Oracle.Vertices;

namespace Harness.Oracle.Raster;

/// <summary>Pixels of one draw whose owner is one of two triangles with a common edge, waiting for the second of them.</summary>
internal sealed class SharedEdges
{
    private readonly Dictionary<(int X, int Y, ClipPoint From, ClipPoint To), Pending> pending = [];

    /// <summary>The pixel before the first triangle, after it if it owns the pixel, and as it was left (the hull of both).</summary>
    internal sealed record Pending(FragmentStage.Saved Before, FragmentStage.Saved AfterSure, FragmentStage.Saved Left)
    {
        /// <summary>Nothing else has touched the pixel since.</summary>
        public bool StillValid(FragmentStage.Saved now) => now.Colours.AsSpan().SequenceEqual(Left.Colours) && now.DepthStencils.AsSpan().SequenceEqual(Left.DepthStencils);
    }

    /// <summary>An edge in either direction has one key.</summary>
    public static (ClipPoint From, ClipPoint To) Key(ShadedVertex a, ShadedVertex b)
    {
        (ClipPoint p, ClipPoint q) = (ClipPoint.Of(a), ClipPoint.Of(b));
        return (p.X, p.Y, p.Z, p.W).CompareTo((q.X, q.Y, q.Z, q.W)) <= 0 ? (p, q) : (q, p);
    }

    public void Remember(int x, int y, (ClipPoint From, ClipPoint To) edge, Pending pixel) => pending[(x, y, edge.From, edge.To)] = pixel;

    public Pending? Take(int x, int y, (ClipPoint From, ClipPoint To) edge) => pending.Remove((x, y, edge.From, edge.To), out Pending? pixel) ? pixel : null;
}
