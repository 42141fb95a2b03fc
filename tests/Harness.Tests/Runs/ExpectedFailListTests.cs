using Harness.Catalogue;
using Harness.Gl.Player;
using Harness.Runs;
using Harness.Runs.Expectations;
using Harness.Runs.Lanes;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture]
internal sealed class ExpectedFailListTests
{
    private static readonly StackName Stack = StackName.Of("0.10.4", "LLVMPIPE (LLVM 15.0.6, 256 bits)", "7.2.22");

    [Test]
    public void A_stack_is_named_by_renderer_gl_and_qemu()
    {
        Assert.That(Stack.Text, Is.EqualTo("virglrenderer 0.10.4 llvmpipe qemu 7.2.22"));
        Assert.That(StackName.Of(null, "", null).Text, Is.EqualTo("virglrenderer unknown unknown"));
    }

    [TestCase("*", true)]
    [TestCase("virglrenderer 0.10.* llvmpipe", true)]
    [TestCase("virglrenderer 0.10.4 llvmpipe qemu 7.2.*", true)]
    [TestCase("virglrenderer 9.9 llvmpipe, virglrenderer 0.10.4 llvmpipe", true)]
    [TestCase("virglrenderer 9.9, virglrenderer 9.8", false)]
    [TestCase("virglrenderer 0.1", false)]
    [TestCase("virglrenderer 1.* llvmpipe", false)]
    [TestCase("virglrenderer 0.10.4 llvm", false)]
    public void A_pattern_covers_a_stack_from_its_beginning_to_the_end_of_a_word(string pattern, bool covers)
        => Assert.That(Entry($"a/* | * | {pattern} | reason | evidence").Covers(Stack), Is.EqualTo(covers));

    [TestCase("a/*", "*", "a/one", "device", Observer.Scanout, true)]
    [TestCase("a/*", "device", "a/one", "vtest", Observer.Readback, false)]
    [TestCase("a/*", "device/scanout", "a/one", "device", Observer.Scanout, true)]
    [TestCase("a/*", "device/scanout", "a/one", "device", Observer.Readback, false)]
    [TestCase("a/two", "*", "a/one", "device", Observer.Readback, false)]
    [TestCase("a/*", "vtest, device", "a/one", "device", Observer.Scanout, true)]
    [TestCase("a/*", "vtest,drm", "a/one", "device", Observer.Readback, false)]
    public void An_entry_covers_cells_by_scene_lane_and_observer(string scene, string place, string name, string lane, Observer observer, bool covers)
        => Assert.That(Entry($"{scene} | {place} | * | reason | evidence").Covers(new CellName(name, lane, observer)), Is.EqualTo(covers));

    [Test]
    public void Comments_and_blank_lines_say_nothing_and_entries_know_their_line()
    {
        var list = ExpectedFailList.Parse("# a comment\n\n  # another\na/one | vtest | * | stipple is ignored | stderr: core profile violation\n");
        var entry = list.Entries.Single();
        Assert.That((entry.Line, entry.Reason, entry.Evidence), Is.EqualTo((4, "stipple is ignored", "stderr: core profile violation")));
        Assert.That(list.Find(new CellName("a/one", "vtest", Observer.Readback), Stack), Is.SameAs(entry));
        Assert.That(list.Find(new CellName("a/two", "vtest", Observer.Readback), Stack), Is.Null);
    }

    [TestCase("a/one | vtest | * | reason", "fails.txt:2: 4 columns")]
    [TestCase("a/one | vtest | * | reason | ", "fails.txt:2: column 5 is empty")]
    public void A_line_that_is_no_entry_is_named_by_file_and_line(string line, string message)
        => Assert.That(() => ExpectedFailList.Parse("# x\n" + line, "fails.txt"), Throws.TypeOf<FormatException>().With.Message.StartsWith(message));

    [Test]
    public void A_file_that_does_not_exist_is_an_empty_list() => Assert.That(ExpectedFailList.Load("/nonexistent/fails.txt").Entries, Is.Empty);

    [Test]
    public void An_entry_that_fits_no_cell_dangles()
    {
        var list = ExpectedFailList.Parse("a/* | * | * | r | e\nz/* | * | * | r | e\n");
        Assert.That(list.Dangling([new CellName("a/one", "device", Observer.Readback)]).Select(entry => entry.Scene), Is.EqualTo((string[])["z/*"]));
    }

    [Test]
    public void Every_committed_entry_fits_a_cell_of_the_catalogue()
    {
        var repository = RepositoryFolder.Find()!;
        var lanes = LaneCatalogue.Make(new LaneSettings());
        CellName[] cells =
        [
            .. from scene in SceneCatalogue.All
               from lane in lanes
               from observer in lane.Observers
               where lane.WhyNot(scene, observer) is null
               select new CellName(scene.Name, lane.Name, observer),
            .. from scene in SceneCatalogue.All
               where GlPlayer.WhyNot(scene) is null
               select new CellName(scene.Name, "native", Observer.Readback),
        ];
        Assert.That(cells, Is.Not.Empty);
        Assert.That(ExpectedFailList.Load(repository.ExpectedFails).Dangling(cells).Select(entry => $"line {entry.Line}: {entry.Scene} {entry.Lane}"), Is.Empty);
    }

    private static ExpectedFail Entry(string line) => ExpectedFailList.Parse(line).Entries.Single();
}
