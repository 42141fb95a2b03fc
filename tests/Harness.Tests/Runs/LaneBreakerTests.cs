using Harness.Runs;
using Harness.Runs.Lanes;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>When a lane is given up.</summary>
public sealed class LaneBreakerTests
{
    private static readonly LaneUnavailableException NotUp = new("No room.");
    private static readonly LaneBrokenException NotDeployed = new(new LaneFault(Verdict.DeployFailed, "Another renderer."), PlayEvidence.None);

    private LaneBreaker _breaker = null!;

    [SetUp]
    public void SetUp() => _breaker = new LaneBreaker();

    [Test]
    public void Host_stacks_that_do_not_come_up_are_counted_in_a_row()
    {
        _breaker.Failed(NotUp);
        _breaker.Failed(NotUp);
        _breaker.Played(Scene(Verdict.Mismatch));
        _breaker.Failed(NotUp);
        _breaker.Failed(NotUp);
        Assert.That(_breaker.GivenUp, Is.Null);
        _breaker.Failed(NotUp);
        Assert.That(_breaker.GivenUp!.Message, Is.EqualTo("The host stack did not come up 3 times in a row. No room."));
        Assert.That(_breaker.GivenUp, Is.Not.InstanceOf<LaneBrokenException>(), "it is not what is under test");
    }

    [Test]
    public void A_driver_that_was_never_deployed_ends_the_lane_at_once()
    {
        _breaker.Failed(NotDeployed);
        Assert.That(_breaker.GivenUp, Is.SameAs(NotDeployed));
    }

    [Test]
    public void A_driver_that_was_deployed_before_gets_its_three_attempts()
    {
        _breaker.Started();
        _breaker.Failed(NotDeployed);
        _breaker.Failed(NotDeployed);
        Assert.That(_breaker.GivenUp, Is.Null);
        _breaker.Failed(NotDeployed);
        Assert.That(_breaker.GivenUp!.Fault.Verdict, Is.EqualTo(Verdict.DeployFailed));
    }

    [Test]
    public void Scenes_that_hang_in_a_row_end_the_lane_and_one_that_does_not_starts_the_count_again()
    {
        for (var scene = 1; scene < LaneBreaker.Hangs; scene++)
        {
            _breaker.Played(Scene(Verdict.Hang));
        }

        _breaker.Played(Scene(Verdict.GuestCrash));
        for (var scene = 1; scene < LaneBreaker.Hangs; scene++)
        {
            _breaker.Played(Scene(Verdict.Hang));
        }

        Assert.That(_breaker.GivenUp, Is.Null);
        _breaker.Played(Scene(Verdict.Hang));
        Assert.That(_breaker.GivenUp!.Fault, Is.EqualTo(new LaneFault(Verdict.Hang, "8 scenes in a row hung, so that the others were not played. The last one: Hang.")));
    }

    private static ScenePlay Scene(Verdict verdict) => ScenePlay.None([Observer.Readback], new LaneFault(verdict, $"{verdict}."));
}
