using Harness.Runs;
using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture]
internal sealed class RunPlanTests
{
    private static readonly FakeLane[] Lanes = [new FakeLane("vtest") { Observers = [Observer.Readback] }, new FakeLane("device")];

    [Test]
    public void An_empty_request_plans_every_scene_on_every_lane_with_every_observer_it_has()
    {
        var plan = Make(new PlanRequest());
        Assert.That(plan.Cells, Is.EqualTo(4 * 3));
        Assert.That(plan.Plays, Has.Count.EqualTo(8));
        Assert.That(plan.Lanes, Is.EqualTo((string[])["vtest", "device"]));
        Assert.That(plan.Observes("device", Observer.Scanout));
        Assert.That(plan.Observes("vtest", Observer.Scanout), Is.False);
    }

    [Test]
    public void Filters_narrow_each_other()
    {
        var plan = Make(new PlanRequest { Areas = ["a"], Scenes = ["*/one"], Lanes = ["device"], Observers = ["readback"] });
        Assert.That(plan.Plays.Single().CellOf(Observer.Readback).ToString(), Is.EqualTo("a/one device readback"));
        Assert.That(plan.Cells, Is.EqualTo(1));
    }

    [Test]
    public void A_seed_gives_one_order_and_another_seed_another()
    {
        static string[] Order(int? seed) => [.. Make(new PlanRequest { Shuffle = seed, Lanes = ["device"] }).Plays.Select(play => play.Scene.Name)];
        var (first, again) = (Order(1), Order(1));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(Enumerable.Range(0, 20).Select(seed => string.Join(' ', Order(seed))).Distinct().Count(), Is.GreaterThan(5));
        Assert.That(Order(3), Is.EquivalentTo(Order(null)));
    }

    [Test]
    public void Repetition_numbers_its_turns()
    {
        var plan = Make(new PlanRequest { Scenes = ["a/one"], Lanes = ["vtest"], Repeat = 3 });
        Assert.That(plan.Plays.Select(play => play.Turn), Is.EqualTo((int[])[1, 2, 3]));
        Assert.That(plan.Plays[2].CellOf(Observer.Readback).ToString(), Is.EqualTo("a/one vtest readback #3"));
    }

    [Test]
    public void What_a_lane_cannot_do_is_a_skip_with_its_reason()
    {
        var lane = new FakeLane("device") { Reason = (scene, observer) => scene.Name == "a/two" && observer == Observer.Scanout ? "too dark" : null };
        var plan = RunPlan.Make(FakeScenes.Some, [lane], new PlanRequest());
        var skip = plan.Skips.Single();
        Assert.That(skip.Name.ToString(), Is.EqualTo("a/two device scanout"));
        Assert.That((skip.Verdict, skip.Message), Is.EqualTo((Verdict.Skip, "too dark")));
        Assert.That(plan.Cells, Is.EqualTo(8));
    }

    [TestCase("lane", "There is no lane 'devise'. Did you mean 'device'?")]
    [TestCase("observer", "There is no observer 'scanuot'. Did you mean 'scanout'?")]
    [TestCase("area", "There is no area 'c'.")]
    [TestCase("scene", "No scene fits 'a/tow'. Did you mean 'a/two'")]
    [TestCase("nothing", "Nothing to do")]
    public void A_name_that_does_not_exist_is_named_with_what_comes_close(string what, string message)
    {
        var request = what switch
        {
            "lane" => new PlanRequest { Lanes = ["devise"] },
            "observer" => new PlanRequest { Observers = ["scanuot"] },
            "area" => new PlanRequest { Areas = ["c"] },
            "scene" => new PlanRequest { Scenes = ["a/tow"] },
            _ => new PlanRequest { Lanes = ["vtest"], Observers = ["scanout"] },
        };
        Assert.That(() => Make(request), Throws.TypeOf<UsageException>().With.Message.StartsWith(message));
    }

    private static RunPlan Make(PlanRequest request) => RunPlan.Make(FakeScenes.Some, Lanes, request);
}
