using Harness.Runs.Plan;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>Which lanes run, and what it means that one is missing.</summary>
[TestFixture]
internal sealed class SurroundingsTests
{
    private static readonly FakeLane[] Lanes = [new FakeLane("vtest"), new FakeLane("device"), new FakeLane("guest")];

    [Test]
    public void Without_variables_all_lanes_run_and_any_may_be_missing()
    {
        var choice = Read().Choose(Lanes, []);
        Assert.That(choice.Lanes, Is.EqualTo(Lanes));
        Assert.That(Lanes.Select(lane => choice.MayBeAbsent(lane.Name)), Is.All.True);
    }

    [Test]
    public void The_command_line_goes_over_the_environment_and_a_lane_named_there_must_be_there()
    {
        var surroundings = Read(("HARNESS_LANES", " vtest ,guest"));
        var choice = surroundings.Choose(Lanes, []);
        Assert.That(choice.Lanes.Select(lane => lane.Name), Is.EqualTo((string[])["vtest", "guest"]));
        Assert.That(choice.MayBeAbsent("guest"));
        var named = surroundings.Choose(Lanes, ["device"]);
        Assert.That(named.Lanes.Select(lane => lane.Name), Is.EqualTo((string[])["device"]));
        Assert.That(named.MayBeAbsent("device"), Is.False);
    }

    [TestCase("true", false)]
    [TestCase("1", false)]
    [TestCase("false", true)]
    [TestCase("0", true)]
    [TestCase("", true)]
    public void In_a_pipeline_every_lane_must_be_there_but_those_it_declares_absent(string ci, bool mayBeAbsent)
    {
        var choice = Read(("CI", ci), ("HARNESS_ABSENT_LANES", "guest")).Choose(Lanes, []);
        Assert.That(choice.Lanes, Is.EqualTo(Lanes), "it is tried all the same");
        Assert.That((choice.MayBeAbsent("device"), choice.MayBeAbsent("guest")), Is.EqualTo((mayBeAbsent, true)));
    }

    [TestCase("HARNESS_LANES", "devise")]
    [TestCase("HARNESS_ABSENT_LANES", "vtest,devise")]
    public void A_lane_that_does_not_exist_is_named_with_the_variable_and_a_guess(string variable, string lanes)
        => Assert.That(() => Read((variable, lanes)).Choose(Lanes, ["vtest"]), variable == "HARNESS_LANES" ? Throws.Nothing : Guess(variable));

    [Test]
    public void A_wrong_name_in_the_environment_is_told_when_it_is_used()
        => Assert.That(() => Read(("HARNESS_LANES", "devise")).Choose(Lanes, []), Guess("HARNESS_LANES"));

    [Test]
    public void Qemu_driver_and_image_are_read_empty_is_unset_and_a_command_line_goes_before_them()
    {
        var surroundings = Read(("HARNESS_QEMU", "/my/qemu"), ("HARNESS_DRIVER", "/my/mesa"), ("HARNESS_IMAGE", ""));
        Assert.That((surroundings.Qemu, surroundings.Driver, surroundings.Image), Is.EqualTo(("/my/qemu", "/my/mesa", (string?)null)));
        var settings = surroundings.Settings(qemu: "/other");
        Assert.That((settings.Qemu, settings.Driver, settings.Image), Is.EqualTo(("/other", "/my/mesa", (string?)null)));
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Guess(string variable)
        => Throws.TypeOf<UsageException>().With.Message.StartsWith($"{variable}: There is no lane 'devise'. Did you mean 'device'?");

    private static Surroundings Read(params (string Name, string Value)[] variables) => Surroundings.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
