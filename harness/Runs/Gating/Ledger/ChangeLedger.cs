namespace Harness.Runs.Gating.Ledger;

/// <summary>
/// Changes of speed that were looked at and accepted, by review of a file: <c>perf/changes.json</c>. The gate does not fail for them, and the history of nights begins
/// anew at them.
/// </summary>
public sealed class ChangeLedger(IReadOnlyList<AcceptedChange> entries)
{
    /// <summary>Nothing is accepted.</summary>
    public static ChangeLedger Empty { get; } = new([]);

    /// <summary>In the file's order.</summary>
    public IReadOnlyList<AcceptedChange> Entries { get; } = entries;

    /// <summary>Reads a ledger; a file that does not exist is an empty one.</summary>
    /// <exception cref="FormatException">It is none; the message has file, line and remedy.</exception>
    public static ChangeLedger Load(string path) => File.Exists(path) ? Parse(File.ReadAllBytes(path), path) : Empty;

    /// <summary>Reads a ledger's text.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static ChangeLedger Parse(ReadOnlySpan<byte> json, string name = "the ledger") => new(new LedgerReader(json, name).Read());

    /// <summary>The entry that accepts a change of a metric that came with a head of that revision; null when none does.</summary>
    public AcceptedChange? Find(string lane, string metric, string? revision) => Entries.FirstOrDefault(entry => entry.Covers(lane, metric) && entry.BeginsAt(revision));

    /// <summary>Revisions of a series at which a metric's history begins anew.</summary>
    public IReadOnlySet<string> Restarts(string lane, string metric, IEnumerable<string> revisions)
    {
        var entries = Entries.Where(entry => entry.Covers(lane, metric)).ToList();
        return revisions.Where(revision => entries.Exists(entry => entry.BeginsAt(revision))).ToHashSet();
    }
}
