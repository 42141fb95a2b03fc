namespace Harness.Oracle.Raster;

/// <summary>
/// Pixels of a convex polygon: sample points farther from every edge than its ends may be moved are must or must not, the others are may
/// (GL 4.5 section 14.6.1: a fragment is produced where the centre lies inside; on a shared edge by exactly one of the two).
/// </summary>
internal static class TriangleRasterizer
{
    /// <summary>Below this, in pixels, a sample point is on the edge.</summary>
    private const double OnEdge = 1e-7;

    /// <summary>An edge: its first corner, its inward unit normal, how far it may move, its number in the triangle or -1, and who owns samples exactly on it (null: unknown).</summary>
    private readonly record struct Edge(double X, double Y, double NormalX, double NormalY, double Tolerance, int Number, bool? OwnsTies);

    /// <param name="corners">Window coordinates of the polygon with the snapping error of each and the number of the original edge that leaves it.</param>
    public static void Rasterize(List<(double X, double Y, double Snap, int Edge)> corners, int width, int height, SampleRule rule, List<PixelHit> hits)
    {
        double area = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            (double X, double Y, double Snap, int Edge) a = corners[i];
            (double X, double Y, double Snap, int Edge) b = corners[(i + 1) % corners.Count];
            area += (a.X * b.Y) - (b.X * a.Y);
        }

        if (area == 0)
        {
            return;
        }

        var edges = new List<Edge>(corners.Count);
        for (int i = 0; i < corners.Count; i++)
        {
            (double X, double Y, double Snap, int Edge) a = corners[i];
            (double X, double Y, double Snap, int Edge) b = corners[(i + 1) % corners.Count];
            (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
            double length = Math.Sqrt((dx * dx) + (dy * dy)) * Math.Sign(area);
            if (length == 0)
            {
                continue;
            }

            (double nx, double ny) = (-dy / length, dx / length);
            // Samples lie inside their pixel, not on its border: a pixel that only touches the edge is covered whole or not at all.
            double anywhere = rule.Anywhere ? ((Math.Abs(nx) + Math.Abs(ny)) / 2) - (3 * OnEdge) : 0;
            double snap = Math.Max(a.Snap, b.Snap);
            // Unmoved ends and a rule for ties leave nothing uncertain.
            bool? owns = snap == 0 && !rule.Anywhere ? rule.Owns(nx, ny) : null;
            edges.Add(new Edge(a.X, a.Y, nx, ny, snap + OnEdge + anywhere, a.Edge, owns));
        }

        double margin = corners.Max(c => c.Snap) + (rule.Anywhere ? 1 : 0) + OnEdge;
        int x0 = Bound(corners.Min(c => c.X) - margin - rule.X, width);
        int x1 = Bound(corners.Max(c => c.X) + margin + 1 - rule.X, width);
        int y0 = Bound(corners.Min(c => c.Y) - margin - rule.Y, height);
        int y1 = Bound(corners.Max(c => c.Y) + margin + 1 - rule.Y, height);
        for (int y = y0; y < y1; y++)
        {
            for (int x = x0; x < x1; x++)
            {
                (bool outside, int uncertain, int edge) = (false, 0, -1);
                bool nominal = true;
                foreach (Edge e in edges)
                {
                    double distance = ((x + rule.X - e.X) * e.NormalX) + ((y + rule.Y - e.Y) * e.NormalY);
                    nominal &= distance >= -OnEdge;
                    if (distance < -e.Tolerance)
                    {
                        outside = true;
                        break;
                    }

                    if (distance <= e.Tolerance && e.OwnsTies is { } owns)
                    {
                        if (!owns)
                        {
                            outside = true;
                            break;
                        }
                    }
                    else if (distance <= e.Tolerance)
                    {
                        uncertain++;
                        edge = e.Number;
                    }
                }

                if (!outside)
                {
                    hits.Add(new PixelHit(x, y, uncertain == 0, nominal, uncertain == 1 ? edge : -1));
                }
            }
        }
    }

    private static int Bound(double coordinate, int size) => (int)Math.Clamp(Math.Ceiling(coordinate), 0, size);
}
