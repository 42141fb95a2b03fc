using Harness.Lab.Frames;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link.Messages;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation.Layers;
using Harness.Runs.Transfers;
using Harness.Scenes;
using Harness.Tests.Gl;
using Harness.Tests.Imaging;
using Harness.Tests.Qemu.Guest;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>What players measure where they are.</summary>
[CancelAfter(300_000)]
internal sealed class PlayerLabTests
{
    private static readonly Sampler Short = new() { Turns = 5, TurnsAtMost = 5, WarmUps = 2, AtLeast = TimeSpan.Zero };
    private static readonly LabTask Upload = LabTask.Of(new TransferTask(Road.GlSubData, TransferDirection.ToHost, PayloadShape.Buffer, 64 << 10));
    private static readonly LabTask Dma = LabTask.Of(new TransferTask(Road.Dma, TransferDirection.ToHost, PayloadShape.Buffer, 64 << 10));
    private static readonly Scene Triangle = NativeGl.Find("walkthrough/first-triangle");

    [Test]
    public void A_lane_of_OpenGL_calls_measures_its_roads_and_lacks_those_of_VirGL_and_of_displays()
    {
        using var lane = new PlayerLabLane(new VirpipeLane(new VirpipeLaneOptions()));
        Assert.That(lane.Start().Renderer, Does.StartWith("virgl"));
        Assert.That(lane.Measure(Upload, Short).Seconds, Has.Count.EqualTo(5).And.All.Positive);
        var here = lane.Measure(LabTask.GlRoundTrip, Short);
        Assert.That(here.Seconds, Has.Count.EqualTo(5).And.All.Positive);
        Assert.That((here.Device, here.ClockLag), Is.EqualTo(((DeviceWork?)null, (double?)null)), "no device, and one clock");
        foreach (var task in (LabTask[])[Dma, LabTask.RoundTrip, new FrameTask(Triangle, FramePace.OneByOne)])
        {
            Assert.That(() => lane.Measure(task, Short), Throws.TypeOf<LabFaultException>().With.Property("IsAbsent").True.And.Message.Contains(task.Name));
        }
    }

    [Test]
    public void Frames_of_a_guest_are_counted_and_a_wrong_one_on_its_display_is_no_frame()
    {
        var planted = new PlantedMutant();
        using var folder = new TemporaryFolder();
        var qemu = new TouchableQemu(folder.Path);
        using var lane = new PlayerLabLane(new GuestGlLane(new GuestLaneOptions(new GuestSource(new GuestSourceOptions { Qemu = qemu.Program, IsTraced = true }), planted))) { Watched = [Triangle] };
        Assert.That(lane.Start().Facts.Find(DeviceCounting.Fact), Is.Null);
        ExpectCounts(lane);
        ExpectLag(lane, qemu);
        foreach (var task in FrameTask.All(Triangle))
        {
            planted.Current = null;
            var frames = lane.Measure(task, Short);
            Assert.That(frames.Seconds, Has.Count.EqualTo(5).And.All.Positive);
            Assert.That(frames.Device!.Value.Bytes, Is.Positive, task.Name);
            planted.Current = LayerMutants.All.First(mutant => mutant.Name == "scanout-inverted");
            Assert.That(() => lane.Measure(task, Short), Throws.TypeOf<LabFaultException>().With.Property("IsAbsent").False.And.Message.StartsWith($"{task.Name}: scanout: "));
        }

        var seen = lane.Latencies.Single();
        Assert.That(() => lane.MeasureLatency(seen, 5), Throws.TypeOf<LabFaultException>().With.Property("IsAbsent").False);
        planted.Current = null;
        Assert.That(lane.MeasureLatency(seen, 5).Seconds, Has.Count.AtLeast(3).And.All.Positive);
    }

    /// <summary>The device is asked for the same by the same calls, and for more by more of them.</summary>
    private static void ExpectCounts(PlayerLabLane lane)
    {
        Assert.That(lane.Measure(Upload, Short).Bytes, Is.EqualTo(256 << 10));
        var (once, again) = (Counted(Upload), Counted(Upload));
        Assert.That((again.Commands, again.Bytes, again.Fences), Is.EqualTo((once.Commands, once.Bytes, once.Fences)));
        Assert.That(once.Commands, Is.Positive);
        Assert.That(Counted(Moved(Road.GlSubData, TransferDirection.FromHost, PayloadShape.Buffer, 64 << 10)).Transfers, Is.EqualTo(4), "one for each call");
        var (one, four) = (Counted(Moved(Road.GlTexSubImage, TransferDirection.ToHost, PayloadShape.Texture, 1 << 20)), Counted(Moved(Road.GlTexSubImage, TransferDirection.ToHost, PayloadShape.Texture, 64 << 10)));
        Assert.That(four.Bytes, Is.GreaterThan(one.Bytes!.Value), "small ones are four in a turn");
        Assert.That(Counted(LabTask.GlRoundTrip), Has.Property("Transfers").Zero.And.Property("Commands").EqualTo(1));
        Assert.That(lane.Measure(LabTask.MemoryCopy(4 << 10), Short).Device, Is.Null, "no device takes part");

        static LabTask Moved(Road road, TransferDirection direction, PayloadShape shape, int bytes) => LabTask.Of(new TransferTask(road, direction, shape, bytes));

        DeviceWork Counted(LabTask task)
        {
            var work = lane.Measure(task, Short).Device!.Value;
            TestContext.Out.WriteLine($"{task.Name}: {work}");
            return work;
        }
    }

    /// <summary>Time in which the guest does not run is none by its clock.</summary>
    private static void ExpectLag(PlayerLabLane lane, TouchableQemu qemu)
    {
        var lasting = Short with { AtLeast = TimeSpan.FromSeconds(2), TurnsAtMost = int.MaxValue };
        var paused = TimeSpan.FromSeconds(0.3);
        var quiet = lane.Measure(LabTask.GlRoundTrip, lasting).ClockLag!.Value;
        var measuring = Task.Run(() => lane.Measure(LabTask.GlRoundTrip, lasting));
        using var monitor = qemu.OpenMonitor();
        Thread.Sleep(paused);
        monitor.Execute("stop");
        Thread.Sleep(paused);
        monitor.Execute("cont");
        var lag = measuring.Result.ClockLag!.Value;
        TestContext.Out.WriteLine($"lag: {quiet} s, and {lag} s of a guest that was paused for {paused.TotalSeconds} s");
        Assert.That(lag, Is.GreaterThanOrEqualTo(paused.TotalSeconds).And.GreaterThan(quiet));
    }
}
