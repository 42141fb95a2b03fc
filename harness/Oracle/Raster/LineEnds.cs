namespace Harness.Oracle.Raster;

/// <summary>
/// What the specification leaves open at the ends of a line (GL 4.5 section 14.5.1, rules 1 and 2): an implementation may draw one fragment fewer or one more than
/// the diamond-exit rule does. llvmpipe leaves out the first fragment of lines that go up from a pixel's centre. Rule 4 takes the freedom back where two segments
/// of a strip go the same way: there no fragment may be missing and none drawn twice.
/// </summary>
internal static class LineEnds
{
    /// <summary>Both x-major and left to right (or right to left), or both y-major and bottom to top (or top to bottom).</summary>
    public static bool GoTheSameWay((double X, double Y) a, (double X, double Y) b, (double X, double Y) c)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        (double ex, double ey) = (c.X - b.X, c.Y - b.Y);
        bool steep = Math.Abs(dy) > Math.Abs(dx);
        return steep == Math.Abs(ey) > Math.Abs(ex) && (steep ? dy * ey > 0 : dx * ex > 0);
    }

    /// <summary>Makes the fragments at free ends uncertain; at the far end that is one that the diamond-exit rule leaves out.</summary>
    public static void Loosen(
        List<PixelHit> hits, (double X, double Y) from, (double X, double Y) to, bool startIsFree, bool endIsFree, int widthInPixels, int width, int height)
    {
        bool steep = Math.Abs(to.Y - from.Y) > Math.Abs(to.X - from.X);
        if (startIsFree && InsideDiamond(from))
        {
            int start = (int)Math.Floor(steep ? from.Y : from.X);
            for (int i = 0; i < hits.Count; i++)
            {
                if ((steep ? hits[i].Y : hits[i].X) == start)
                {
                    hits[i] = hits[i] with { Must = false };
                }
            }
        }

        if (!endIsFree || !InsideDiamond(to))
        {
            return;
        }

        int first = (int)Math.Floor((steep ? to.X : to.Y) - ((widthInPixels - 1) / 2.0));
        for (int k = 0; k < widthInPixels; k++)
        {
            (int x, int y) = steep ? (first + k, (int)Math.Floor(to.Y)) : ((int)Math.Floor(to.X), first + k);
            if (x >= 0 && y >= 0 && x < width && y < height && !hits.Any(h => h.X == x && h.Y == y))
            {
                hits.Add(new PixelHit(x, y, false, false));
            }
        }
    }

    private static bool InsideDiamond((double X, double Y) p) => Math.Abs(p.X - Math.Floor(p.X) - 0.5) + Math.Abs(p.Y - Math.Floor(p.Y) - 0.5) < 0.5;
}
