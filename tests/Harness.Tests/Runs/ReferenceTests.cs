using Harness.Imaging;
using Harness.Runs;
using Harness.Runs.References;
using Harness.Scenes;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture, CancelAfter(30_000)]
internal sealed class ReferenceTests
{
    [Test]
    public async Task A_frame_is_computed_once_for_all_who_claimed_it()
    {
        var (source, scene) = (new ReferenceSource(), FakeScenes.Of("a/one"));
        source.Claim(scene);
        source.Claim(scene);
        source.Prepare(scene);
        var first = await source.Take(scene);
        Assert.That(await source.Take(scene), Is.SameAs(first));
        Assert.That(source.Computed, Is.EqualTo(1));
    }

    [Test]
    public async Task A_frame_is_let_go_after_the_last_claim()
    {
        var (source, scene) = (new ReferenceSource(), FakeScenes.Of("a/one"));
        source.Claim(scene);
        var first = await source.Take(scene);
        source.Claim(scene);
        Assert.That(await source.Take(scene), Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_committed_frame_is_used_only_while_it_belongs_to_the_scene_as_it_is()
    {
        using var folder = new TemporaryFolder();
        var repository = new RepositoryFolder(folder.Path);
        var scene = FakeScenes.Of("a/one");
        Blessing.Of(repository, [scene], [scene], dry: false);

        // A picture of another colour tells where a frame came from.
        PngFile.Write(FakeScenes.White(alpha: 7), Path.Combine(repository.ReferenceFrames, "a", "one.png"));
        var source = new ReferenceSource(CommittedFrames.Open(repository));
        Assert.That((await source.Take(scene)).Expected.Rgba[3], Is.EqualTo(7));
        var changed = new SceneBuilder("a/one", "It is another scene of that name.", "GL 4.5", 8, 8).Clear(Harness.Scenes.State.Colour.Black).Build();
        Assert.That((await source.Take(changed)).Expected.Rgba[0], Is.Zero);
        Assert.That(source.Computed, Is.EqualTo(1));
    }

    [Test]
    public void Blessing_says_what_changed_and_changes_nothing_the_second_time()
    {
        using var folder = new TemporaryFolder();
        var repository = new RepositoryFolder(folder.Path);
        var first = Blessing.Of(repository, FakeScenes.Some, FakeScenes.Some, dry: false);
        Assert.That(first.Changes, Is.EqualTo(FakeScenes.Some.Select(scene => (scene.Name, "new")).Order()));
        var before = Contents(folder.Path);
        Assert.That(Blessing.Of(repository, FakeScenes.Some, FakeScenes.Some, dry: false).Changes, Is.Empty);
        Assert.That(Contents(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void Blessing_rewrites_a_frame_that_differs_and_removes_one_of_no_scene()
    {
        using var folder = new TemporaryFolder();
        var repository = new RepositoryFolder(folder.Path);
        Blessing.Of(repository, FakeScenes.Some, FakeScenes.Some, dry: false);
        PngFile.Write(FakeScenes.Black(), Path.Combine(repository.ReferenceFrames, "b", "one.png"));
        Scene[] remaining = [.. FakeScenes.Some.Where(scene => scene.Area == "b")];

        var dry = Blessing.Of(repository, remaining, remaining, dry: true);
        Assert.That(Path.Combine(repository.ReferenceFrames, "a", "one.png"), Does.Exist);
        var wet = Blessing.Of(repository, remaining, remaining, dry: false);
        (string, string)[] expected = [("a/one", "removed"), ("a/two", "removed"), ("b/one", "changed")];
        Assert.That(dry.Changes, Is.EqualTo(expected));
        Assert.That(wet.Changes, Is.EqualTo(expected));
        Assert.That(Path.Combine(repository.ReferenceFrames, "a", "one.png"), Does.Not.Exist);
        Assert.That(ReferenceIndex.Load(repository.ReferenceIndex).Scenes, Is.EquivalentTo((string[])["b/one", "b/three"]));
    }

    [TestCase("[]")]
    [TestCase("{\"a/one\": null}")]
    [TestCase("{\"a/one\"")]
    public void A_damaged_index_is_named_with_the_remedy(string json)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "index.json");
        File.WriteAllText(path, json);
        Assert.That(() => ReferenceIndex.Load(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains(path).And.Message.Contains("harness bless"));
    }

    private static string[] Contents(string folder)
        => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order().Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
