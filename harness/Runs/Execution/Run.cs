using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Harness.Runs.Artifacts;
using Harness.Runs.Blame;
using Harness.Runs.Expectations;
using Harness.Runs.Judging;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Runs.Execution;

/// <summary>
/// One execution of a plan. Lanes play side by side, each worker on a host stack of its own; judging goes on behind them, so that no device waits for
/// the oracle unless the judges fall far behind.
/// </summary>
public sealed class Run
{
    /// <summary>Plays that may wait to be judged: bounds the frames in memory.</summary>
    private const int MostWaiting = 24;

    /// <summary>Reference frames made ready while host stacks come up.</summary>
    private const int PreparedFrames = 16;

    private readonly RunPlan _plan;
    private readonly RunOptions _options;
    private readonly IRunListener _listener;
    private readonly Lock _telling = new();
    private readonly ConcurrentDictionary<string, LaneStack> _stacks = [];
    private readonly Dictionary<string, LaneWork> _lanes = [];
    private readonly Dictionary<string, Task<StackName>> _names = [];
    private int _unkept;

    /// <summary>Gets ready; <see cref="Execute"/> runs it, once.</summary>
    public Run(RunPlan plan, RunOptions options, IRunListener? listener = null)
    {
        (_plan, _options) = (plan, options);
        _listener = new Relay(this, listener ?? new SilentListener());
        Book = new RunBook(plan);
        foreach (var lane in plan.Lanes)
        {
            _lanes.Add(lane, new LaneWork(lane, plan.Plays.Where(play => play.Lane == lane), WorkersOf(lane), options.MayBeAbsent(lane)));
        }
    }

    /// <summary>What was judged so far; may be read at any time.</summary>
    public RunBook Book { get; }

    /// <summary>What each lane that has come up runs on.</summary>
    public IReadOnlyDictionary<string, LaneStack> Stacks => _stacks;

    /// <summary>Plays and judges everything. On cancellation the scenes in progress are finished (or cut short when they hang) and the rest is left.</summary>
    public async Task<RunOutcome> Execute(CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        var channel = Channel.CreateBounded<Finished>(new BoundedChannelOptions(MostWaiting));
        var workers = StartWorkers(channel.Writer, cancellation);
        foreach (var play in _plan.Plays)
        {
            _options.References.Claim(play.Scene);
        }

        foreach (var play in _plan.Plays.Take(PreparedFrames))
        {
            _options.References.Prepare(play.Scene);
        }

        foreach (var (lane, work) in _lanes)
        {
            _names.Add(lane, NameOf(work));
        }

        var judge = new CellJudge(_options.References, _options.Expected, lane => _names[lane]);
        var judges = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => JudgeAll(judge, channel.Reader))).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        channel.Writer.Complete();
        await Task.WhenAll(judges).ConfigureAwait(false);
        return Close(cancellation.IsCancellationRequested && Book.Judged < _plan.Cells, Stopwatch.GetElapsedTime(started));
    }

    private RunOutcome Close(bool interrupted, TimeSpan duration)
    {
        if (!interrupted && _lanes.Count > 0 && _lanes.Values.All(work => work.Absence is not null))
        {
            Book.Trouble("No lane can run here, so nothing was judged. `harness doctor` says what is missing.");
        }

        Book.Close(interrupted);
        var (cells, troubles) = Book.Read();
        return new RunOutcome
        {
            Cells = cells,
            Ledger = Ledger.Of(_plan.Cells, cells),
            Interrupted = interrupted,
            Troubles = troubles,
            Stacks = _stacks,
            Duration = duration,
            Blames = SceneBlame.Of(cells, IsReviewed, lane => _stacks.TryGetValue(lane, out var stack) ? HostGlFamily.Of(stack.Renderer) : null),
        };
    }

    private bool IsReviewed(string scene) => _plan.Plays.FirstOrDefault(play => play.Scene.Name == scene) is not { } play || _options.References.IsReviewed(play.Scene);

    private Task[] StartWorkers(ChannelWriter<Finished> judge, CancellationToken cancellation)
    {
        var workers = new List<Task>();
        foreach (var (lane, work) in _lanes)
        {
            for (var i = 0; i < WorkersOf(lane); i++)
            {
                var worker = new LaneWorker(_options.MakeLane(lane), work, judge, _listener, cancellation);

                // Lanes block on their devices, so each worker has a thread.
                workers.Add(Task.Factory.StartNew(worker.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());
            }
        }

        return [.. workers];
    }

    private int WorkersOf(string lane) => int.Clamp(_options.Jobs, 1, _plan.Plays.Count(play => play.Lane == lane));

    private async Task<StackName> NameOf(LaneWork work)
        => await work.Stack.ConfigureAwait(false) is { } stack ? await _options.NameStack(stack).ConfigureAwait(false) : StackName.Of(null, string.Empty, null);

    private async Task JudgeAll(CellJudge judge, ChannelReader<Finished> finished)
    {
        await foreach (var (planned, play) in finished.ReadAllAsync().ConfigureAwait(false))
        {
            foreach (var judged in await judge.Judge(planned, play).ConfigureAwait(false))
            {
                var cell = Keep(judged);
                Book.Enter(cell);
                _listener.CellJudged(cell);
            }
        }
    }

    private Cell Keep(JudgedCell judged)
    {
        var failed = judged.Cell.Verdict.IsFailure() || judged.Cell.Verdict == Verdict.ExpectedFail;
        if (!failed || _options.Folder is null || judged.Cell.Verdict == Verdict.UnexpectedPass)
        {
            return judged.Cell;
        }

        try
        {
            return judged.Cell with { Artifacts = new CellArtifacts(_options.Folder).Write(judged) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // One sentence, however many files there are.
            if (Interlocked.Exchange(ref _unkept, 1) != 0)
            {
                return judged.Cell;
            }

            Book.Trouble($"Pictures and streams of failed cells could not all be written to {_options.Folder}: {e.Message} Free some space, or choose another folder with --out.");
            return judged.Cell;
        }
    }

    /// <summary>Tells the listener one thing at a time, and keeps what the run itself needs of it.</summary>
    private sealed class Relay(Run run, IRunListener listener) : IRunListener
    {
        public void LaneStarted(string lane, LaneStack stack)
        {
            run._stacks[lane] = stack;
            lock (run._telling)
            {
                listener.LaneStarted(lane, stack);
            }
        }

        public void LaneFailed(string lane, string message)
        {
            run.Book.Trouble($"Lane '{lane}' cannot run here: {message}");
            lock (run._telling)
            {
                listener.LaneFailed(lane, message);
            }
        }

        public void LaneBroken(string lane, LaneFault fault)
        {
            lock (run._telling)
            {
                listener.LaneBroken(lane, fault);
            }
        }

        public void LaneAbsent(string lane, string message)
        {
            lock (run._telling)
            {
                listener.LaneAbsent(lane, message);
            }
        }

        public void CellJudged(Cell cell)
        {
            lock (run._telling)
            {
                listener.CellJudged(cell);
            }
        }
    }
}
