namespace Harness.Oracle.Raster;

/// <summary>
/// Pixels of a line by the diamond-exit rule (GL 4.5 section 14.5.1), in drawing order. Where the line passes closer to the boundary between two pixels
/// than its ends may be moved, both are may. (The specification also lets an implementation use another rule that stays within a pixel of this one; none
/// that is known to run under VirGL does, and a deviation is worth a person's look.)
/// </summary>
internal static class LineRasterizer
{
    /// <param name="widthInPixels">Line width rounded to a whole number of at least 1: fragments are repeated across the minor direction (section 14.5.2.1).</param>
    public static void Rasterize((double X, double Y) a, (double X, double Y) b, double snap, int widthInPixels, int width, int height, List<PixelHit> hits)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        bool steep = Math.Abs(dy) > Math.Abs(dx);
        if (steep)
        {
            // Work in a space where the line is x-major.
            (a, b, dx, dy) = ((a.Y, a.X), (b.Y, b.X), dy, dx);
        }

        if (dx == 0)
        {
            return;
        }

        double shift = (widthInPixels - 1) / 2.0;
        (a.Y, b.Y) = (a.Y - shift, b.Y - shift);
        int step = Math.Sign(dx);
        double slope = dy / dx;
        double tolerance = Math.Max(snap, 1e-6) * 2;
        (int majorSize, int minorSize) = steep ? (height, width) : (width, height);
        int first = (int)Math.Floor(a.X - (step * 1.0));
        int last = (int)Math.Floor(b.X + (step * 1.0));
        for (int column = first; step > 0 ? column <= last : column >= last; column += step)
        {
            double centre = column + 0.5;
            double y = a.Y + (slope * (centre - a.X));
            int row = (int)Math.Floor(y);
            (double sure, bool nominal) = Exits(centre, row + 0.5);
            if (sure < -tolerance || column < 0 || column >= majorSize)
            {
                continue;
            }

            bool certain = sure > tolerance;
            double fraction = y - row;
            bool lowTie = fraction < tolerance;
            bool highTie = fraction > 1 - tolerance;
            Add(column, row, certain && !lowTie && !highTie, nominal);
            if (lowTie || highTie)
            {
                Add(column, lowTie ? row - 1 : row + 1, false, false);
            }
        }

        void Add(int column, int row, bool must, bool nominal)
        {
            for (int k = 0; k < widthInPixels; k++)
            {
                if (row + k >= 0 && row + k < minorSize)
                {
                    hits.Add(steep ? new PixelHit(row + k, column, must, nominal) : new PixelHit(column, row + k, must, nominal));
                }
            }
        }

        // How surely the line leaves the diamond around a pixel centre (positive: yes), and whether it does nominally: it passes the centre column or
        // starts inside the diamond, and ends beyond the column and outside the diamond.
        (double Sure, bool Nominal) Exits(double cx, double cy)
        {
            double startInside = 0.5 - (Math.Abs(a.X - cx) + Math.Abs(a.Y - cy));
            double endInside = 0.5 - (Math.Abs(b.X - cx) + Math.Abs(b.Y - cy));
            double enters = Math.Max((cx - a.X) * step, startInside);
            double sure = Math.Min(enters, Math.Min((b.X - cx) * step, -endInside));
            return (sure, sure > 0);
        }
    }
}
