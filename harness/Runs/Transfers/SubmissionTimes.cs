using Harness.Qemu.Tracing;

namespace Harness.Runs.Transfers;

/// <summary>When QEMU did what with one fenced submission; microseconds since 1970.</summary>
/// <param name="Notified">The doorbell arrived.</param>
/// <param name="Popped">The command was taken from the queue.</param>
/// <param name="Submitted">Its stream is handed to the renderer.</param>
/// <param name="Fenced">The renderer has returned, and is asked for a fence.</param>
/// <param name="Signalled">The fence has passed.</param>
/// <param name="Used">The command is put into the used ring.</param>
public readonly record struct SubmissionTimes(long Notified, long Popped, long Submitted, long Fenced, long Signalled, long Used)
{
    private const string Notify = "virtio_queue_notify";
    private const string Pop = "virtqueue_pop";
    private const string Submit = "virtio_gpu_cmd_ctx_submit";
    private const string Fence = "virtio_gpu_fence_ctrl";
    private const string Signal = "virtio_gpu_fence_resp";
    private const string Fill = "virtqueue_fill";

    /// <summary>The events that tell, in their order.</summary>
    public static IReadOnlyList<string> Events { get; } = [Notify, Pop, Submit, Fence, Signal, Fill];

    /// <summary>Reads a trace in which no two submissions overlap; by the fences' numbers.</summary>
    public static IReadOnlyDictionary<ulong, SubmissionTimes> Read(IEnumerable<TraceEvent> trace)
    {
        var submissions = new Dictionary<ulong, SubmissionTimes>();
        var times = default(SubmissionTimes);
        ulong fence = 0;
        foreach (var traced in trace)
        {
            switch (traced.Name)
            {
                // Further doorbells ask the device to look at its fence.
                case Notify when times.Notified == 0:
                    times = times with { Notified = traced.At };
                    break;
                case Pop:
                    times = new SubmissionTimes { Notified = times.Notified, Popped = traced.At };
                    break;
                case Submit:
                    times = times with { Submitted = traced.At };
                    break;
                case Fence:
                    (times, fence) = (times with { Fenced = traced.At }, traced.Number("fence") ?? 0);
                    break;
                case Signal when traced.Number("fence") == fence:
                    times = times with { Signalled = traced.At };
                    break;
                case Fill:
                    if (times is { Notified: > 0, Popped: > 0, Submitted: > 0, Fenced: > 0, Signalled: > 0 })
                    {
                        submissions[fence] = times with { Used = traced.At };
                    }

                    times = default;
                    break;
            }
        }

        return submissions;
    }
}
