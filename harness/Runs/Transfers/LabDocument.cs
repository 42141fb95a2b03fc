using System.Diagnostics;
using Harness.Runs.Lanes;
using Harness.Runs.Records;

namespace Harness.Runs.Transfers;

/// <summary>Writes down what a lab measured, as a run without cells.</summary>
public sealed class LabDocument(string id, DateTimeOffset started, IReadOnlyList<string> arguments)
{
    private readonly long _clock = Stopwatch.GetTimestamp();
    private readonly HostDocument _host = HostFacts.Host();
    private readonly SortedDictionary<string, LaneDocument> _lanes = new(StringComparer.Ordinal);

    /// <summary>Notes what a lane runs on.</summary>
    public void Note(string lane, LaneStack stack) => Note(lane, StackFacts.Describe(stack).GetAwaiter().GetResult());

    /// <inheritdoc cref="Note(string, LaneStack)"/>
    public void Note(string lane, LaneDocument stack) => _lanes[lane] = stack;

    /// <summary>The document.</summary>
    /// <param name="metrics">What was measured.</param>
    /// <param name="troubles">What failed.</param>
    /// <param name="exitCode">Null when it was interrupted.</param>
    public RunDocument Finish(IReadOnlyList<MetricDocument> metrics, IReadOnlyList<string> troubles, int? exitCode) => new()
    {
        Id = id,
        Started = started,
        DurationMs = Math.Round(Stopwatch.GetElapsedTime(_clock).TotalMilliseconds, 1),
        Finished = exitCode is not null,
        Interrupted = exitCode is null,
        ExitCode = exitCode,
        Arguments = arguments,
        Fingerprint = new FingerprintDocument { Harness = HostFacts.Harness(), Host = _host, Lanes = _lanes, Jobs = 1 },
        Counts = new CountsDocument(0, 0, 0, 0, 0, 0, 0),
        Troubles = troubles,
        Cells = [],
        Metrics = metrics,
    };
}
