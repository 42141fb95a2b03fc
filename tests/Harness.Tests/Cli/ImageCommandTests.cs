using Harness.Cli;
using Harness.Tests.Guests.Images;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The verb `image`, as users type it, with an archive and a cache of the test's own.</summary>
[Parallelizable(ParallelScope.Self)]
public sealed class ImageCommandTests
{
    private TestArchive _archive = null!;

    [SetUp]
    public void SetUp() => _archive = new TestArchive();

    [TearDown]
    public void TearDown() => _archive.Dispose();

    [Test]
    [CancelAfter(120_000)]
    public async Task An_image_is_built_listed_and_removed(CancellationToken cancellation)
    {
        Assert.That((await Image(cancellation, "list")).Output, Does.Match(@"(?m)^IMAGE +STATE .*\ntiny +not built +- +- +- +For tests$"));

        var built = await Image(cancellation, "build");
        Assert.That(built.ExitCode, Is.Zero, built.Errors);
        Assert.That(Directory.Exists(built.Output.Trim()), $"standard output is the image's folder: {built.Output}");
        Assert.That(built.Errors, Does.Match(@"(?m)^\[ *\d+\.\d s\] tiny: reading package lists$").And.Match(@"(?m)^\[ *\d+\.\d s\] tiny: ready after \d+ s: "));

        var again = await Image(cancellation, "build", "tiny");
        Assert.That(again.Output, Is.EqualTo(built.Output));
        Assert.That(again.Errors, Is.Empty, "there is nothing to do");

        var id = Path.GetFileName(built.Output.Trim());
        Assert.That((await Image(cancellation, "list")).Output, Does.Match($@"(?m)^{id} +built \d{{4}}-\d\d-\d\d +\d+ MiB +{TestArchive.Release} +- +For tests$"));

        _archive.Recipe(more: "# Only a comment");
        Assert.That((await Image(cancellation, "list")).Output, Does.Contain("built 2"));
        _archive.Recipe(packages: "\"libc6\"");
        Assert.That((await Image(cancellation, "list")).Output, Does.Contain("of another recipe"));

        Assert.That((await Image(cancellation, "remove", "tiny")).Output, Does.StartWith($"removed {id}, "));
        Assert.That((await Image(cancellation, "list")).Output, Does.Contain("not built"));
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(_archive.Cache, "images")), Is.Empty);
    }

    [TestCase("build tyni", "There is no recipe 'tyni'", "Did you mean 'tiny'?")]
    [TestCase("remove tyni", "There is no image 'tyni'", "Did you mean 'tiny'?")]
    [TestCase("remove", "Name the images to remove, or give --all.", "")]
    [TestCase("remove tiny --all", "Name the images to remove, or give --all.", "")]
    [TestCase("biuld", "there is no verb 'biuld'", "Did you mean 'build'?")]
    [CancelAfter(60_000)]
    public async Task A_wrong_command_line_is_explained(string words, string complaint, string guess, CancellationToken cancellation)
    {
        var result = await Image(cancellation, words.Split(' '));
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(result.Errors, Does.Contain(complaint).And.Contain(guess));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_wrong_recipe_and_an_unknown_package_are_explained_with_file_and_line(CancellationToken cancellation)
    {
        _archive.Recipe(packages: "\"nothing-of-the-kind\"");
        var unknown = await Image(cancellation, "build", "tiny");
        Assert.That(unknown.ExitCode, Is.EqualTo(ExitCode.HarnessFailed));
        Assert.That(unknown.Errors, Does.Contain($"harness: {_archive.RecipePath}:7: There is no package 'nothing-of-the-kind' in test: Unable to locate package"));

        _archive.Recipe(more: "size = 3");
        var wrong = await Image(cancellation, "build", "tiny");
        Assert.That(wrong.ExitCode, Is.EqualTo(ExitCode.HarnessFailed));
        Assert.That(wrong.Errors.Trim(), Is.EqualTo($"harness: {_archive.RecipePath}:8: there is no 'size' in [root]; allowed are file, packages."));
    }

    private async Task<(int ExitCode, string Output, string Errors)> Image(CancellationToken cancellation, params string[] words)
    {
        var environment = _archive.Environment;
        environment["TERM"] = "dumb";
        var command = new CommandLine(["image", .. words, "--recipes", _archive.Recipes]) { Environment = environment };
        var result = await command.Run(cancellation);
        command.AssertNothingIsLeft();
        return (result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
