namespace Harness.Statistics.Nightly;

/// <summary>Finds where a series steps: the algorithm of Apache Otava.</summary>
/// <remarks>
/// In windows that overlap by half, e-divisive proposes splits, and Student's test takes the place of its permutations: first with ten times the wanted p, then,
/// from the bottom up, the weakest are dropped until all that are left are significant and large enough. Otava's defaults report a change in up to 24 % of series
/// without any; hence the n - 1 in the test, at least three points a side, a smallest effect, and medians of launches as points.
/// </remarks>
public static class ChangePoints
{
    private const int FirstPass = 10;

    /// <summary>Finds the changes of a series that was measured under one and the same environment.</summary>
    public static IReadOnlyList<ChangePoint> Find(ReadOnlySpan<double> series, ChangePointSettings? settings = null)
    {
        settings ??= new ChangePointSettings();
        var splits = Propose(series, settings);
        while (splits.Count > 0)
        {
            var changes = Test(series, splits);
            var weakest = Weakest(changes, settings);
            if (weakest < 0)
            {
                return changes;
            }

            splits.RemoveAt(weakest);
        }

        return [];
    }

    private static List<int> Propose(ReadOnlySpan<double> series, ChangePointSettings settings)
    {
        var splits = new SortedSet<int>();
        for (var start = 0; start < series.Length;)
        {
            var window = series[start..Math.Min(start + settings.Window, series.Length)];
            var found = Divide(window, settings);
            splits.UnionWith(found.Select(split => split + start));
            // What follows a change is looked at from there on, without what lies before it.
            start = Math.Max(found.Count > 0 ? found.Max + start : 0, start + (settings.Window / 2));
        }

        return [.. splits];
    }

    private static SortedSet<int> Divide(ReadOnlySpan<double> window, ChangePointSettings settings)
    {
        var distances = new EnergyDistance(window);
        var splits = new SortedSet<int>();
        while (true)
        {
            (int Split, double Distance, int Start, int End)? best = null;
            var start = 0;
            foreach (var end in splits.Append(window.Length))
            {
                if (distances.Best(start, end, settings.MinPoints) is { } found && (best is null || found.Distance > best.Value.Distance))
                {
                    best = (found.Split, found.Distance, start, end);
                }

                start = end;
            }

            if (best is not { } split || StudentTest.Compare(window[split.Start..split.Split], window[split.Split..split.End]).P > FirstPass * settings.MaxP)
            {
                return splits;
            }

            splits.Add(split.Split);
        }
    }

    private static ChangePoint[] Test(ReadOnlySpan<double> series, List<int> splits)
    {
        var changes = new ChangePoint[splits.Count];
        for (var i = 0; i < splits.Count; i++)
        {
            var (start, end) = (i == 0 ? 0 : splits[i - 1], i == splits.Count - 1 ? series.Length : splits[i + 1]);
            var (before, after, p) = StudentTest.Compare(series[start..splits[i]], series[splits[i]..end]);
            changes[i] = new ChangePoint(splits[i], before, after, p);
        }

        return changes;
    }

    /// <summary>The change to drop next; below zero when all may stay.</summary>
    private static int Weakest(ChangePoint[] changes, ChangePointSettings settings)
    {
        // Windows that overlap may propose neighbours.
        for (var i = 0; i + 1 < changes.Length; i++)
        {
            if (changes[i + 1].Index - changes[i].Index < settings.MinPoints)
            {
                return changes[i].P > changes[i + 1].P ? i : i + 1;
            }
        }

        var leastSure = Array.IndexOf(changes, changes.MaxBy(change => change.P));
        if (changes[leastSure].P >= settings.MaxP)
        {
            return leastSure;
        }

        var smallest = Array.IndexOf(changes, changes.MinBy(Magnitude));
        return Magnitude(changes[smallest]) <= settings.MinEffect ? smallest : -1;
    }

    /// <summary>Of the changes there and back the larger, as Otava has it: halving and doubling are alike.</summary>
    private static double Magnitude(ChangePoint change) => Math.Max(Math.Abs(change.Change), Math.Abs((change.Before / change.After) - 1));
}
