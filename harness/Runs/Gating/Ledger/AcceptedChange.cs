using Harness.Runs.Plan;

namespace Harness.Runs.Gating.Ledger;

/// <summary>Why a change of speed is accepted.</summary>
public enum ChangeVerdict
{
    /// <summary>It is the price of something wanted.</summary>
    Expected,

    /// <summary>It is a defect that somebody knows of, and has an issue.</summary>
    Regression,

    /// <summary>It is not the driver's: the machine, or the stack below, became another.</summary>
    Environment,
}

/// <summary>A change of speed that somebody has looked at.</summary>
/// <param name="Metric">Pattern of names, with or without <c>lane/</c> before them.</param>
/// <param name="From">The revision, or the beginning of it, from which it is there.</param>
/// <param name="Cause">In a sentence.</param>
/// <param name="Verdict">What it is.</param>
/// <param name="Issue">Where it is discussed; null where it need not be.</param>
/// <param name="Line">Where the entry begins in its file, from 1.</param>
public sealed record AcceptedChange(string Metric, string From, string Cause, ChangeVerdict Verdict, string? Issue, int Line)
{
    /// <summary>Whether it speaks of that metric.</summary>
    public bool Covers(string lane, string metric) => Glob.Matches(Metric, metric) || Glob.Matches(Metric, $"{lane}/{metric}");

    /// <summary>Whether it is there from that revision on.</summary>
    public bool BeginsAt(string? revision) => revision?.StartsWith(From, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>For a table: what is said of the change.</summary>
    public override string ToString() => $"{Verdict.ToString().ToLowerInvariant()}: {Cause}{(Issue is null ? string.Empty : $" ({Issue})")}";
}
