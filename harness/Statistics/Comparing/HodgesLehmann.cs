namespace Harness.Statistics.Comparing;

/// <summary>
/// By how much one sample lies above another: the median of all differences between a value of one and a value of the other (Hodges and Lehmann, 1963), with the
/// interval that the rank sum test does not reject (Hollander and Wolfe, Nonparametric Statistical Methods, section 4.3).
/// </summary>
public static class HodgesLehmann
{
    /// <summary>The shift from <paramref name="y"/> to <paramref name="x"/>, in their unit.</summary>
    /// <exception cref="ArgumentException">A sample is empty or has a value that is no number.</exception>
    public static Estimate Shift(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y, double confidence = ConfidenceInterval.Usual)
    {
        var differences = Spread.Sorted(x.SelectMany(a => y.Select(b => a - b)));
        var (cut, reached) = Cut(x.Count, y.Count, confidence);
        return new Estimate(Spread.Median(differences), new ConfidenceInterval(differences[cut - 1], differences[^cut], reached));
    }

    /// <summary>The relative change from <paramref name="y"/> to <paramref name="x"/>: 0.03 where x is 3 % more. The shift of the logarithms.</summary>
    /// <exception cref="ArgumentException">A value is not positive, so that there is no ratio.</exception>
    public static Estimate Change(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y, double confidence = ConfidenceInterval.Usual)
    {
        var shift = Shift(Logarithms(x), Logarithms(y), confidence);
        return new Estimate(Relative(shift.Value), new ConfidenceInterval(Relative(shift.Interval.Low), Relative(shift.Interval.High), shift.Interval.Confidence));

        static double Relative(double logarithm) => Math.Exp(logarithm) - 1;

        static double[] Logarithms(IReadOnlyCollection<double> values) =>
            [.. values.Select(value => value > 0 ? Math.Log(value) : throw new ArgumentException($"A relative change needs positive samples; one is {value}."))];
    }

    /// <summary>
    /// Which of the ordered differences, counted from either end, bound the interval, and the confidence that is reached. Too few samples for what is asked give
    /// the widest interval there is.
    /// </summary>
    private static (int Rank, double Confidence) Cut(int x, int y, double confidence)
    {
        var drawn = Math.Min(x, y);
        var distribution = new RankSumDistribution([.. Enumerable.Range(1, x + y).Select(rank => 2 * rank)], drawn);
        var rank = 1;
        while (Tail(rank + 1) <= (1 - confidence) / 2)
        {
            rank++;
        }

        return (rank, 1 - (2 * Tail(rank)));

        // Of Mann and Whitney's U below `rank`; U is the rank sum less its smallest value.
        double Tail(int below) => distribution.AtMost((2 * (below - 1)) + (drawn * (drawn + 1)));
    }
}
