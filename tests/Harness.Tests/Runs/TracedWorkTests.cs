using Harness.Lab.Sampling;
using Harness.Qemu.Tracing;
using Harness.Runs.Lanes;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>What is counted in the words of QEMU's trace.</summary>
public sealed class TracedWorkTests
{
    /// <summary>The agent's port: no words of the GPU.</summary>
    private static readonly string[] Link =
    [
        "virtqueue_pop vq 0x7f60 elem 0x55a0 in_num 1 out_num 0", "virtio_notify vdev 0x56e0 vq 0x7f60", "virtio_queue_notify vdev 0x56e0 n 5 vq 0x7f62",
    ];

    [Test]
    public void Commands_are_counted_and_doorbells_and_interrupts_of_the_queues_that_they_came_by()
    {
        string[] turn =
        [
            .. Link,
            "virtio_queue_notify vdev 0x55d0 n 0 vq 0x7f01",
            "virtqueue_pop vq 0x7f01 elem 0x55d1 in_num 1 out_num 2",
            "virtqueue_pop vq 0x7f01 elem 0x55d2 in_num 1 out_num 1",
            "virtio_gpu_cmd_ctx_submit ctx 0x2, size 120",
            "virtio_gpu_cmd_res_xfer_toh_3d res 0x9",
            "virtio_gpu_fence_ctrl fence 0x1a, type 0x205",
            "virtio_notify vdev 0x55d0 vq 0x7f01",
            .. Link,
            "virtio_queue_notify vdev 0x55d0 n 1 vq 0x7f02",
            "virtqueue_pop vq 0x7f02 elem 0x55d3 in_num 0 out_num 1",
            "virtio_gpu_update_cursor scanout 0, x 1, y 2, type move, res 0x0",
            "virtio_queue_notify vdev 0x55d0 n 0 vq 0x7f01",
            "virtqueue_pop vq 0x7f01 elem 0x55d4 in_num 1 out_num 2",
            "virtio_gpu_cmd_ctx_submit ctx 0x2, size 8",
            "virtio_notify vdev 0x55d0 vq 0x7f01",
        ];
        Assert.That(Count(turn), Is.EqualTo(new DeviceWork(Commands: 4, Bytes: 128, Transfers: 1, Fences: 1, Kicks: 3, Interrupts: 2)));
    }

    [Test]
    public void A_turn_that_asks_for_nothing_counts_nothing_and_a_trace_without_anything_is_none()
    {
        Assert.That(Count(Link), Is.EqualTo(new DeviceWork(0, 0, 0, 0, 0, 0)));
        Assert.That(Count([]), Is.Null);
    }

    [Test]
    public void Doorbells_of_queues_that_are_not_known_are_not_guessed()
        => Assert.That(Count([.. Link, "virtio_gpu_cmd_ctx_submit ctx 0x2, size 120"]), Is.EqualTo(new DeviceWork(1, 120, 0, 0, null, null)));

    [Test]
    public void Numbers_in_a_row_are_the_same_work()
    {
        var work = new DeviceWork(1, 2, 3, null, 0, 6);
        Assert.That(DeviceWork.Read(work.Write()), Is.EqualTo(work));
        Assert.That(DeviceWork.Read([]), Is.Null);
    }

    private static DeviceWork? Count(string[] lines) => TracedWork.Count([.. lines.Select(line => TraceEvent.Read($"9@1700000000.000010:{line}")!.Value)]);
}
