using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation;
using Harness.Runs.References;
using Harness.Virgl.Mutants;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>The catalogue is worth the defects it catches: every known driver defect must be noticed by a scene, on each lane.</summary>
[TestFixture]
public sealed class MutantTests
{
    [TestCase("vtest"), TestCase("device"), CancelAfter(600_000)]
    public void Every_known_driver_defect_is_noticed(string lane, CancellationToken cancellation)
    {
        LaneHosts.Require(lane);
        var hunt = new MutantHunt(SceneCatalogue.All, CommittedFrames.Open(RepositoryFolder.Find()));
        IReadOnlyList<MutantFate> fates = hunt.Run(
            decorate => LaneCatalogue.Make(lane, SuiteLanes.Settings with { Scanout = false, Decorate = decorate }), MutantCatalogue.All, quick: true, _ => { }, cancellation);
        Assert.That(fates.Where(f => !f.Killed).Select(f => $"{f.Mutant.Name}: {f.Mutant.Defect}"), Is.Empty, "each of these defects went unnoticed");
    }

    [Test]
    public void There_are_at_least_forty_defects_with_names_of_their_own()
    {
        Assert.That(MutantCatalogue.All, Has.Count.GreaterThanOrEqualTo(40));
        Assert.That(MutantCatalogue.All.Select(m => m.Name), Is.Unique);
    }
}
