using System.Collections.Concurrent;
using System.Diagnostics;
using Harness.Runs.Blame;
using Harness.Runs.Execution;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;

namespace Harness.Runs.Records;

/// <summary>Keeps <c>run.json</c> up to date while a run goes on, and finishes it.</summary>
public sealed class RunScribe : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<LaneStack, Task<LaneDocument>> _stacks = [];
    private readonly RunFolder? _folder;
    private readonly RunBook _book;
    private readonly DateTimeOffset _started;
    private readonly long _clock = Stopwatch.GetTimestamp();
    private readonly HostDocument _host = HostFacts.Host();
    private readonly ConcurrentDictionary<string, LaneStack> _lanes = [];
    private Timer? _timer;
    private int _written = -1;
    private volatile bool _ended;

    /// <summary>Gets ready.</summary>
    /// <param name="folder">Where to write; null to write nothing.</param>
    public RunScribe(RunFolder? folder, RunBook book, DateTimeOffset started) => (_folder, _book, _started) = (folder, book, started);

    /// <summary>The command line's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Seed of the order.</summary>
    public int? Seed { get; init; }

    /// <summary>Host stacks per lane.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>What the run is part of; null where nothing is said.</summary>
    public string? Label { get; init; }

    /// <summary>What is under test; null where nothing is said.</summary>
    public string? Revision { get; init; }

    /// <summary>Stores the finished document elsewhere too, after it was written; null to leave it there.</summary>
    public Action<RunDocument>? Store { get; init; }

    /// <summary>Notes what a lane runs on.</summary>
    public void LaneStarted(string lane, LaneStack stack)
    {
        _lanes[lane] = stack;
        _ = Facts(stack);
    }

    /// <summary>The name of a stack.</summary>
    public async Task<StackName> NameOf(LaneStack stack) => new((await Facts(stack).ConfigureAwait(false)).Stack);

    /// <summary>Begins to write every few seconds what there is so far.</summary>
    public void Begin() => _timer = new Timer(_ => WriteSoFar(), null, Interval, Interval);

    /// <summary>Writes what there is so far; trouble with it is noted in the book.</summary>
    public void WriteSoFar()
    {
        var judged = _book.Judged;
        if (_ended || judged == _written)
        {
            return;
        }

        _written = judged;
        try
        {
            _folder?.Write(Document(null, false), last: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _book.Trouble(Complaint(e));
        }
    }

    /// <summary>Finishes the document.</summary>
    /// <returns>Null, or what went wrong.</returns>
    public async Task<string?> Finish(RunOutcome? outcome, bool interrupted)
    {
        _ended = true;
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_stacks.Values).ConfigureAwait(false);
        if (_folder is null)
        {
            return null;
        }

        var document = Document(outcome, interrupted);
        string? complaint = null;
        try
        {
            _folder.Write(document, last: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complaint = Complaint(e);
        }

        Store?.Invoke(document);
        return complaint;
    }

    public void Dispose() => _timer?.Dispose();

    private string Complaint(Exception e)
        => $"'{_folder!.Document}' could not be written: {e.Message} Free some space, or choose another folder with --out. "
            + (File.Exists(_folder.Document) ? "An older version, with what had been judged until then, is still there." : "Nothing was kept.");

    private Task<LaneDocument> Facts(LaneStack stack) => _stacks.GetOrAdd(stack, static s => Task.Run(() => StackFacts.Describe(s)));

    private RunDocument Document(RunOutcome? outcome, bool interrupted)
    {
        var (cells, troubles) = _book.Read();
        var counts = _book.Count();
        return new RunDocument
        {
            Id = _folder!.Id,
            Label = Label,
            Revision = Revision,
            Started = _started,
            DurationMs = Math.Round((outcome?.Duration ?? Stopwatch.GetElapsedTime(_clock)).TotalMilliseconds, 1),
            Finished = outcome is not null && !interrupted,
            Interrupted = interrupted,
            ExitCode = outcome?.ExitCode,
            Arguments = Arguments,
            Fingerprint = new FingerprintDocument
            {
                Harness = HostFacts.Harness(),
                Host = _host,
                Lanes = _lanes.Where(lane => Facts(lane.Value).IsCompletedSuccessfully).OrderBy(lane => lane.Key, StringComparer.Ordinal)
                    .ToDictionary(lane => lane.Key, lane => Facts(lane.Value).Result),
                Seed = Seed,
                Jobs = Jobs,
            },
            Counts = new CountsDocument(counts.Planned, counts.Passed, counts.Failed, counts.ExpectedFails, counts.Skipped, counts.NotRun, counts.HarnessErrors),
            Troubles = troubles,
            Cells = [.. cells.Select(Document)],
            Blames = outcome?.Blames.Select(Document).ToArray(),
        };
    }

    private static BlameDocument Document(SceneBlame blame) => new()
    {
        Scene = blame.Scene,
        Turn = blame.Turn > 1 ? blame.Turn : null,
        Layer = blame.Layer.Word(),
        Certainty = blame.Layer == Layer.Unclear ? null : blame.Certainty.Word(),
        Rule = blame.Rule,
        Reason = blame.Reason,
        Known = blame.Known,
    };

    private static CellDocument Document(Cell cell) => new()
    {
        Scene = cell.Name.Scene,
        Lane = cell.Name.Lane,
        Observer = cell.Name.Observer.Word(),
        Verdict = cell.Verdict.Word(),
        Message = cell.Message,
        Ms = Math.Round(cell.Milliseconds, 3),
        Turn = cell.Name.Turn > 1 ? cell.Name.Turn : null,
        Failure = cell.Failure?.Word(),
        Reason = cell.Reason,
        Artifacts = cell.Artifacts.Count > 0 ? cell.Artifacts : null,
    };
}
