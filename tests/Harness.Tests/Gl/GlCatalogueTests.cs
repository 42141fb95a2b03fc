using Harness.Catalogue;
using Harness.Gl.Egl;
using Harness.Gl.Player;
using Harness.Imaging;
using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Tests.Gl;

/// <summary>The whole catalogue as GL calls on the machine's own GL.</summary>
public sealed class GlCatalogueTests
{
    [Test, CancelAfter(300_000)]
    public void Every_scene_passes_but_those_that_the_list_of_expected_fails_names()
    {
        using EglContext context = NativeGl.Context();
        using var player = new GlPlayer(context);
        var wrong = new List<string>();
        foreach (Scene scene in NativeGl.Playable)
        {
            string? violation = NativeGl.Violation(scene, player.Play(scene).ReadBack());
            if (violation is null == NativeGl.IsExpectedToFail(scene))
            {
                wrong.Add($"{scene.Name}: {violation ?? "it passes, and the list says that it does not"}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test, CancelAfter(300_000)]
    public void A_scene_leaves_nothing_to_the_next_one_whatever_the_order()
    {
        using EglContext context = NativeGl.Context();
        using var player = new GlPlayer(context);
        Dictionary<string, byte[]> forward = NativeGl.Playable.ToDictionary(s => s.Name, s => player.Play(s).ReadBack().Rgba);
        Scene[] shuffled = [.. NativeGl.Playable];
        new Random(7).Shuffle(shuffled);
        Assert.That(shuffled.Where(s => !player.Play(s).ReadBack().Rgba.AsSpan().SequenceEqual(forward[s.Name])).Select(s => s.Name), Is.Empty);
    }

    [Test, CancelAfter(300_000)]
    public void A_compatibility_context_draws_what_a_core_context_draws()
    {
        using EglContext core = NativeGl.Context();
        using EglContext compatibility = NativeGl.Context(GlProfile.Compatibility);
        using var one = new GlPlayer(core);
        using var other = new GlPlayer(compatibility);
        var different = new List<string>();
        foreach (Scene scene in NativeGl.Playable.Where((_, i) => i % 3 == 0 || NativeGl.Playable[i].Area is "target-format" or "builtin"))
        {
            Frame expected = one.Play(scene).ReadBack();
            if (!other.Play(scene).ReadBack().Rgba.AsSpan().SequenceEqual(expected.Rgba))
            {
                different.Add(scene.Name);
            }
        }

        Assert.That(different, Is.Empty);
    }

    [Test]
    public void What_GL_has_no_words_for_is_declared_in_a_sentence()
    {
        IEnumerable<string> reasons = SceneCatalogue.All.Select(GlPlayer.WhyNot).OfType<string>().Distinct();
        Assert.That(reasons, Has.All.EndsWith(".").And.Exactly(4).Items);
    }

    [Test]
    public void Of_scenes_that_draw_only_integer_sample_points_and_chosen_edge_rules_are_left_out()
    {
        IEnumerable<string> left = SceneCatalogue.All
            .Where(s => (s.Needs & (SceneNeeds.Display | SceneNeeds.RawStream)) == 0 && GlPlayer.WhyNot(s) is not null).Select(s => s.Name);
        Assert.That(left, Has.All.Match("^(pixel-centre/|triangle/(bottom|top)-edge-rule-)").And.Exactly(9).Items);
    }
}
