using Harness.Guests.Images;
using Harness.Guests.Toml;
using Harness.Runs;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

public sealed class RecipeFileTests
{
    private const string Whole =
        """
        description = "A system"
        [archive]
        suites = ["bookworm", "bookworm-security"]
        [kernel]
        package = "linux-image-amd64"
        [root]
        packages = ["libegl1", "libgl1-mesa-dri/bookworm-backports"]
        [[root.file]]
        path = "/etc/drirc"
        text = "<driconf/>"
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void A_recipe_says_suites_kernel_packages_and_files()
    {
        var recipe = Read(Whole);
        Assert.Multiple(() =>
        {
            Assert.That(recipe.Name, Is.EqualTo("some"));
            Assert.That(recipe.Suites, Is.EqualTo(new[] { "bookworm", "bookworm-security" }));
            Assert.That(recipe.Components, Is.EqualTo(new[] { "main" }));
            Assert.That(recipe.KernelPackage, Is.EqualTo("linux-image-amd64"));
            Assert.That(recipe.Modules.Gpu, Is.EqualTo(new[] { "virtio_gpu" }));
            Assert.That(recipe.Packages, Is.EqualTo(new[] { "libegl1", "libgl1-mesa-dri/bookworm-backports" }));
            Assert.That(recipe.Files, Is.EqualTo(new[] { new RecipeExtra("/etc/drirc", "<driconf/>", false) }));
        });
    }

    [TestCase("suites = [\"bookworm\", \"bookworm-security\"]", "suite = [\"bookworm\"]", 2, "[archive] has no 'suites'")]
    [TestCase("[kernel]", "[kernal]", 1, "there is no [kernel]")]
    [TestCase("package = \"linux-image-amd64\"", "package = \"linux-image-amd64\"\nmodules = []", 6, "there is no 'modules' in [kernel]; allowed are boot, gpu, package")]
    [TestCase("\"linux-image-amd64\"", "6", 5, "package must be a string")]
    [TestCase("\"libegl1\"", "\"libegl1\",\n\"--reinstall\"", 8, "'--reinstall' is not a package's name")]
    [TestCase("\"libegl1\"", "\"libegl1\", \"libegl1\"", 7, "'libegl1' is named twice")]
    [TestCase("\"libegl1\"", "12", 7, "packages must hold strings only")]
    [TestCase("\"/etc/drirc\"", "\"/etc/../drirc\"", 9, "is not the path of a file from the root")]
    [TestCase("text = ", "mode = \"0666\"\ntext = ", 10, "allowed are \"0644\" (as without mode) and \"0755\"")]
    [TestCase("description = \"A system\"", "description = \"A system", 1, "")]
    [TestCase("[kernel]", "[archive]", 4, "")]
    public void A_wrong_recipe_is_refused_with_file_and_line_and_what_is_allowed(string text, string instead, int line, string complaint)
    {
        var wrong = Whole.Replace(text, instead, StringComparison.Ordinal);
        Assert.That(wrong, Is.Not.EqualTo(Whole));
        var refusal = Assert.Throws<TomlException>(() => Read(wrong))!;
        Assert.That(refusal.Message, Does.StartWith($"{Path.Combine(_folder.Path, "some.toml")}:{line}: ").And.Contain(complaint));
    }

    [Test]
    public void Comments_and_order_do_not_make_another_image_but_what_is_said_does()
    {
        var hash = Read(Whole).Hash;
        Assert.Multiple(() =>
        {
            Assert.That(Read("# A comment\n" + Whole.Replace("A system", "Another word for it", StringComparison.Ordinal)).Hash, Is.EqualTo(hash));
            Assert.That(Read(Whole.Replace("libegl1", "libegl2", StringComparison.Ordinal)).Hash, Is.Not.EqualTo(hash));
            Assert.That(Read(Whole.Replace("<driconf/>", "<driconf />", StringComparison.Ordinal)).Hash, Is.Not.EqualTo(hash));
            Assert.That(Read(Whole + "\nmode = \"0755\"").Hash, Is.Not.EqualTo(hash));
            Assert.That(Read(Whole.Replace("[root]", "gpu = [\"virtio_gpu\", \"drm\"]\n[root]", StringComparison.Ordinal)).Hash, Is.Not.EqualTo(hash));
        });
    }

    [Test]
    public void The_committed_recipes_are_right()
    {
        var folder = RepositoryFolder.Find()!.GuestRecipes;
        Assert.That(RecipeFile.NamesIn(folder), Is.EqualTo(new[] { "bookworm", "trixie" }));
        Assert.That(RecipeFile.NamesIn(folder).Select(name => RecipeFile.Read(RecipeFile.PathOf(folder, name)).Packages), Has.All.Contain("libgl1-mesa-dri"));
    }

    private GuestRecipe Read(string text)
    {
        var path = Path.Combine(_folder.Path, "some.toml");
        File.WriteAllText(path, text);
        return RecipeFile.Read(path);
    }
}
