using Harness.Scenes;
using Harness.Scenes.State;

namespace Harness.Oracle.Raster;

/// <summary>The clip volume (GL 4.5 section 13.5): the view volume, of which depth clamping leaves out near and far, and the user's half-spaces.</summary>
internal sealed class Clipper
{
    /// <summary>Planes as (a, b, c, d): a x + b y + c z + d w >= 0 is inside.</summary>
    private readonly List<(double A, double B, double C, double D)> planes = [(0, 0, 0, 1)];

    public Clipper(RasterizerState state, EquatableList<(float A, float B, float C, float D)> user)
    {
        planes.AddRange([(1, 0, 0, 1), (-1, 0, 0, 1), (0, 1, 0, 1), (0, -1, 0, 1)]);
        if (state.DepthClip)
        {
            planes.Add(state.ClipHalfZ ? (0, 0, 1, 0) : (0, 0, 1, 1));
            planes.Add((0, 0, -1, 1));
        }

        for (int i = 0; i < user.Count; i++)
        {
            if ((state.ClipPlanes & (1 << i)) != 0)
            {
                planes.Add((user[i].A, user[i].B, user[i].C, user[i].D));
            }
        }
    }

    /// <summary>A corner of a clipped polygon. <paramref name="Vertex"/> is the number of the original vertex or -1; <paramref name="Edge"/> the original edge that leaves this corner, or -1 for a clip edge.</summary>
    internal readonly record struct Corner(ClipPoint Point, int Vertex, int Edge);

    /// <summary>A triangle cut to the volume, as a convex polygon; empty when nothing is left.</summary>
    public List<Corner> Triangle(ClipPoint a, ClipPoint b, ClipPoint c)
    {
        var polygon = new List<Corner> { new(a, 0, 0), new(b, 1, 1), new(c, 2, 2) };
        foreach ((double A, double B, double C, double D) plane in planes)
        {
            polygon = Cut(polygon, plane);
        }

        return polygon;
    }

    /// <summary>The part of a line inside the volume, as parameters from a to b; null when nothing is left.</summary>
    public (double From, double To)? Line(ClipPoint a, ClipPoint b)
    {
        (double from, double to) = (0, 1);
        foreach ((double A, double B, double C, double D) plane in planes)
        {
            double da = Distance(plane, a);
            double db = Distance(plane, b);
            if (da < 0 && db < 0)
            {
                return null;
            }

            if (da < 0)
            {
                from = Math.Max(from, da / (da - db));
            }
            else if (db < 0)
            {
                to = Math.Min(to, da / (da - db));
            }
        }

        return from < to ? (from, to) : null;
    }

    /// <summary>Whether a point is kept: its centre decides.</summary>
    public bool Keeps(ClipPoint p) => planes.All(plane => Distance(plane, p) >= 0) && p.W > 0;

    private static double Distance((double A, double B, double C, double D) plane, in ClipPoint p) => (plane.A * p.X) + (plane.B * p.Y) + (plane.C * p.Z) + (plane.D * p.W);

    private static List<Corner> Cut(List<Corner> polygon, (double A, double B, double C, double D) plane)
    {
        var kept = new List<Corner>(polygon.Count + 1);
        for (int i = 0; i < polygon.Count; i++)
        {
            Corner from = polygon[i];
            Corner to = polygon[(i + 1) % polygon.Count];
            double df = Distance(plane, from.Point);
            double dt = Distance(plane, to.Point);
            if (df >= 0)
            {
                kept.Add(from);
            }

            if (df >= 0 != dt >= 0)
            {
                // Leaving: the new corner starts an edge along the plane. Entering: it starts the rest of the original edge.
                kept.Add(new Corner(ClipPoint.Between(from.Point, to.Point, df / (df - dt)), -1, df >= 0 ? -1 : from.Edge));
            }
        }

        return kept;
    }
}
