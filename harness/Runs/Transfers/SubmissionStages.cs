using Harness.Lab.Sampling;
using Harness.Link.Messages;
using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Qemu.Tracing;
using Harness.Qemu;
using Harness.Virgl;

namespace Harness.Runs.Transfers;

/// <summary>
/// Where the time of an empty fenced submission goes, one in flight, by what QEMU traces of it. Tracing costs some microseconds an event, so this has a QEMU of
/// its own; what the same takes as a whole without is among the latencies of the lane <c>device</c>.
/// </summary>
public sealed class SubmissionStages : IDisposable
{
    /// <summary>What stages' names begin with.</summary>
    public const string Prefix = "latency.stage.";

    private static readonly (string Name, Func<Turn, long> Microseconds)[] Stages =
    [
        ("1-doorbell", turn => turn.Times.Notified - turn.HandedOver),
        ("2-pop", turn => turn.Times.Popped - turn.Times.Notified),
        ("3-decode", turn => turn.Times.Submitted - turn.Times.Popped),
        ("4-render", turn => turn.Times.Fenced - turn.Times.Submitted),
        ("5-fence", turn => turn.Times.Signalled - turn.Times.Fenced),
        ("6-used", turn => turn.Times.Used - turn.Times.Signalled),
        ("7-seen", turn => turn.Seen - turn.Times.Used),
        ("whole", turn => turn.Seen - turn.HandedOver),
    ];

    private readonly BareDevice _device;
    private readonly QemuTrace _trace;

    private SubmissionStages(string? qemu)
    {
        _device = BareDevice.Start(new BareDeviceOptions
        {
            Command = new QemuCommandLine { Binary = QemuInstallation.Locate(qemu), Extra = QemuTrace.Arguments(SubmissionTimes.Events) }, Display = new OffscreenDisplay(),
        });
        _trace = new QemuTrace(_device.StatePath);
    }

    /// <summary>Starts a QEMU that traces.</summary>
    /// <exception cref="QemuUnavailableException">There is none, or it is unfit.</exception>
    public static SubmissionStages Start(string? qemu) => new(qemu);

    /// <summary>Takes one launch's sample of every stage, after a tenth as many turns to warm up.</summary>
    /// <exception cref="LabFaultException">The device failed, or QEMU traces not what is needed.</exception>
    public IReadOnlyList<LaunchSample> Take(int turns)
    {
        var warmUps = turns / 10;
        var taken = new List<(uint Fence, long HandedOver, long Seen)>(turns);
        try
        {
            var context = _device.Connection.CreateContext("lab");
            _device.Connection.ControlQueue.Drain();
            for (var turn = -warmUps; turn < turns; turn++)
            {
                var handedOver = Now();
                _device.Connection.ControlQueue.Wait(_device.Connection.ControlQueue.Submit3D(context, [], fenced: true));
                var seen = Now();
                if (turn >= 0)
                {
                    taken.Add((_device.Connection.ControlQueue.LastFence, handedOver, seen));
                }
            }

            _device.Connection.DestroyContext(context);
            _device.Connection.ControlQueue.Drain();
        }
        catch (DeviceException e)
        {
            throw new LabFaultException($"{Prefix}*: {e.Message}", MeasureFault.Failed, e);
        }

        var times = SubmissionTimes.Read(_trace.Events());
        List<Turn> complete = [.. from turn in taken where times.ContainsKey(turn.Fence) select new Turn(times[turn.Fence], turn.HandedOver, turn.Seen)];
        return complete.Count == turns
            ? [.. Stages.Select(stage => new LaunchSample($"{Prefix}{stage.Name}", 0, warmUps, true, [.. complete.Select(turn => long.Max(0, stage.Microseconds(turn)) / 1e6)]))]
            : throw new LabFaultException($"{Prefix}*: {Reason(turns, complete.Count)}", MeasureFault.Absent);
    }

    public void Dispose() => _device.Dispose();

    private static long Now() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private string Reason(int turns, int complete)
    {
        var seen = _trace.Events().Select(traced => traced.Name).ToHashSet();
        var missing = SubmissionTimes.Events.Where(name => !seen.Contains(name)).ToList();
        return missing.Count == SubmissionTimes.Events.Count ? $"this QEMU logs no trace events; it was built for another way to trace. {_device.Qemu.LastWords}"
            : missing.Count > 0 ? $"this QEMU does not trace {string.Join(", ", missing)}. {_device.Qemu.LastWords}"
            : $"of {turns} submissions only {complete} are whole in QEMU's trace.";
    }

    private readonly record struct Turn(SubmissionTimes Times, long HandedOver, long Seen);
}
