using Harness.Catalogue;
using Harness.Runs;
using Harness.Runs.Blame;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation.Layers;
using Harness.Runs.References;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>Blame is worth the defects that it puts down to their layer: known ones, planted in every layer. `harness mutants --layers` hunts them all.</summary>
[TestFixture]
public sealed class LayerMutantTests
{
    private const int OneIn = 5;

    [Test, CancelAfter(600_000)]
    public async Task Of_every_layer_a_fifth_of_the_known_defects_is_noticed_and_put_down_to_it(CancellationToken cancellation)
    {
        foreach (var lane in LaneNames.All)
        {
            LaneHosts.Require(lane);
        }

        var planted = new PlantedMutant();
        using var lanes = HuntedLanes.Start(LaneNames.All, lane => LaneCatalogue.Make(lane, SuiteLanes.Settings with { Planted = planted }), (_, _) => false);
        using var abort = cancellation.Register(lanes.Abort);
        var repository = RepositoryFolder.Find()!;
        var hunt = new LayerHunt(SceneCatalogue.All, CommittedFrames.Open(repository), ExpectedFailList.Load(repository.ExpectedFails), lanes, planted) { Wanted = 1 };
        LayerMutant[] sample = [.. LayerMutants.All.GroupBy(mutant => mutant.Kind).SelectMany(kind => kind.Where((_, place) => place % OneIn == 1))];
        var outcome = await hunt.Run(sample, TestContext.Out.WriteLine, cancellation);
        Assert.That(outcome.Fates.Select(fate => fate.Mutant.Layer).Distinct(), Is.EquivalentTo(LayerMutants.All.Select(mutant => mutant.Layer).Distinct()));
        Assert.That(outcome.Holds, string.Join('\n', outcome.Fates.Where(fate => fate.Verdict is LayerVerdict.Wrong or LayerVerdict.Unnoticed)));
    }
}
