using System.Text.Json.Nodes;
using Harness.Link.Messages;
using Harness.Qemu.Guest;
using Harness.Qemu.Monitor;
using Harness.Qemu.Tracing;

namespace Harness.Runs.Lanes;

/// <summary>Counts what turns ask of a guest's GPU, between the marks that its player sets. QEMU traces nothing outside of them, so that timed turns do not pay for it.</summary>
public sealed class DeviceCounting
{
    /// <summary>The name among a stack's facts of <see cref="WhyNot"/>.</summary>
    public const string Fact = "deviceCounters";

    private readonly TraceWindow _window;

    /// <param name="machine">Of a QEMU that was started with <see cref="QemuTrace.Arguments"/>.</param>
    public DeviceCounting(GuestMachine machine)
    {
        var trace = new QemuTrace(machine.StatePath);
        _window = new TraceWindow(trace, machine.Monitor, TracedWork.Events);
        WhyNot = trace.IsKept ? Missing(machine.Monitor) : "none: this QEMU was built without the trace backend 'log'";
    }

    /// <summary>Why nothing is counted; null where it is.</summary>
    public string? WhyNot { get; }

    /// <summary>Notes a mark, and counts where a turn has ended.</summary>
    public TurnMarked Mark(TurnMark mark)
    {
        try
        {
            if (!mark.Begins)
            {
                return new TurnMarked(TracedWork.Count(_window.Close())?.Write() ?? []);
            }

            _window.Open();
        }
        catch (QmpException)
        {
            // A QEMU that does not answer its monitor is found by those who watch it; there is no count.
        }

        return new TurnMarked([]);
    }

    private static string? Missing(QmpClient monitor)
    {
        try
        {
            var known = monitor.Execute("trace-event-get-state", new JsonObject { ["name"] = "virt*" }) as JsonArray ?? [];
            List<string> missing = [.. TracedWork.Needed.Except(known.Where(traced => $"{traced!["state"]}" != "unavailable").Select(traced => $"{traced!["name"]}"))];
            return missing.Count == 0 ? null : $"none: this QEMU does not trace {string.Join(", ", missing)}";
        }
        catch (QmpException e)
        {
            return $"none: {e.Message}";
        }
    }
}
