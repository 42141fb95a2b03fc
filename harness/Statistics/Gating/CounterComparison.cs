namespace Harness.Statistics.Gating;

/// <summary>Compares a counter that is the same on every launch of a build: no statistics, any change counts.</summary>
public static class CounterComparison
{
    /// <summary>Launches of each build that are needed: one, and one that confirms it.</summary>
    public const int Launches = 2;

    /// <summary>Judges.</summary>
    /// <param name="base">Of at least <see cref="Launches"/> launches.</param>
    /// <param name="head">Likewise.</param>
    /// <param name="better">Which way it gets better.</param>
    /// <param name="allowed">The largest relative change for the worse that is let pass.</param>
    /// <returns>Inconclusive where launches of one build differ: then it is no counter, or something disturbed them.</returns>
    /// <exception cref="ArgumentException">There are too few launches.</exception>
    public static (Answer Answer, bool Improved) Judge(IReadOnlyList<long> @base, IReadOnlyList<long> head, Better better, double allowed = 0)
    {
        if (Math.Min(@base.Count, head.Count) < Launches)
        {
            throw new ArgumentException($"A counter is compared over at least {Launches} launches of each build; there are {@base.Count} and {head.Count}.");
        }

        if (@base.Distinct().Count() > 1 || head.Distinct().Count() > 1)
        {
            return (Answer.Inconclusive, false);
        }

        var worse = better == Better.Lower ? head[0] - @base[0] : @base[0] - head[0];
        return (worse > allowed * Math.Abs(@base[0]) ? Answer.Regression : Answer.Ok, worse < 0);
    }
}
