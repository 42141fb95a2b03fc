using System.Collections.Concurrent;
using System.Threading.Channels;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;

namespace Harness.Runs.Execution;

/// <summary>What the workers of one lane share: the scenes still to play, and what became of the lane.</summary>
internal sealed class LaneWork(string lane, IEnumerable<PlannedPlay> plays, int workers, bool mayBeAbsent)
{
    private readonly ConcurrentQueue<PlannedPlay> _open = new(plays);
    private readonly TaskCompletionSource<LaneStack?> _stack = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _working = workers;
    private string? _failure;
    private string? _absence;
    private LaneFault? _broken;

    public string Lane { get; } = lane;

    /// <summary>Completes when the first worker's host stack is up, with null when none comes up.</summary>
    public Task<LaneStack?> Stack => _stack.Task;

    /// <summary>Why the lane cannot run here; null while it can.</summary>
    public string? Failure => _failure;

    /// <summary>Whether it is no failure that the lane cannot run here.</summary>
    public bool MayBeAbsent { get; } = mayBeAbsent;

    /// <summary>Why no host stack came up at all, where that is no failure; null otherwise.</summary>
    public string? Absence => HasStarted ? null : _absence;

    /// <summary>Why one worker's host stack did not come up though another's did; null otherwise.</summary>
    public string? PartialAbsence => HasStarted ? _absence : null;

    private bool HasStarted => _stack.Task is { IsCompletedSuccessfully: true, Result: not null };

    /// <summary>The next scene; null when there is none left.</summary>
    public PlannedPlay? Next() => _open.TryDequeue(out var play) ? play : null;

    /// <summary>A worker's host stack is up. True for the first.</summary>
    public bool Started(LaneStack stack) => _stack.TrySetResult(stack);

    /// <summary>A worker's host stack does not come up. True for the first.</summary>
    public bool Failed(string message) => Interlocked.CompareExchange(ref _failure, message, null) is null;

    /// <summary>A worker's host stack does not come up the first time, which is no failure as long as none does.</summary>
    public void Missed(string message) => Interlocked.CompareExchange(ref _absence, message, null);

    /// <summary>What is under test and keeps the lane from coming up; null while nothing does.</summary>
    public LaneFault? Broken => _broken;

    /// <summary>A worker gives up, since what is under test keeps its host stack from coming up. True for the first.</summary>
    public bool Broke(LaneFault fault) => Interlocked.CompareExchange(ref _broken, fault, null) is null;

    /// <summary>A worker has ended. True for the last, who has to account for scenes left over.</summary>
    public bool Left()
    {
        if (Interlocked.Decrement(ref _working) > 0)
        {
            return false;
        }

        _stack.TrySetResult(null);
        return true;
    }
}

/// <summary>A play that waits to be judged.</summary>
internal readonly record struct Finished(PlannedPlay Planned, ScenePlay Play);

/// <summary>Plays a lane's scenes one after the other on a host stack of its own.</summary>
internal sealed class LaneWorker(ILane lane, LaneWork work, ChannelWriter<Finished> judge, IRunListener listener, CancellationToken cancellation)
{
    /// <summary>What a scene in progress gets after a cancellation before its host stack is taken away.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs to the end of the lane's scenes.</summary>
    public async Task Run()
    {
        using var grace = new CancellationTokenSource();
        using var cancelled = cancellation.Register(() => grace.CancelAfter(Grace));
        using var overdue = grace.Token.Register(lane.Abort);
        try
        {
            await PlayAll().ConfigureAwait(false);
        }
        finally
        {
            lane.Dispose();
            if (work.Left() && !cancellation.IsCancellationRequested)
            {
                await GiveUp().ConfigureAwait(false);
            }
        }
    }

    private async Task PlayAll()
    {
        var (isUp, breaker) = (false, new LaneBreaker());
        while (!cancellation.IsCancellationRequested)
        {
            var failure = isUp ? null : Try(() => Tell(lane.Start()));
            if (failure is not null and not LaneBrokenException)
            {
                Miss(failure.Message);
                return;
            }

            if (work.Next() is not { } planned)
            {
                return;
            }

            ScenePlay? play = null;
            if (failure is null)
            {
                isUp = true;
                breaker.Started();
            }

            failure ??= Try(() => play = lane.Play(planned.Scene, planned.Observers));
            play ??= ScenePlay.None(planned.Observers, failure!.Fault, failure.Evidence);

            // A scene that was cut short says nothing about the device.
            if (!cancellation.IsCancellationRequested || play.Observations.All(o => o.Fault is null))
            {
                await judge.WriteAsync(new Finished(planned, play), CancellationToken.None).ConfigureAwait(false);
            }

            if (failure is null)
            {
                breaker.Played(play);
            }
            else
            {
                breaker.Failed(failure);
            }

            if (breaker.GivenUp is { } end)
            {
                Break(end);
                return;
            }
        }
    }

    /// <summary>Does something with the lane; what comes of it when its host stack does not come up.</summary>
    private static LaneUnavailableException? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (LaneUnavailableException e)
        {
            return e;
        }
#pragma warning disable CA1031 // A defect of the harness that one lane meets concerns that lane; the run goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new LaneBrokenException(new LaneFault(Verdict.HarnessError, $"A defect of the harness: {FailureText.Of(e)}"), PlayEvidence.None, e);
        }
    }

    private void Tell(LaneStack stack)
    {
        if (work.Started(stack))
        {
            listener.LaneStarted(work.Lane, stack);
        }
    }

    private void Miss(string message)
    {
        if (work.MayBeAbsent)
        {
            work.Missed(message);
        }
        else
        {
            Fail(message);
        }
    }

    private void Break(LaneUnavailableException end)
    {
        if (end is not LaneBrokenException)
        {
            Fail(end.Message);
        }
        else if (work.Broke(end.Fault))
        {
            listener.LaneBroken(work.Lane, end.Fault);
        }
    }

    private async Task GiveUp()
    {
        if (work.Absence is { } absence)
        {
            listener.LaneAbsent(work.Lane, absence);
        }

        if (work.PartialAbsence is { } partial)
        {
            Fail(partial);
        }

        while (work.Next() is { } planned)
        {
            var fault = work.Absence is { } reason
                ? new LaneFault(Verdict.Skip, LaneAbsence.Reason(work.Lane, reason))
                : work.Broken ?? new LaneFault(Verdict.HarnessError, work.Failure ?? "The lane ended before its scenes.");
            await judge.WriteAsync(new Finished(planned, ScenePlay.None(planned.Observers, fault)), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Fail(string message)
    {
        if (work.Failed(message))
        {
            listener.LaneFailed(work.Lane, message);
        }
    }
}
