using System.Collections.Concurrent;
using System.Threading.Channels;
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
    private string? _undeployed;

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

    /// <summary>Why the driver under test is not in the lane; null while it is.</summary>
    public string? Undeployed => _undeployed;

    /// <summary>The driver under test could not be brought in. True for the first.</summary>
    public bool NotDeployed(string message) => Interlocked.CompareExchange(ref _undeployed, message, null) is null;

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
    /// <summary>A host stack that does not come up that often in a row is given up.</summary>
    private const int MostFailedStarts = 3;

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
            if (Start())
            {
                await PlayAll().ConfigureAwait(false);
            }
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

    private bool Start()
    {
        try
        {
            var stack = lane.Start();
            if (work.Started(stack))
            {
                listener.LaneStarted(work.Lane, stack);
            }

            return true;
        }
        catch (DeployFailedException e)
        {
            if (work.NotDeployed(e.Message))
            {
                listener.DeployFailed(work.Lane, e.Message);
            }

            return false;
        }
        catch (LaneUnavailableException e)
        {
            if (work.MayBeAbsent)
            {
                work.Missed(e.Message);
            }
            else
            {
                Fail(e.Message);
            }

            return false;
        }
    }

    private async Task PlayAll()
    {
        var failedStarts = 0;
        while (failedStarts < MostFailedStarts && !cancellation.IsCancellationRequested && work.Next() is { } planned)
        {
            ScenePlay play;
            try
            {
                play = lane.Play(planned.Scene, planned.Observers);
                failedStarts = 0;
            }
            catch (DeployFailedException e)
            {
                play = NotPlayed(planned, e.Message, Verdict.DeployFailed);
            }
            catch (LaneUnavailableException e)
            {
                failedStarts++;
                play = NotPlayed(planned, e.Message);
                if (failedStarts == MostFailedStarts)
                {
                    Fail($"The host stack did not come up {MostFailedStarts} times in a row. {e.Message}");
                }
            }

            // A scene that was cut short says nothing about the device.
            if (!cancellation.IsCancellationRequested || play.Observations.All(o => o.Fault is null))
            {
                await judge.WriteAsync(new Finished(planned, play), CancellationToken.None).ConfigureAwait(false);
            }
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
            var play = work.Absence is { } reason
                ? NotPlayed(planned, LaneAbsence.Reason(work.Lane, reason), Verdict.Skip)
                : work.Undeployed is { } undeployed ? NotPlayed(planned, undeployed, Verdict.DeployFailed)
                : NotPlayed(planned, work.Failure ?? "The lane ended before its scenes.");
            await judge.WriteAsync(new Finished(planned, play), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Fail(string message)
    {
        if (work.Failed(message))
        {
            listener.LaneFailed(work.Lane, message);
        }
    }

    private static ScenePlay NotPlayed(PlannedPlay planned, string message, Verdict verdict = Verdict.HarnessError)
        => new([.. planned.Observers.Select(observer => new Observation(observer, 0) { Fault = new LaneFault(verdict, message) })], PlayEvidence.None);
}
