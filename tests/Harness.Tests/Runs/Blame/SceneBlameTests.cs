using Harness.Runs;
using Harness.Runs.Blame;
using NUnit.Framework;

namespace Harness.Tests.Runs.Blame;

/// <summary>From cells to evidence, and from blames to a sum.</summary>
[TestFixture]
internal sealed class SceneBlameTests
{
    [Test]
    public void A_skip_a_harness_error_and_a_failed_deployment_are_no_evidence()
    {
        foreach (var verdict in (Verdict[])[Verdict.Skip, Verdict.HarnessError, Verdict.DeployFailed])
        {
            Assert.That(LaneReading.Of("guest", [Cell("guest", verdict)]), Is.Null);
        }
    }

    [TestCase(Verdict.Pass, Verdict.Pass, LaneState.Right)]
    [TestCase(Verdict.Pass, Verdict.Mismatch, LaneState.ScanoutWrong)]
    [TestCase(Verdict.Pass, Verdict.Skip, LaneState.Right)]
    [TestCase(Verdict.Pass, Verdict.UnexpectedPass, LaneState.Right)]
    [TestCase(Verdict.Mismatch, Verdict.Pass, LaneState.Wrong)]
    [TestCase(Verdict.Mismatch, Verdict.Mismatch, LaneState.Wrong)]
    [TestCase(Verdict.HarnessError, Verdict.Mismatch, LaneState.Wrong)]
    [TestCase(Verdict.ContextLost, Verdict.ContextLost, LaneState.Fault)]
    [TestCase(Verdict.Hang, Verdict.Mismatch, LaneState.Fault)]
    [TestCase(Verdict.Pass, Verdict.HostCrash, LaneState.HostCrash)]
    [TestCase(Verdict.Mismatch, Verdict.GuestCrash, LaneState.GuestCrash)]
    [TestCase(Verdict.DriverCrash, Verdict.DriverCrash, LaneState.DriverCrash)]
    public void Two_observers_make_one_reading(Verdict readback, Verdict scanout, LaneState state)
    {
        var reading = LaneReading.Of("device", [Cell("device", readback), Cell("device", scanout, Observer.Scanout)])!;
        Assert.That(reading.State, Is.EqualTo(state));
        Assert.That(reading.DisplayAlone, Is.EqualTo(readback == Verdict.HarnessError));
    }

    [Test]
    public void An_expected_fail_counts_as_the_failure_it_is_and_makes_the_blame_a_known_one()
    {
        Cell[] cells = [Cell("native", Verdict.Pass), .. Expected("vtest"), .. Expected("virpipe")];
        var blame = SceneBlame.Of(cells).Single();
        Assert.That((blame.Layer, blame.Known), Is.EqualTo((Layer.Renderer, true)));
        var besides = SceneBlame.Of([.. cells, Cell("guest", Verdict.Mismatch)]).Single();
        Assert.That((besides.Layer, besides.Known), Is.EqualTo((Layer.Renderer, false)), "one failure that nobody expects");

        static Cell[] Expected(string lane) => [Cell(lane, Verdict.ExpectedFail) with { Failure = Verdict.Mismatch }];
    }

    [Test]
    public void Failures_are_alike_when_the_same_pixels_are_out_and_faults_are_by_their_kind()
    {
        Assert.That(Of(("drm", Verdict.Mismatch, "12 of 64 pixels\n  worst: here"), ("guest", Verdict.Mismatch, "12 of 64 pixels\n  worst: there")).Alike);
        Assert.That(Of(("drm", Verdict.Mismatch, "12 of 64 pixels"), ("guest", Verdict.Mismatch, "13 of 64 pixels")).Alike, Is.False);
        Assert.That(Of(("drm", Verdict.ContextLost, "context 5"), ("guest", Verdict.ContextLost, "context 7")).Alike);
        Assert.That(Of(("drm", Verdict.ContextLost, "context 5"), ("guest", Verdict.Hang, "context 5")).Alike, Is.False);

        static SceneEvidence Of(params (string Lane, Verdict Verdict, string Message)[] cells)
            => new(cells.Select(cell => LaneReading.Of(cell.Lane, [Cell(cell.Lane, cell.Verdict) with { Message = cell.Message }])!));
    }

    [Test]
    public void Each_scene_and_turn_that_fails_is_blamed_and_no_other()
    {
        Cell[] cells =
        [
            Cell("vtest", Verdict.Pass, scene: "a/one"), Cell("device", Verdict.Mismatch, scene: "a/one"),
            Cell("vtest", Verdict.Pass, scene: "a/two"), Cell("device", Verdict.Pass, scene: "a/two"),
            Cell("vtest", Verdict.Pass, scene: "b/one"), Cell("device", Verdict.HarnessError, scene: "b/one"),
            Cell("vtest", Verdict.Mismatch, scene: "b/two"), Cell("vtest", Verdict.Mismatch, scene: "b/two", turn: 2),
        ];
        Assert.That(
            SceneBlame.Of(cells).Select(blame => (blame.Scene, blame.Turn, blame.Layer)),
            Is.EqualTo(((string, int, Layer)[])[("a/one", 1, Layer.Device), ("b/two", 1, Layer.Renderer), ("b/two", 2, Layer.Renderer)]));
    }

    [Test]
    public void A_sum_counts_scenes_once_and_names_the_layer_with_most_of_them_first()
    {
        SceneBlame[] blames =
        [
            Blame("a/one", Layer.Device, known: true), Blame("a/two", Layer.Renderer), Blame("a/three", Layer.Renderer), Blame("a/three", Layer.Renderer, turn: 2), Blame("a/four", Layer.Unclear),
        ];
        var shares = LayerShare.Of(blames);
        Assert.That(shares.Select(share => share.Layer), Is.EqualTo((Layer[])[Layer.Renderer, Layer.Device, Layer.Unclear]));
        Assert.That(shares[0].Scenes, Is.EqualTo((string[])["a/two", "a/three"]));
        Assert.That(shares.Select(share => (share.Known, share.Sure)), Is.EqualTo(((int, int)[])[(0, 2), (1, 1), (0, 0)]));
    }

    private static SceneBlame Blame(string scene, Layer layer, int turn = 1, bool known = false) => new(scene, turn, layer, Certainty.Sure, "rule", "Reason.", known);

    private static Cell Cell(string lane, Verdict verdict, Observer observer = Observer.Readback, string scene = "a/one", int turn = 1)
        => new(new CellName(scene, lane, observer, turn), verdict, null, 1);
}
