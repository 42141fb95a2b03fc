using Harness.Catalogue;
using Harness.Oracle;
using Harness.Runs;
using Harness.Runs.References;
using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>The catalogue itself: what it claims, and that its reference frames are the oracle's.</summary>
[TestFixture]
public sealed class CatalogueTests
{
    private static readonly RepositoryFolder Repository = RepositoryFolder.Find() ?? throw new InvalidOperationException("The suite was built outside of the repository.");

    [Test]
    public void Every_scene_has_a_name_of_its_own_a_sentence_and_a_section()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SceneCatalogue.All.GroupBy(s => s.Name).Where(g => g.Count() > 1).Select(g => g.Key), Is.Empty);
            Assert.That(SceneCatalogue.All.Where(s => !s.Proves.EndsWith('.') || s.Proves.Length < 20).Select(s => s.Name), Is.Empty, "a sentence says what a scene proves");
            Assert.That(SceneCatalogue.All.Where(s => s.Specification.Length < 5).Select(s => s.Name), Is.Empty, "a section of the specification is named");
            Assert.That(SceneCatalogue.All, Has.Count.GreaterThanOrEqualTo(300));
        });
    }

    [Test]
    public void Committed_reference_frames_are_what_the_oracle_computes()
    {
        Blessing blessing = Blessing.Of(Repository, SceneCatalogue.All, SceneCatalogue.All, dry: true);
        Assert.That(blessing.Changes, Is.Empty, "`harness bless` rewrites reference frames; review the pictures that change");
    }

    [Test]
    public void Bounds_are_tight_enough_to_prove_something()
    {
        ReferenceStore store = CommittedFrames.Open(Repository)!;
        var loose = new List<string>();
        foreach (Scene scene in SceneCatalogue.All)
        {
            double share = ReferenceOracle.UncertainShare(store.TryLoad(scene) ?? ReferenceOracle.Render(scene));
            if (share > scene.UncertainShare)
            {
                loose.Add($"{scene.Name}: {share:P1} of the pixels are uncertain, {scene.UncertainShare:P1} are allowed");
            }
        }

        Assert.That(loose, Is.Empty);
    }

    [Test]
    public void A_scene_that_allows_more_uncertainty_says_why() =>
        Assert.That(SceneCatalogue.All.Where(s => s.UncertainShare > 0.02 && string.IsNullOrWhiteSpace(s.UncertainBecause)).Select(s => s.Name), Is.Empty);
}
