using Harness.Runs;
using Harness.Runs.Blame;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using Harness.Runs.Mutation.Layers;
using NUnit.Framework;

namespace Harness.Tests.Runs.Mutation;

/// <summary>The hunt over lanes without a renderer, which show a defect as wrong pixels where it is planted.</summary>
[TestFixture, CancelAfter(30_000)]
internal sealed class LayerHuntTests
{
    private static readonly string[] WithDisplay = [LaneNames.Device, LaneNames.Drm, LaneNames.Guest];

    private readonly PlantedMutant _planted = new();

    [Test]
    public async Task Defects_are_put_down_to_the_layer_that_the_lanes_with_them_have_in_common()
    {
        var outcome = await Hunt(
            LaneNames.All,
            Mutant("of-mesa", MutantKind.GlCall, Layer.UserSpaceDriver, LaneNames.Virpipe, LaneNames.Guest),
            Mutant("of-this-mesa", MutantKind.GlCall, Layer.UserSpaceDriver, LaneNames.Guest),
            Mutant("of-the-kernel", MutantKind.DrmRequest, Layer.KernelDriver, LaneNames.Drm),
            Mutant("of-the-renderer", MutantKind.VtestStream, Layer.Renderer, LaneNames.Vtest, LaneNames.Virpipe),
            Mutant("of-the-device", MutantKind.ControlQueue, Layer.Device, LaneNames.Device),
            Mutant("of-the-display", MutantKind.ScanoutPicture, Layer.DisplayPath, LaneNames.Device, LaneNames.Guest));
        Assert.That(outcome.Fates.Select(fate => fate.Verdict), Is.All.EqualTo(LayerVerdict.Right), string.Join('\n', outcome.Fates.Select(fate => $"{fate.Mutant.Name}: {fate.Blamed?.Word()}")));
        Assert.That(outcome.Fates.Select(fate => fate.Blames.Count), Is.All.EqualTo(LayerHunt.Usual));
        Assert.That(outcome.Holds);
    }

    [Test]
    public async Task A_defect_that_nobody_notices_or_that_is_put_down_to_another_layer_does_not_hold()
    {
        var outcome = await Hunt(
            LaneNames.All,
            Mutant("invisible", MutantKind.ControlQueue, Layer.Device, LaneNames.Device),
            Mutant("of-the-kernel-they-say", MutantKind.DrmRequest, Layer.UserSpaceDriver, LaneNames.Drm));
        Assert.That(outcome.Fates.Select(fate => fate.Verdict), Is.EqualTo((LayerVerdict[])[LayerVerdict.Unnoticed, LayerVerdict.Wrong]));
        Assert.That((outcome.Fates[1].Blamed, outcome.Holds), Is.EqualTo(((Layer?)Layer.KernelDriver, false)));
    }

    [Test]
    public async Task A_defect_whose_scenes_are_known_to_fail_without_it_is_told_apart_with_the_reason()
    {
        const string Known = "a/one | virpipe,guest | * | Its clears are lost. | A picture.";
        string[] lanesThatFail = [LaneNames.Virpipe, LaneNames.Guest];
        var mutant = Mutant("of-mesa", MutantKind.GlCall, Layer.UserSpaceDriver, lanesThatFail);
        var told = await Hunt(ExpectedFailList.Parse(Known), "a/one");
        Assert.That((told.Fates[0].Verdict, told.Fates[0].Hidden, told.Planted), Is.EqualTo((LayerVerdict.NotNoticeable, "Its clears are lost.", 0)));
        Assert.That((await Hunt(ExpectedFailList.Empty, "a/one")).Fates[0].Verdict, Is.EqualTo(LayerVerdict.Unnoticed), "nobody knows why");

        async Task<LayerHuntOutcome> Hunt(ExpectedFailList expected, string scene)
        {
            using var up = HuntedLanes.Start(LaneNames.All, name => Lane(name, lanesThatFail.Contains(name) ? scene : null, shownIn: scene), (_, _) => false);
            return await new LayerHunt(FakeScenes.Some, null, expected, up, _planted).Run([mutant], _ => { }, CancellationToken.None);
        }
    }

    [Test]
    public async Task A_defect_whose_lanes_are_missing_is_not_planted_and_counts_for_nothing()
    {
        var outcome = await Hunt(
            [LaneNames.Vtest, LaneNames.Device],
            Mutant("of-the-device", MutantKind.ControlQueue, Layer.Device, LaneNames.Device),
            Mutant("of-mesa", MutantKind.GlCall, Layer.UserSpaceDriver, LaneNames.Virpipe, LaneNames.Guest));
        Assert.That((outcome.Planted, outcome.Count(LayerVerdict.NotPlanted), outcome.Holds), Is.EqualTo((1, 1, true)));
    }

    [Test]
    public async Task Scenes_that_fail_without_a_defect_are_no_witnesses()
    {
        var outcome = await Hunt(LaneNames.All, broken: "a/one", Mutant("of-the-device", MutantKind.ControlQueue, Layer.Device, LaneNames.Device));
        var fate = outcome.Fates.Single();
        Assert.That(fate.Blames.Select(blame => blame.Scene), Has.None.EqualTo("a/one"));
        Assert.That(fate.Verdict, Is.EqualTo(LayerVerdict.Right));
    }

    [Test]
    public async Task Lanes_with_the_defect_play_no_scene_that_shows_nothing_of_it_to_the_scout()
    {
        var lanes = LaneNames.All.ToDictionary(name => name, name => Lane(name, broken: null, shownIn: "b/three"));
        using var up = HuntedLanes.Start(LaneNames.All, name => lanes[name], (_, _) => false);
        var outcome = await Hunt(up, Mutant("of-mesa", MutantKind.GlCall, Layer.UserSpaceDriver, LaneNames.Virpipe, LaneNames.Guest));
        Assert.That(outcome.Fates.Single().Blames.Select(blame => (blame.Scene, blame.Layer)), Is.EqualTo(((string, Layer)[])[("b/three", Layer.UserSpaceDriver)]));
        Assert.That(lanes[LaneNames.Guest].Played, Is.All.EqualTo("b/three"));
        Assert.That(lanes[LaneNames.Native].Played.Distinct().Count(), Is.EqualTo(FakeScenes.Some.Count));
    }

    [Test]
    public async Task What_the_scout_cannot_see_is_looked_for_on_the_lanes_with_the_defect()
    {
        using var up = HuntedLanes.Start(LaneNames.All, name => name == LaneNames.Native ? new FakeLane(name) { Observers = [Observer.Readback] } : Lane(name, broken: null), (_, _) => false);
        var outcome = await Hunt(up, Mutant("of-mesa", MutantKind.GlCall, Layer.UserSpaceDriver, LaneNames.Virpipe, LaneNames.Guest));
        Assert.That(outcome.Fates.Single().Verdict, Is.EqualTo(LayerVerdict.Right));
    }

    [Test]
    public async Task Damage_that_a_defect_leaves_behind_is_no_other_defects_and_spoils_no_scene()
    {
        // A device that draws nothing right any more once the first defect was in it.
        FakeLane Damaged(string name)
        {
            var damaged = false;
            var healthy = Lane(name, broken: null);
            return new FakeLane(name)
            {
                Observers = healthy.Observers,
                Answer = (scene, observer) => (damaged |= _planted.On(name, MutantKind.DrmRequest)?.Name == "damaging") ? new Observation(observer, 1) { Frame = FakeScenes.Black() } : healthy.Answer(scene, observer),
            };
        }

        using var up = HuntedLanes.Start(LaneNames.All, Damaged, (_, _) => false);
        var outcome = await Hunt(
            up,
            Mutant("damaging", MutantKind.DrmRequest, Layer.KernelDriver, LaneNames.Drm),
            Mutant("invisible", MutantKind.DrmRequest, Layer.KernelDriver, LaneNames.Drm),
            Mutant("of-the-kernel", MutantKind.DrmRequest, Layer.KernelDriver, LaneNames.Drm));
        Assert.That(outcome.Fates.Select(fate => fate.Verdict), Is.EqualTo((LayerVerdict[])[LayerVerdict.Right, LayerVerdict.Unnoticed, LayerVerdict.Right]));
    }

    [Test]
    public void A_device_is_made_anew_where_a_defect_may_have_left_it_in_any_state_and_all_are_taken_down()
    {
        var made = new List<FakeLane>();
        using (var lanes = HuntedLanes.Start([LaneNames.Vtest, LaneNames.Device], name => Keep(made, new FakeLane(name)), (_, _) => false))
        {
            lanes.Renew([LaneNames.Device]);
            Assert.That(made.Select(lane => lane.Name), Is.EqualTo((string[])["vtest", "device", "device"]));
            Assert.That(made.Select(lane => lane.Disposed), Is.EqualTo((bool[])[false, true, false]));
        }

        Assert.That(made.Select(lane => lane.Disposed), Is.All.True);
    }

    [Test]
    public void A_lane_that_is_missing_is_left_out_where_it_may_be_and_ends_the_hunt_where_not()
    {
        Assert.That(Start(mayBeAbsent: true).Names, Is.EqualTo((string[])["device"]));
        Assert.That(() => Start(mayBeAbsent: false), Throws.TypeOf<LaneUnavailableException>());

        static HuntedLanes Start(bool mayBeAbsent) => HuntedLanes.Start(
            [LaneNames.Vtest, LaneNames.Device],
            name => new FakeLane(name) { Starting = () => _ = name == LaneNames.Vtest ? throw new LaneUnavailableException("It is not installed.") : 0 },
            (_, _) => mayBeAbsent);
    }

    [Test]
    public void All_planted_defects_have_names_of_their_own_and_every_kind_has_enough_of_them()
    {
        Assert.That(LayerMutants.All.Select(mutant => mutant.FullName), Is.Unique);
        var kinds = LayerMutants.All.GroupBy(mutant => mutant.Kind).ToDictionary(kind => kind.Key, kind => kind.Select(mutant => mutant.Name).Distinct().Count());
        Assert.That(kinds.Keys, Is.EquivalentTo(Enum.GetValues<MutantKind>()));
        Assert.That(kinds.Values, Is.All.GreaterThanOrEqualTo(10));
    }

    private Task<LayerHuntOutcome> Hunt(IReadOnlyList<string> lanes, params LayerMutant[] mutants) => Hunt(lanes, broken: null, mutants);

    private async Task<LayerHuntOutcome> Hunt(IReadOnlyList<string> lanes, string? broken, params LayerMutant[] mutants)
    {
        using var up = HuntedLanes.Start(lanes, name => Lane(name, broken), (_, _) => false);
        return await Hunt(up, mutants);
    }

    private Task<LayerHuntOutcome> Hunt(HuntedLanes lanes, params LayerMutant[] mutants) => new LayerHunt(FakeScenes.Some, null, ExpectedFailList.Empty, lanes, _planted).Run(mutants, _ => { }, CancellationToken.None);

    private FakeLane Lane(string name, string? broken, string? shownIn = null) => new(name)
    {
        Observers = WithDisplay.Contains(name) ? [Observer.Readback, Observer.Scanout] : [Observer.Readback],
        Answer = (scene, observer) => new Observation(observer, 1)
        {
            Frame = scene.Name == broken || (Shows(name, observer) && (shownIn ?? scene.Name) == scene.Name) ? FakeScenes.Black() : FakeScenes.White(),
        },
    };

    private bool Shows(string lane, Observer observer) => _planted.Current is { } mutant
        && mutant.Name != "invisible"
        && _planted.On(lane, mutant.Kind) is not null
        && (mutant.Layer != Layer.DisplayPath || observer == Observer.Scanout);

    private static FakeLane Keep(List<FakeLane> made, FakeLane lane)
    {
        made.Add(lane);
        return lane;
    }

    private static LayerMutant Mutant(string name, MutantKind kind, Layer layer, params string[] lanes) => new(name, kind, layer, lanes, "It does something else.");
}
