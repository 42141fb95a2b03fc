using Harness.Scenes.Shading;

namespace Harness.Oracle.Texturing;

/// <summary>Chooses the face of a cube map and the coordinates on it (GL 4.5 section 8.13, table 8.19).</summary>
internal static class CubeLookup
{
    /// <summary>Directions closer than this to an edge between faces may go to either.</summary>
    private const double EdgeError = 1e-5;

    public static Quad<Interval> Sample(in Quad<Interval> direction, Func<int, Interval, Interval, Quad<Interval>> face)
    {
        Interval[] r = [direction.X, direction.Y, direction.Z];
        double[] most = [.. r.Select(a => Math.Max(Math.Abs(a.Low), Math.Abs(a.High)))];
        double[] least = [.. r.Select(a => a.Low <= 0 && a.High >= 0 ? 0 : Math.Min(Math.Abs(a.Low), Math.Abs(a.High)))];
        double surest = least.Max();
        Quad<Interval>? result = null;
        for (int axis = 0; axis < 3; axis++)
        {
            if (most[axis] < surest - EdgeError)
            {
                continue;
            }

            foreach (bool negative in new[] { false, true })
            {
                if (negative ? r[axis].Low >= 0 : r[axis].High <= 0)
                {
                    continue;
                }

                // A direction that may go to this face has a major axis at least as long as the other two.
                double floor = Math.Max(surest * (1 - EdgeError), 1e-6);
                Interval major = new(Math.Max(floor, least[axis]), Math.Max(floor, most[axis]));
                (Interval s, Interval t) = (axis, negative) switch
                {
                    (0, false) => (Minus(r[2]), Minus(r[1])),
                    (0, true) => (r[2], Minus(r[1])),
                    (1, false) => (r[0], r[2]),
                    (1, true) => (r[0], Minus(r[2])),
                    (2, false) => (r[0], Minus(r[1])),
                    _ => (Minus(r[0]), Minus(r[1])),
                };
                Quad<Interval> one = face((axis * 2) + (negative ? 1 : 0), Across(s, major), Across(t, major));
                result = result is { } known ? Quad<Interval>.Either(known, one) : one;
            }
        }

        return result!.Value;
    }

    /// <summary>
    /// A texel of a face that may lie one beyond its edge, then it is the neighbouring face's texel on the other side (GL 4.5 section 8.13.1). Beyond a corner
    /// there is none: the mean of the three around it is suggested, and any of them allowed here.
    /// </summary>
    public static Quad<Interval> TexelAcross(int face, int column, int row, int size, Func<int, int, int, Quad<Interval>> fetch)
    {
        bool beyondS = column < 0 || column >= size;
        bool beyondT = row < 0 || row >= size;
        if (!beyondS && !beyondT)
        {
            return fetch(face, column, row);
        }

        if (beyondS && beyondT)
        {
            (int inS, int inT) = (Math.Clamp(column, 0, size - 1), Math.Clamp(row, 0, size - 1));
            Quad<Interval> two = Quad<Interval>.Either(fetch(face, inS, inT), TexelAcross(face, column, inT, size, fetch));
            return Quad<Interval>.Either(two, TexelAcross(face, inS, row, size, fetch));
        }

        // The face folded away at the edge: the distance beyond the edge is the depth on the neighbour.
        (double s, double t) = ((((2 * column) + 1.0) / size) - 1, (((2 * row) + 1.0) / size) - 1);
        double major = 2 - Math.Max(Math.Abs(s), Math.Abs(t));
        (double x, double y, double z) = Direction(face, major, Math.Clamp(s, -1, 1), Math.Clamp(t, -1, 1));
        Quad<Interval>? texel = null;
        Sample(new Quad<Interval>(Interval.Exactly(x), Interval.Exactly(y), Interval.Exactly(z), Interval.Exactly(0)), (other, u, v) =>
        {
            texel = fetch(other, (int)(u.Middle * size), (int)(v.Middle * size));
            return texel.Value;
        });
        return texel!.Value;
    }

    private static (double X, double Y, double Z) Direction(int face, double major, double s, double t) => face switch
    {
        0 => (major, -t, -s),
        1 => (-major, -t, s),
        2 => (s, major, t),
        3 => (s, -major, -t),
        4 => (s, -t, major),
        _ => (-s, -t, -major),
    };

    private static Interval Minus(Interval a) => Interval.Apply(UnaryOperation.Negate, a);

    private static Interval Across(Interval c, Interval major)
    {
        Interval q = Interval.Apply(BinaryOperation.Divide, c, major);
        return new Interval((Math.Clamp(q.Low, -1, 1) + 1) / 2, (Math.Clamp(q.High, -1, 1) + 1) / 2);
    }
}
