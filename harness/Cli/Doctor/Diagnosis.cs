namespace Harness.Cli.Doctor;

/// <summary>All findings, and what follows from them for the lanes.</summary>
public sealed class Diagnosis(IReadOnlyList<Finding> findings)
{
    public IReadOnlyList<Finding> Findings { get; } = findings;

    /// <summary>The default lanes, each with the names of the missing things that keep it from running.</summary>
    public IReadOnlyList<(string Lane, IReadOnlyList<string> Missing)> Lanes { get; } =
    [
        .. LaneNames.Default.Select(lane => (lane, (IReadOnlyList<string>)
            [.. findings.Where(finding => finding.State == ProbeState.Missing && finding.NeededBy.Contains(lane)).Select(finding => finding.Name)])),
    ];

    /// <summary>Whether every default lane can run.</summary>
    public bool DefaultLanesCanRun => Lanes.All(lane => lane.Missing.Count == 0);
}
