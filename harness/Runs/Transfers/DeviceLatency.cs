using System.Diagnostics;
using Harness.Lab.Sampling;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Commands;

namespace Harness.Runs.Transfers;

/// <summary>From the doorbell to the used ring, command by command, on a device that is driven without a guest.</summary>
public sealed class DeviceLatency(VirtioGpuConnection connection)
{
    private const string DisplayInfo = "latency.display-info";
    private const string CursorMove = "latency.cursor-move";
    private const string Empty = "latency.empty-submit.depth-";
    private const string Fenced = "latency.fenced-submit.depth-";

    private static readonly int[] Depths = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        DisplayInfo, CursorMove, .. Depths.Select(depth => $"{Empty}{depth}"), .. Depths.Select(depth => $"{Fenced}{depth}"),
    ];

    /// <summary>Measures, after a tenth as many turns to warm up.</summary>
    public LaunchSample Take(string name, int turns)
    {
        var context = connection.CreateContext("lab");
        try
        {
            Func<int, long[]> measure = name switch
            {
                DisplayInfo => count => One(count, () => connection.ControlQueue.GetDisplayInfo()),
                CursorMove => count => One(count, MoveCursor),
                _ when name.StartsWith(Empty, StringComparison.Ordinal) => count => InFlight(count, context, int.Parse(name[Empty.Length..]), fenced: false),
                _ when name.StartsWith(Fenced, StringComparison.Ordinal) => count => InFlight(count, context, int.Parse(name[Fenced.Length..]), fenced: true),
                _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such latency."),
            };
            var warmUps = turns / 10;
            measure(warmUps);
            return new LaunchSample(name, 0, warmUps, true, [.. measure(turns).Select(ticks => ticks / (double)Stopwatch.Frequency)]);
        }
        finally
        {
            connection.DestroyContext(context);
            connection.ControlQueue.Drain();
        }
    }

    private static long[] One(int turns, Action command)
    {
        var ticks = new long[turns];
        for (var turn = 0; turn < turns; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            command();
            ticks[turn] = Stopwatch.GetTimestamp() - started;
        }

        return ticks;
    }

    /// <summary>So many in flight at any time; each is timed from its own doorbell to its own answer.</summary>
    private long[] InFlight(int turns, uint context, int depth, bool fenced)
    {
        var queue = connection.ControlQueue;
        var (ticks, sent) = (new long[turns], new (CommandTicket Ticket, long At)[depth]);
        for (var turn = 0; turn < turns + depth; turn++)
        {
            ref var oldest = ref sent[turn % depth];
            if (turn >= depth)
            {
                queue.Wait(oldest.Ticket);
                ticks[turn - depth] = Stopwatch.GetTimestamp() - oldest.At;
            }

            if (turn < turns)
            {
                oldest.At = Stopwatch.GetTimestamp();
                oldest.Ticket = queue.Submit3D(context, [], fenced);
            }
        }

        return ticks;
    }

    private void MoveCursor()
    {
        connection.CursorQueue.Move(0, 1, 1, 0);
        connection.CursorQueue.Drain();
    }
}
