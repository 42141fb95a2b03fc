using Harness.Lab.Sampling;
using Harness.Qemu.Tracing;

namespace Harness.Runs.Lanes;

/// <summary>Counts what a guest asks of its GPU in what QEMU traces, where other devices' queues are traced as well.</summary>
public static class TracedWork
{
    private const string Gpu = "virtio_gpu_*";
    private const string Command = "virtio_gpu_cmd_";
    private const string Transfer = "virtio_gpu_cmd_res_xfer_";
    private const string Submit = "virtio_gpu_cmd_ctx_submit";
    private const string Cursor = "virtio_gpu_update_cursor";
    private const string Fence = "virtio_gpu_fence_ctrl";
    private const string Notify = "virtio_queue_notify";
    private const string Interrupt = "virtio_notify";
    private const string Pop = "virtqueue_pop";

    /// <summary>The events that tell, by names or patterns of them.</summary>
    public static IReadOnlyList<string> Events { get; } = [Gpu, Notify, Interrupt, Pop];

    /// <summary>Those that every QEMU has to know that is to tell.</summary>
    public static IReadOnlyList<string> Needed { get; } = [Submit, Fence, Notify, Interrupt, Pop];

    /// <summary>Counts.</summary>
    /// <returns>Null where nothing at all was traced.</returns>
    public static DeviceWork? Count(IReadOnlyList<TraceEvent> trace)
    {
        if (trace.Count == 0)
        {
            return null;
        }

        // The GPU's queues: it executes commands as soon as it has taken them all, with nothing of another device in between.
        var queues = trace.Zip(trace.Skip(1), (taken, next) => taken.Name == Pop && IsCommand(next) ? taken.Number("vq") : null).OfType<ulong>().ToHashSet();
        var commands = trace.Count(IsCommand);
        return new DeviceWork(
            commands,
            trace.Where(traced => traced.Name == Submit).Sum(traced => (long)(traced.Number("size") ?? 0)),
            trace.Count(traced => traced.Name.StartsWith(Transfer, StringComparison.Ordinal)),
            trace.Count(traced => traced.Name == Fence),
            OfQueues(Notify),
            OfQueues(Interrupt));

        long? OfQueues(string name) => queues.Count == 0 && commands > 0 ? null : trace.Count(traced => traced.Name == name && traced.Number("vq") is { } queue && queues.Contains(queue));
    }

    private static bool IsCommand(TraceEvent traced) => traced.Name == Cursor || traced.Name.StartsWith(Command, StringComparison.Ordinal);
}
