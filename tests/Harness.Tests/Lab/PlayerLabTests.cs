using Harness.Lab.Frames;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation.Layers;
using Harness.Runs.Transfers;
using Harness.Scenes;
using Harness.Tests.Gl;
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
        Assert.That(lane.Measure(LabTask.GlRoundTrip, Short).Seconds, Has.Count.EqualTo(5).And.All.Positive);
        foreach (var task in (LabTask[])[Dma, LabTask.RoundTrip, new FrameTask(Triangle, FramePace.OneByOne)])
        {
            Assert.That(() => lane.Measure(task, Short), Throws.TypeOf<LabFaultException>().With.Property("IsAbsent").True.And.Message.Contains(task.Name));
        }
    }

    [Test]
    public void Frames_of_a_guest_are_counted_and_a_wrong_one_on_its_display_is_no_frame()
    {
        var planted = new PlantedMutant();
        using var lane = new PlayerLabLane(new GuestGlLane(new GuestLaneOptions(new GuestSource(new GuestSourceOptions()), planted))) { Watched = [Triangle] };
        lane.Start();
        Assert.That(lane.Measure(Upload, Short).Bytes, Is.EqualTo(256 << 10));
        foreach (var task in FrameTask.All(Triangle))
        {
            planted.Current = null;
            Assert.That(lane.Measure(task, Short).Seconds, Has.Count.EqualTo(5).And.All.Positive);
            planted.Current = LayerMutants.All.First(mutant => mutant.Name == "scanout-inverted");
            Assert.That(() => lane.Measure(task, Short), Throws.TypeOf<LabFaultException>().With.Property("IsAbsent").False.And.Message.StartsWith($"{task.Name}: scanout: "));
        }

        var seen = lane.Latencies.Single();
        Assert.That(() => lane.MeasureLatency(seen, 5), Throws.TypeOf<LabFaultException>().With.Property("IsAbsent").False);
        planted.Current = null;
        Assert.That(lane.MeasureLatency(seen, 5).Seconds, Has.Count.EqualTo(5).And.All.Positive);
    }
}
