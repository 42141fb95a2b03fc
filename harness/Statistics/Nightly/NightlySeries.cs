namespace Harness.Statistics.Nightly;

/// <summary>A metric over the nights: the segments within which they compare, and the changes in them.</summary>
public sealed class NightlySeries
{
    /// <summary>Finds segments and changes.</summary>
    /// <param name="nights">In the order in which they were measured.</param>
    /// <param name="restarts">
    /// Commits at which a segment begins because somebody has looked at the change and said so, in the ledger of changes: it is not reported again.
    /// </param>
    /// <param name="settings">Of the search.</param>
    public NightlySeries(IReadOnlyList<Night> nights, IReadOnlySet<string> restarts, ChangePointSettings? settings = null)
    {
        double[] medians = [.. nights.Select(night => night.Median)];
        var segments = new List<int>();
        var changes = new List<ChangePoint>();
        for (var i = 0; i < nights.Count; i++)
        {
            if (i == 0 || nights[i].Environment != nights[i - 1].Environment || (restarts.Contains(nights[i].Commit) && nights[i].Commit != nights[i - 1].Commit))
            {
                segments.Add(i);
            }
        }

        foreach (var (start, end) in segments.Zip(segments.Skip(1).Append(nights.Count)))
        {
            changes.AddRange(ChangePoints.Find(medians.AsSpan(start, end - start), settings).Select(change => change with { Index = change.Index + start }));
        }

        (SegmentStarts, Changes) = (segments, changes);
    }

    /// <summary>Index of the first night of each segment.</summary>
    public IReadOnlyList<int> SegmentStarts { get; }

    /// <summary>Changes within segments, by index of the night.</summary>
    public IReadOnlyList<ChangePoint> Changes { get; }
}
