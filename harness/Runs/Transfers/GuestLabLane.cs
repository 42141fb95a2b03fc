using Harness.Guests;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Clients;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Qemu.Guest;
using Harness.Runs.Lanes;

namespace Harness.Runs.Transfers;

/// <summary>The lane <c>drm</c>: measurements are taken in a Linux guest, by its clock, through its kernel's virtio-gpu driver.</summary>
public sealed class GuestLabLane(GuestSource source) : ILabLane
{
    private readonly CancellationTokenSource _abort = new();
    private RunningGuest? _guest;
    private GuestPlayerLink? _player;

    /// <inheritdoc/>
    public string Name => DrmLane.LaneName;

    /// <inheritdoc/>
    public LaneStack Start()
    {
        try
        {
            _guest = RunningGuest.Boot(source.Make(), _abort.Token);
            if (source.UnfitKernel(_guest.Hello.Facts) is { } kernel)
            {
                throw NotDeployed(kernel);
            }

            _player = _guest.StartPlayer(["lab"], source.PlayerEnvironment);
            var hello = _player.Client.WaitForHello(Allowed(2));
            return source.Unfit(hello.Facts, playsGl: false) is { } reason ? throw NotDeployed(reason) : source.Describe(_guest, hello);
        }
        catch (GuestEndedException e)
        {
            throw new LaneUnavailableException($"The guest did not come up. {e.End}", e);
        }
        catch (Exception e) when (e is PlayerGoneException or TimeoutException or LinkException)
        {
            throw new LaneUnavailableException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public LaunchSample Measure(LabTask task, Sampler sampler)
    {
        Measured measured;
        try
        {
            measured = _player!.Client.Measure(
                new Measure(task.Name, sampler.Turns, sampler.TurnsAtMost, (long)sampler.AtLeast.TotalMicroseconds, (long)sampler.AtMost.TotalMicroseconds, sampler.WarmUps), Allowed(1));
        }
        catch (Exception e) when (e is PlayerGoneException or TimeoutException)
        {
            throw new LaneUnavailableException($"{task.Name}: {(e is TimeoutException ? _guest!.ReportStuck(e.Message) : _guest!.Report(e.Message))}", e);
        }

        return measured.Fault == MeasureFault.None
            ? new LaunchSample(task.Name, measured.Bytes, measured.WarmUps, measured.Steady, [.. measured.Nanoseconds.Select(turn => turn / 1e9)])
            : throw new LabFaultException($"{task.Name}: {measured.Message}", measured.Fault == MeasureFault.Absent);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Latencies => [];

    /// <inheritdoc/>
    public LaunchSample MeasureLatency(string name, int turns) => throw new ArgumentOutOfRangeException(nameof(name), name, "This lane has no latencies of its own.");

    /// <inheritdoc/>
    public void Abort() => _abort.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _player?.End();
        _guest?.Stop();
        source.Dispose();
        _abort.Dispose();
    }

    private static LaneBrokenException NotDeployed(string reason) => new(new LaneFault(Verdict.DeployFailed, reason), PlayEvidence.None);

    /// <summary>Limits of progress: a sample of the largest payload by the slowest road makes some all the time.</summary>
    private TimeSpan Allowed(int times) => _guest!.Machine.Limits.Scaled(_guest.Machine.Limits.Progress) * times;
}
