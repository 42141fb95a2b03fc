using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Tests.Gl;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>What a lane says to its player.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class PlayerLaneTests
{
    [Test]
    public void A_scene_is_the_same_again_whatever_was_played_in_between()
    {
        var (one, other) = (NativeGl.Find("blend/panes-over-each-other"), NativeGl.Find("texture-filter/linear"));
        using var lane = new VirpipeLane(new VirpipeLaneOptions());
        lane.Start();
        var frames = new[] { one, one, other, one, other, other }.Select(scene => Convert.ToHexString(lane.Play(scene, [Observer.Readback]).Observations[0].Frame!.Rgba)).ToList();
        Assert.That(frames, Is.EqualTo(new[] { frames[0], frames[0], frames[2], frames[0], frames[2], frames[2] }));
        Assert.That(frames[0], Is.Not.EqualTo(frames[2]));
    }
}
