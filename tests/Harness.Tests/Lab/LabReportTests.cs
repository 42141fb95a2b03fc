using Harness.Cli.Perf;
using Harness.Lab.Frames;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Runs.Transfers;
using Harness.Tests.Gl;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>What samples come to: metrics for the store, tables for people.</summary>
public sealed class LabReportTests
{
    private static readonly LabTask Copy = LabTask.MemoryCopy(4 << 10);
    private static readonly LabTask Upload = LabTask.Of(new TransferTask(Road.GlSubData, TransferDirection.ToHost, PayloadShape.Buffer, 4 << 10));
    private static readonly FrameTask[] Frames = [.. FrameTask.All(NativeGl.Find("walkthrough/first-triangle"))];

    [Test]
    public void Each_kind_of_measurement_has_a_unit_and_a_number_of_its_own()
    {
        var metrics = new LabReport([
            Sample("virpipe", 0, Upload, true, 1 << 20, 0.5, 0.25, 0.125),
            Sample("guest", 0, Frames[0], true, 0, 0.01, 0.02, 0.06),
            Sample("guest", 0, Frames[1], true, 0, 0.01, 0.02, 0.07),
            Sample("guest", 0, LabTask.GlRoundTrip, true, 0, 1e-3, 2e-3, 3e-3),
        ]).Metrics;
        Assert.That(metrics.Select(metric => (metric.Lane, metric.Name, metric.Unit, metric.Kind, metric.Better, Math.Round(metric.Samples[0], 6))), Is.EqualTo(new[]
        {
            ("virpipe", "upload.gl-sub-data.buffer.4KiB", "MiB/s", "throughput", "higher", 4.0),
            ("guest", "frame.time.walkthrough.first-triangle", "s", "time", "lower", 0.02),
            ("guest", "frame.rate.walkthrough.first-triangle", "frames/s", "throughput", "higher", 30.0),
            ("guest", "latency.gl-clear-finish", "us", "time", "lower", 2000.0),
        }));
    }

    [Test]
    public void How_many_launches_were_not_warm_is_kept_and_most_of_them_are_marked()
    {
        LabSample[] samples =
        [
            Sample("virpipe", 0, Copy, true, 8 << 20, 1), Sample("virpipe", 1, Copy, true, 8 << 20, 1), Sample("virpipe", 2, Copy, false, 8 << 20, 1),
            Sample("virpipe", 0, Upload, true, 8 << 20, 2), Sample("virpipe", 1, Upload, false, 8 << 20, 2), Sample("virpipe", 2, Upload, false, 8 << 20, 2),
        ];
        var report = new LabReport(samples);
        Assert.That(report.Metrics.Select(metric => metric.Unsteady), Is.EqualTo(new int?[] { 1, 2 }));
        Assert.That(Table(report), Does.Match(@"4KiB +8 +4~ \(0\.50\)").And.Contain("~ most launches counted before"));
        Assert.That(new LabReport([.. samples[..5]]).Metrics.Select(metric => metric.Unsteady), Is.EqualTo(new int?[] { 1, 1 }));
        Assert.That(Table(new LabReport([.. samples[..5]])), Does.Match(@"4KiB +8 +4 \(0\.50\)").And.Not.Contain("~"));
        Assert.That(new LabReport([samples[0]]).Metrics.Single().Unsteady, Is.Null);
    }

    [Test]
    public void Roads_cross_by_all_launches_of_the_sizes_that_all_have()
    {
        // DMA is half as fast at 4 KiB and twice as fast at 16 KiB: they cross between. The largest size was measured once only.
        var samples = new List<LabSample>();
        for (var launch = 0; launch < 3; launch++)
        {
            Add(launch, 4 << 10, 2, 1);
            Add(launch, 16 << 10, 1, 2);
        }

        var withoutLargest = new LabReport(samples).CrossoverOf("device", PayloadShape.Buffer);
        Add(0, 16 << 20, 1, 2);
        Assert.That(new LabReport(samples).CrossoverOf("device", PayloadShape.Buffer), Is.EqualTo(withoutLargest));
        Assert.That(withoutLargest!.Value.Value, Is.EqualTo(8 << 10).Within(1));
        Assert.That(new LabReport([]).CrossoverOf("device", PayloadShape.Buffer), Is.Null);

        void Add(int launch, int bytes, double dma, double inline)
        {
            samples.Add(Sample("device", launch, LabTask.MemoryCopy(bytes), true, bytes, 1));
            samples.Add(Sample("device", launch, LabTask.Of(new TransferTask(Road.Dma, TransferDirection.ToHost, PayloadShape.Buffer, bytes)), true, bytes, dma));
            samples.Add(Sample("device", launch, LabTask.Of(new TransferTask(Road.InlineWrite, TransferDirection.ToHost, PayloadShape.Buffer, bytes)), true, bytes, inline));
        }
    }

    [Test]
    public void Frames_have_a_table_and_a_gap_where_one_of_the_two_is_missing()
    {
        var table = Table(new LabReport([Sample("guest", 0, Frames[0], true, 0, 0.0125), Sample("guest", 0, Frames[1], false, 0, 0.01)]));
        Assert.That(table, Does.Match(@"guest +walkthrough\.first-triangle +12\.50 +100\.0~"));
        Assert.That(Table(new LabReport([Sample("guest", 0, Frames[0], true, 0, 0.0125)])), Does.Match(@"first-triangle +12\.50 +-"));
    }

    [Test]
    public void What_is_the_same_for_every_launch_is_a_counter_and_what_differs_is_left_out()
    {
        var work = new WorkCounters(3, 120, 0, 1, 0, 0, Requests: 4);
        LabSample Counted(int launch, WorkCounters counters, long allocated, bool varies = false)
            => new("drm", launch, Sample("drm", launch, LabTask.RoundTrip, true, 0, 1).Sample with { Work = counters, WorkVaries = varies, Allocated = allocated });

        Assert.That(Counters(Counted(0, work, 0), Counted(1, work, 0)), Is.EqualTo(new[]
        {
            "commands 3 3", "bytes 120 120", "fences 1 1", "requests 4 4", "allocated 0 0",
        }), "what a lane never counts has no counter");
        Assert.That(Counters(Counted(0, work, 0), Counted(1, work with { Bytes = 124 }, 8)), Is.EqualTo(new[] { "commands 3 3", "fences 1 1", "requests 4 4" }));
        Assert.That(Counters(Counted(0, work, 0, varies: true)), Is.EqualTo(new[] { "allocated 0" }));
        Assert.That(Counters(Sample("drm", 0, LabTask.RoundTrip, true, 0, 1)), Is.Empty, "nobody counted");

        LabSample Seen(int launch, DeviceWork device) => new("guest", launch, Sample("guest", launch, LabTask.GlRoundTrip, true, 0, 1).Sample with { Device = device });
        Assert.That(Counters(Seen(0, new DeviceWork(2, 96, 0, 1, 2, null)), Seen(1, new DeviceWork(2, 96, 0, 1, 1, 1))), Is.EqualTo(new[]
        {
            "device-commands 2 2", "device-bytes 96 96", "device-fences 1 1",
        }), "doorbells differ between launches, interrupts within one");

        static IEnumerable<string> Counters(params LabSample[] samples) => new LabReport(samples).Metrics.Where(metric => metric.Kind == "counter")
            .Select(metric => $"{metric.Name[(metric.Name.LastIndexOf('.') + 1)..]} {string.Join(' ', metric.Samples)}");
    }

    private static LabSample Sample(string lane, int launch, LabTask task, bool steady, long bytes, params double[] seconds)
        => new(lane, launch, new LaunchSample(task.Name, bytes, 2, steady, seconds));

    private static string Table(LabReport report)
    {
        using var text = new StringWriter();
        LabTables.Write(text, report);
        return text.ToString();
    }
}
