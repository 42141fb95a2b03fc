using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

public sealed class ReferenceFrameFilesTests
{
    [Test]
    public void A_reference_frame_comes_back_as_it_was_saved()
    {
        using var folder = new TemporaryFolder();
        var files = new ReferenceFrameFiles(folder.Path);
        var saved = Pictures.Around(Pictures.Drawn(), 3);
        Assert.That(files.Exists("scissor", "single-pixel"), Is.False);
        Assert.That(files.Save("scissor", "single-pixel", saved), Is.True);

        var loaded = files.Load("scissor", "single-pixel");
        Assert.That(files.Exists("scissor", "single-pixel"), Is.True);
        Assert.That(loaded.Expected.Rgba, Is.EqualTo(saved.Expected.Rgba));
        Assert.That(loaded.Lower.Rgba, Is.EqualTo(saved.Lower.Rgba));
        Assert.That(loaded.Upper.Rgba, Is.EqualTo(saved.Upper.Rgba));
        Assert.That(Names(folder), Is.EqualTo(new[] { "scissor/single-pixel.max.png", "scissor/single-pixel.min.png", "scissor/single-pixel.png" }));
    }

    [Test]
    public void A_bound_has_a_file_only_where_it_differs_from_the_expected_frame()
    {
        using var folder = new TemporaryFolder();
        var files = new ReferenceFrameFiles(folder.Path);
        var expected = Pictures.Drawn();
        var upper = Pictures.Copy(expected);
        upper.Rgba[0]++;
        files.Save("viewport", "offset", new ReferenceFrame(expected, Pictures.Copy(expected), upper));
        Assert.That(Names(folder), Is.EqualTo(new[] { "viewport/offset.max.png", "viewport/offset.png" }));
        var loaded = files.Load("viewport", "offset");
        Assert.That(loaded.Lower, Is.SameAs(loaded.Expected));
        Assert.That(loaded.Upper.Rgba, Is.EqualTo(upper.Rgba));

        Assert.That(files.Save("viewport", "offset", Pictures.Around(expected)), Is.True);
        Assert.That(Names(folder), Is.EqualTo(new[] { "viewport/offset.png" }));
    }

    [Test]
    public void Saving_the_same_pixels_again_leaves_the_files_alone()
    {
        using var folder = new TemporaryFolder();
        var files = new ReferenceFrameFiles(folder.Path);
        files.Save("clear", "red", Pictures.Around(Pictures.Drawn(), 1));
        // As another encoder would have written them: other bytes, the same pixels.
        var path = Path.Combine(folder.Path, "clear", "red.png");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), 0]);
        var length = new FileInfo(path).Length;

        Assert.That(files.Save("clear", "red", Pictures.Around(Pictures.Drawn(), 1)), Is.False);
        Assert.That(new FileInfo(path).Length, Is.EqualTo(length));
    }

    [Test]
    public void The_list_names_every_scene_once_also_one_whose_expected_frame_is_gone()
    {
        using var folder = new TemporaryFolder();
        var files = new ReferenceFrameFiles(folder.Path);
        files.Save("b", "two", Pictures.Around(Pictures.Drawn(), 1));
        files.Save("a", "one", Pictures.Around(Pictures.Drawn()));
        files.Save("b", "gone", Pictures.Around(Pictures.Drawn(), 1));
        File.Delete(Path.Combine(folder.Path, "b", "gone.png"));
        Assert.That(files.List(), Is.EqualTo(new[] { ("a", "one"), ("b", "gone"), ("b", "two") }));
        Assert.That(new ReferenceFrameFiles(Path.Combine(folder.Path, "nowhere")).List(), Is.Empty);
    }

    [Test]
    public void A_missing_reference_frame_is_reported_with_the_command_that_makes_it()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => new ReferenceFrameFiles(folder.Path).Load("clear", "nothing"),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("clear/nothing").And.Message.Contains("harness bless"));
    }

    [Test]
    public void A_bound_of_another_size_is_reported()
    {
        using var folder = new TemporaryFolder();
        var files = new ReferenceFrameFiles(folder.Path);
        files.Save("clear", "red", Pictures.Around(Pictures.Drawn()));
        PngFile.Write(Pictures.Drawn(8, 8), Path.Combine(folder.Path, "clear", "red.min.png"));
        Assert.That(() => files.Load("clear", "red"), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("8x8"));
    }

    [TestCase("..")]
    [TestCase("a/../b")]
    [TestCase("")]
    [TestCase("red.min")]
    public void Names_that_lead_elsewhere_are_refused(string scene) =>
        Assert.That(() => new ReferenceFrameFiles("reference-frames").Exists("clear", scene), Throws.ArgumentException);

    private static string[] Names(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder.Path, path)).Order(StringComparer.Ordinal)];
}
