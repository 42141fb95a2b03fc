using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Mutants;
using Harness.Gl.Player;
using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Tests.Gl;

/// <summary>The catalogue is worth the defects it catches, also those of drivers that take GL calls.</summary>
public sealed class GlMutantTests
{
    private static readonly Lazy<IReadOnlyList<Scene>> Healthy = new(FindHealthy);

    private static IEnumerable<string> Names => GlMutants.All.Select(m => m.Name);

    [TestCaseSource(nameof(Names)), CancelAfter(120_000)]
    public void A_defect_of_GL_calls_shows_as_a_mismatch(string name)
    {
        _ = Healthy.Value;
        GlMutant mutant = GlMutants.Find(name)!;
        using EglContext context = NativeGl.Context();
        using var player = new GlPlayer(context, mutant.Wrap(EglContext.ProcAddress));
        Assert.That(Healthy.Value.Any(scene => Mismatch(player, scene) is not null), Is.True, $"no scene noticed: {mutant.Defect}");
    }

    [Test]
    public void There_are_at_least_a_hundred_defects_with_names_of_their_own()
    {
        Assert.That(GlMutants.All, Has.Count.GreaterThanOrEqualTo(100));
        Assert.That(Names, Is.Unique);
        Assert.That(Names, Has.All.Match("^[a-z0-9-]+$"));
        Assert.That(GlMutants.All.Select(m => m.Defect), Is.Unique.And.All.EndsWith("."));
    }

    /// <summary>Scenes that pass without a defect, one of each area after the other, so that one that notices is met early.</summary>
    private static Scene[] FindHealthy()
    {
        using EglContext context = NativeGl.Context();
        using var player = new GlPlayer(context);
        return [.. NativeGl.Playable.Where(s => Mismatch(player, s) is null).GroupBy(s => s.Area).SelectMany(g => g.Select((s, turn) => (s, turn))).OrderBy(p => p.turn).Select(p => p.s)];
    }

    /// <summary>A GL error is no mismatch: a driver with a defect looks healthy to its user.</summary>
    private static string? Mismatch(GlPlayer player, Scene scene)
    {
        try
        {
            return NativeGl.Violation(scene, player.Play(scene).ReadBack());
        }
        catch (GlException)
        {
            return null;
        }
    }
}
