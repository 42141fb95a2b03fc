using System.Text.Json.Nodes;
using Harness.Processes;
using Harness.Qemu.Monitor;
using Harness.Qemu.Scanout;

namespace Harness.Qemu.Tracing;

/// <summary>Traces for a while, and nothing outside of it: from when what is traced has come to rest until it has come to rest again.</summary>
/// <param name="trace">Of a QEMU that was started without any of the events.</param>
/// <param name="monitor">Its monitor.</param>
/// <param name="events">Names of events, or patterns of them.</param>
public sealed class TraceWindow(QemuTrace trace, QmpClient monitor, IReadOnlyList<string> events)
{
    /// <summary>As long as nothing has to be traced for rest: QEMU looks at its fences every 10 ms.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(15);

    /// <summary>The longest wait for that. What never rests is looked at as it is.</summary>
    private static readonly TimeSpan RestAllowed = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private long? _opened;

    /// <summary>Begins to trace, and returns once there is rest.</summary>
    /// <exception cref="QmpException">QEMU does not answer, or has no such event.</exception>
    public void Open()
    {
        _opened = null;
        Switch(on: true);
        _opened = Rest();
    }

    /// <summary>Waits for rest and ends to trace.</summary>
    /// <returns>What was traced since <see cref="Open"/>, in order; nothing where that failed.</returns>
    /// <exception cref="QmpException">QEMU does not answer.</exception>
    public IReadOnlyList<TraceEvent> Close()
    {
        Rest();
        Switch(on: false);
        return _opened is { } opened ? [.. trace.Events(opened)] : [];
    }

    /// <summary>How much has been traced, once nothing is any more.</summary>
    private long Rest()
    {
        var deadline = Deadline.In(RestAllowed);
        var (length, quiet) = (trace.Length, Deadline.In(Quiet));
        while (!quiet.Passed && !deadline.Passed)
        {
            ShortPause.Take(Look);
            if (trace.Length is var longer && longer != length)
            {
                (length, quiet) = (longer, Deadline.In(Quiet));
            }
        }

        return length;
    }

    private void Switch(bool on)
    {
        foreach (var name in events)
        {
            monitor.Execute("trace-event-set-state", new JsonObject { ["name"] = name, ["enable"] = on, ["ignore-unavailable"] = true });
        }
    }
}
