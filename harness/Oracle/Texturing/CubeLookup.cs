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

    private static Interval Minus(Interval a) => Interval.Apply(UnaryOperation.Negate, a);

    private static Interval Across(Interval c, Interval major)
    {
        Interval q = Interval.Apply(BinaryOperation.Divide, c, major);
        return new Interval((Math.Clamp(q.Low, -1, 1) + 1) / 2, (Math.Clamp(q.High, -1, 1) + 1) / 2);
    }
}
