using Harness.Runs;
using Harness.Runs.Blame;
using NUnit.Framework;

namespace Harness.Tests.Runs.Blame;

/// <summary>What the table answers to the patterns that defects of each layer leave; the signs are explained at <see cref="Readings.Signs"/>.</summary>
[TestFixture]
internal sealed class BlameTableTests
{
    [TestCase("+ + - + + -", Layer.UserSpaceDriver, Certainty.Sure, Description = "a defect in GL calls, on virpipe and guest")]
    [TestCase("+ + + + + -", Layer.UserSpaceDriver, Certainty.Sure, Description = "a broken driver package, on guest only")]
    [TestCase("+ + . + + -", Layer.UserSpaceDriver, Certainty.Likely)]
    [TestCase("+ + - + + +", Layer.UserSpaceDriver, Certainty.Likely, Description = "virpipe's own build of Mesa")]
    [TestCase("+ + + + - +", Layer.KernelDriver, Certainty.Likely, Description = "a defect in DRM requests, on drm only")]
    [TestCase("+ + + + - .", Layer.KernelDriver, Certainty.Sure)]
    [TestCase("+ + + + - -", Layer.KernelDriver, Certainty.Sure, Description = "a broken kernel module, on drm and guest")]
    [TestCase("+ + + + - ~", Layer.KernelDriver, Certainty.Likely)]
    [TestCase(". + . + - -", Layer.KernelDriver, Certainty.Sure)]
    [TestCase("+ - - + + +", Layer.Renderer, Certainty.Likely, Description = "a defect in the stream to the vtest server, on vtest and virpipe")]
    [TestCase("+ - + + + +", Layer.Renderer, Certainty.Likely)]
    [TestCase("+ - - - - -", Layer.Renderer, Certainty.Sure, Description = "a defect of virglrenderer")]
    [TestCase("+ - ~ - - ~", Layer.Renderer, Certainty.Sure)]
    [TestCase("+ - . - - .", Layer.Renderer, Certainty.Likely)]
    [TestCase("+ - + - - +", Layer.Renderer, Certainty.Likely, Description = "a defect where Mesa's streams do not go")]
    [TestCase(". - . - . .", Layer.Renderer, Certainty.Likely, Description = "the two lanes without a guest and without GL")]
    [TestCase("+ . - - - -", Layer.Renderer, Certainty.Likely)]
    [TestCase("+ + + - + +", Layer.Device, Certainty.Likely, Description = "a defect in control-queue traffic, on device only")]
    [TestCase("+ + + - - -", Layer.Device, Certainty.Sure)]
    [TestCase(". + . - . .", Layer.Device, Certainty.Sure)]
    [TestCase("+ + + s + s", Layer.DisplayPath, Certainty.Sure)]
    [TestCase("+ + + s + +", Layer.DisplayPath, Certainty.Sure, Description = "no other display was looked at")]
    [TestCase("+ + + o + s", Layer.DisplayPath, Certainty.Likely, Description = "another lane's display is right")]
    [TestCase("+ + - s + -", Layer.DisplayPath, Certainty.Likely)]
    [TestCase(". . . d . .", Layer.DisplayPath, Certainty.Likely, Description = "a cursor, which the display alone shows")]
    [TestCase("+ + + d . d", Layer.DisplayPath, Certainty.Likely)]
    [TestCase("- - - - - -", Layer.HostGl, Certainty.Likely)]
    [TestCase("- - ~ - - ~", Layer.HostGl, Certainty.Likely)]
    [TestCase("! - - - - -", Layer.HostGl, Certainty.Sure)]
    [TestCase("- + + + + +", Layer.HostGl, Certainty.Likely)]
    [TestCase("- . . . . .", Layer.HostGl, Certainty.Likely)]
    [TestCase("P . . . . .", Layer.HostGl, Certainty.Sure)]
    [TestCase("P + + + + +", Layer.HostGl, Certainty.Likely)]
    [TestCase("+ H H H H H", Layer.Renderer, Certainty.Sure)]
    [TestCase("+ + H + + +", Layer.Renderer, Certainty.Sure)]
    [TestCase("- H H H H H", Layer.HostGl, Certainty.Likely)]
    [TestCase("+ - - H H H", Layer.Renderer, Certainty.Likely)]
    [TestCase("+ + + H H H", Layer.Device, Certainty.Sure)]
    [TestCase("+ + + + + H", Layer.Device, Certainty.Sure)]
    [TestCase("+ . . H . .", Layer.Device, Certainty.Likely)]
    [TestCase("+ + + + K K", Layer.KernelDriver, Certainty.Sure)]
    [TestCase("+ + + + + K", Layer.KernelDriver, Certainty.Sure)]
    [TestCase("+ + + + + P", Layer.UserSpaceDriver, Certainty.Sure)]
    [TestCase("+ + P + + P", Layer.UserSpaceDriver, Certainty.Sure)]
    [TestCase("+ + + + P +", Layer.KernelDriver, Certainty.Likely)]
    public void A_defect_of_one_layer_is_put_down_to_it(string signs, Layer layer, Certainty certainty)
    {
        var rule = BlameTable.Decide(Readings.Of(signs))!;
        Assert.That((rule.Layer, rule.Certainty), Is.EqualTo((layer, certainty)), $"{rule.Name}: {rule.Tell(Readings.Of(signs))}");
    }

    [TestCase("+ . . - - -", "`vtest` would tell", Description = "virglrenderer or the device")]
    [TestCase("+ . - + . .", null, Description = "device shows that virglrenderer is right")]
    [TestCase("+ . - . . -", "`vtest` would tell")]
    [TestCase("+ + + . - -", "`device` would tell")]
    [TestCase("+ + + + . -", "`drm` would tell")]
    [TestCase("+ + + . . -", "`drm` would tell")]
    [TestCase("- + - + + -", "GL player")]
    [TestCase("- + + - + +", "more than one thing is wrong")]
    [TestCase("+ + - - - -", "more than one thing is wrong")]
    public void What_cannot_be_told_is_unclear_and_says_what_would_tell(string signs, string? says)
    {
        var rule = BlameTable.Decide(Readings.Of(signs))!;
        Assert.That(rule.Layer == Layer.Unclear, Is.EqualTo(says is not null), rule.Name);
        Assert.That(rule.Tell(Readings.Of(signs)), Does.Contain(says ?? ""));
    }

    [Test]
    public void Two_host_gls_that_agree_against_the_reference_frame_blame_the_oracle()
    {
        var evidence = Readings.Of("- . . - . .", hostGlOf: lane => lane == LaneNames.Native ? "llvmpipe" : "radeonsi");
        Assert.That(BlameTable.Decide(evidence), Has.Property(nameof(BlameRule.Layer)).EqualTo(Layer.Oracle).And.Property(nameof(BlameRule.Certainty)).EqualTo(Certainty.Sure));
        var one = Readings.Of("- . . - . .", hostGlOf: _ => "llvmpipe");
        Assert.That(BlameTable.Decide(one)!.Layer, Is.EqualTo(Layer.HostGl));
    }

    [Test]
    public void A_frame_that_nobody_reviewed_is_doubted_before_the_host_gl()
    {
        Assert.That(BlameTable.Decide(Readings.Of("- - - - - -", reviewed: false))!.Layer, Is.EqualTo(Layer.Oracle));
        Assert.That(BlameTable.Decide(Readings.Of("+ - - - - -", reviewed: false))!.Layer, Is.EqualTo(Layer.Renderer), "native draws what the frame says");
    }

    [Test]
    public void The_reason_names_the_lanes_and_what_they_do()
    {
        Assert.That(Tell(". + . + - -"), Is.EqualTo("`vtest` and `device` pass, `drm` and `guest` fail alike: the guest kernel driver or its transport."));
        Assert.That(Tell("+ + + + + -"), Does.StartWith("`native`, `vtest`, `virpipe`, `device` and `drm` pass, `guest` fails: the user-space driver"));
        Assert.That(Tell("- - ~ . . ."), Does.StartWith("`native`, `vtest` and `virpipe` fail, not alike: "));
        Assert.That(Tell(". - . - . ."), Does.Contain("no lane passes"));
        Assert.That(Tell("+ + + + + P"), Does.StartWith("`guest` ends in a crash of the player's process"));

        static string Tell(string signs) => BlameTable.Decide(Readings.Of(signs))!.Tell(Readings.Of(signs));
    }

    [Test]
    public void Lanes_that_the_table_does_not_know_are_unclear_and_do_not_change_what_the_others_say()
    {
        var stranger = new LaneReading("windows", LaneState.Wrong, "one picture");
        Assert.That(BlameTable.Decide(new SceneEvidence([stranger]))!.Name, Is.EqualTo("no-rule"));
        var lanes = LaneNames.All.Zip("+++-++", (lane, sign) => Readings.Of(lane, sign)!);
        Assert.That(BlameTable.Decide(new SceneEvidence([stranger, .. lanes]))!.Layer, Is.EqualTo(Layer.Device));
    }

    [Test]
    public void Rules_have_names_of_their_own_and_sentences_without_a_placeholder_left()
    {
        Assert.That(BlameTable.Rules.Select(rule => rule.Name), Is.Unique);
        var evidence = Readings.Of("+ - - + + s");
        Assert.That(BlameTable.Rules.Select(rule => rule.Tell(evidence)), Has.None.Contains("{").And.All.EndsWith("."));
    }

    [Test]
    public void Every_rule_is_on_the_page_that_describes_them_with_its_layer_and_in_its_order()
    {
        var page = File.ReadAllLines(Path.Combine(RepositoryFolder.Find()!.Path, "docs", "lanes-and-blame.md"));
        var rows = page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 5);
        var told = rows.Select(cells => (cells[1].Trim('`'), cells[3])).Where(row => BlameTable.Rules.Any(rule => rule.Name == row.Item1));
        Assert.That(told, Is.EqualTo(BlameTable.Rules.Select(rule => (rule.Name, rule.Layer == Layer.Unclear ? rule.Layer.Word() : $"{rule.Layer.Word()}, {rule.Certainty.Word()}"))));
    }
}
