using Harness.Qemu.Tracing;
using Harness.Runs.Transfers;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>What QEMU traces of a submission, in its own words.</summary>
public sealed class SubmissionTimesTests
{
    private static readonly string[] Doorbell = ["9@1700000000.000010:virtio_queue_notify vdev 0x55d0 n 0 vq 0x7f01", "9@1700000000.000012:virtqueue_pop vq 0x7f01 elem 0x55d1 in_num 1 out_num 1"];

    private static readonly string[] Fenced =
    [
        .. Doorbell,
        "9@1700000000.000015:virtio_gpu_cmd_ctx_submit ctx 0x1, size 0",
        "9@1700000000.000018:virtio_gpu_fence_ctrl fence 0x1a, type 0x207",
        "9@1700000000.000200:virtio_queue_notify vdev 0x55d0 n 0 vq 0x7f01",
        "9@1700000000.000205:virtio_gpu_fence_resp fence 0x1a",
        "9@1700000000.000206:virtqueue_fill vq 0x7f01 elem 0x55d1 len 24 idx 0",
    ];

    private const long Start = 1_700_000_000_000_000;

    [Test]
    public void A_submission_is_read_by_the_number_of_its_fence()
        => Assert.That(Read(Fenced), Is.EqualTo(new Dictionary<ulong, SubmissionTimes> { [0x1a] = new(Start + 10, Start + 12, Start + 15, Start + 18, Start + 205, Start + 206) }));

    [Test]
    public void What_has_no_fence_and_what_is_cut_off_is_left_out_and_spoils_nothing()
    {
        string[] unfenced = [.. Doorbell, "9@1700000000.000015:virtio_gpu_cmd_ctx_create ctx 0x1, name lab", "9@1700000000.000016:virtqueue_fill vq 0x7f01 elem 0x55d1 len 24 idx 0"];
        Assert.That(Read([.. unfenced, .. Fenced, .. Fenced[..4]]).Keys, Is.EqualTo(new[] { 0x1aUL }));
    }

    [TestCase("virtio_gpu_fence_ctrl fence 0x1a, type 0x207")]
    [TestCase("2023-11-14T22:13:20.123456Z qemu-system-x86_64: warning: trace event 'virtio_gpu_fence_ctrl' does not exist")]
    [TestCase("qemu-system-x86_64: warning: trace event 'virtio_gpu_fence_ctrl' does not exist")]
    [TestCase("")]
    public void A_line_without_a_time_is_no_event(string line) => Assert.That(TraceEvent.Read(line), Is.Null);

    [TestCase("9@1700000000.123456:virtio_gpu_cmd_ctx_submit ctx 0x1, size 0")]
    [TestCase("2023-11-14T22:13:20.123456Z virtio_gpu_cmd_ctx_submit ctx 0x1, size 0")]
    public void Older_and_newer_QEMUs_say_the_same(string line)
        => Assert.That(TraceEvent.Read(line), Is.EqualTo(new TraceEvent("virtio_gpu_cmd_ctx_submit", Start + 123_456, "ctx 0x1, size 0")));

    [Test]
    public void Numbers_are_read_as_they_are_written_and_up_to_where_they_end()
    {
        var traced = TraceEvent.Read("9@1700000000.000010:virtqueue_pop vq 0x7f01 elem 0x55d1 in_num 1 out_num 12")!.Value;
        Assert.That((traced.Number("vq"), traced.Number("in_num"), traced.Number("out_num"), traced.Number("size")), Is.EqualTo(((ulong?)0x7f01, (ulong?)1, (ulong?)12, (ulong?)null)));
    }

    private static IReadOnlyDictionary<ulong, SubmissionTimes> Read(string[] lines) => SubmissionTimes.Read(lines.Select(line => TraceEvent.Read(line)!.Value));
}
