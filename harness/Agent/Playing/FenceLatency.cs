using System.Diagnostics;
using Harness.Drm;
using Harness.Lab.Latency;
using Harness.Lab.Sampling;

namespace Harness.Agent.Playing;

/// <summary>From the request that hands a NOP over to the kernel to its fence, stream by stream.</summary>
internal static class FenceLatency
{
    /// <summary>Measures, after a tenth as many turns to warm up.</summary>
    /// <param name="name">One of <see cref="FencedSubmissions.Names"/>.</param>
    public static LaunchSample Take(DrmConnection connection, string name, int turns)
    {
        var context = connection.CreateContext("lab");
        try
        {
            var (depth, warmUps) = (FencedSubmissions.DepthOf(name), turns / 10);
            InFlight(connection, context, warmUps, depth);
            return new LaunchSample(name, 0, warmUps, true, [.. InFlight(connection, context, turns, depth).Select(ticks => ticks / (double)Stopwatch.Frequency)]);
        }
        finally
        {
            connection.DestroyContext(context);
        }
    }

    /// <summary>So many in flight at any time; each is timed from its own request to its own fence.</summary>
    private static long[] InFlight(DrmConnection connection, uint context, int turns, int depth)
    {
        var (ticks, sent) = (new long[turns], new (int Fence, long At)[depth]);
        for (var turn = 0; turn < turns + depth; turn++)
        {
            ref var oldest = ref sent[turn % depth];
            if (turn >= depth && turn - depth < turns)
            {
                connection.WaitForFence(oldest.Fence);
                ticks[turn - depth] = Stopwatch.GetTimestamp() - oldest.At;
            }

            if (turn < turns)
            {
                oldest.At = Stopwatch.GetTimestamp();
                oldest.Fence = connection.SubmitFenced(context, [0]);
            }
        }

        return ticks;
    }
}
