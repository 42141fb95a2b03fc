using Harness.Guests.Drivers;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>What a manifest may say, and how everything else is refused: with file and line, what is wrong and what is allowed.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class DriverManifestTests
{
    private static readonly string[] Wrong =
    [
        // what is replaced | by what | the line complained about | words of the complaint
        """name = "mesa"|nmae = "mesa"|1|no 'name'""",
        """name = "mesa"|name = "me/sa"|1|'me/sa' cannot be a name""",
        """name = "mesa"|name = ""|1|not empty""",
        """name = "mesa"|name = mesa|1|""",
        """version = "25.0"|version = 25.0|2|version must be a string""",
        """guest = "linux"|guest = "windows"|3|kept for later""",
        """guest = "linux"|guest = "haiku"|3|no guest 'haiku'; allowed is guest = "linux" """,
        """kind = "user-space"|kind = "firmware"|4|no kind 'firmware'; allowed are "user-space", "kernel", "both" """,
        """kind = "user-space"|kind = "kernel"|6|a package of kind "kernel" has no [user-space]""",
        """kind = "user-space"|kind = "both"|1|there is neither [kernel]""",
        """kind = "user-space"|kind = "user-space"~[[module]]~file = "x.ko"|5|kind "user-space" has no [[module]]""",
        """kind = "user-space"|kind = "user-space"~color = "red"|5|there is no 'color'; allowed are""",
        """tree = "tree"|tree = "treee"|7|there is no folder""",
        """tree = "tree"|tree = "empty"|7|is empty""",
        """tree = "tree"|tree = "tree"~mode = "fast"|8|there is no 'mode' in [user-space]; allowed are tree""",
        """[user-space]~tree = "tree"||1|there is no [user-space]""",
        """${driver}/lib|${driver}/lib64|10|LD_LIBRARY_PATH names ${driver}/lib64, but there is no lib64 in""",
        """${driver}/lib|${drivers}/lib|10|there is no ${drivers} to put in; allowed is ${driver}""",
        """${driver}/lib|$driver/lib|10|there is no $driver to put in""",
        """${driver}/lib|${driver}/clib|10|libc.so.6""",
        """LD_LIBRARY_PATH = "|"2 BAD" = "|10|'2 BAD' cannot be a variable's name""",
        """renderer = "^virgl"|renderer = "(virgl"|13|renderer is no regular expression""",
        """renderer = "^virgl"|capset = 2|12|nothing proves that the user-space driver is in use""",
        """[proof]~renderer = "^virgl"||1|nothing proves""",
        """renderer = "^virgl"|renderer = "^virgl"~capset = "2"|14|capset must be the number""",
        """renderer = "^virgl"|renderer = "^virgl"~glsl = "4.3"|14|there is no 'glsl' in [proof]; allowed are capset, kernel, modules, renderer, version""",
        """renderer = "^virgl"|renderer = "^virgl"~[proof.modules]~virtio_gpu = "latest"|15|neither a srcversion""",
    ];

    [TestCaseSource(nameof(Wrong))]
    public void What_is_wrong_is_refused_with_file_line_and_what_is_allowed(string row)
    {
        var parts = row.Replace('~', '\n').Split('|');
        using var folder = new PackageFolder(PackageFolder.UserSpace.Replace(parts[0], parts[1], StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(folder.Path, "empty"));
        folder.Write("tree/clib/libc.so.6", "a C library");

        var refusal = Assert.Catch<FormatException>(() => folder.Load())!;

        Assert.That(refusal.Message, Does.StartWith($"{folder.Path}/driver.toml:{parts[2]}: ").And.Contain(parts[3].Trim()).And.EndWith("."));
    }

    [Test]
    public void A_folder_without_a_manifest_is_told_how_to_get_one()
    {
        using var folder = new PackageFolder();
        File.Delete(Path.Combine(folder.Path, "driver.toml"));
        Assert.That(() => folder.Load(), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("harness driver pack"));
    }

    [Test]
    public void The_word_for_the_mount_point_is_put_in()
    {
        using var folder = new PackageFolder();
        var package = folder.Load();
        Assert.That(package.Environment, Is.EqualTo(new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = "/driver/lib" }));
        Assert.That((package.Name, package.Version, package.Kind, package.Tree), Is.EqualTo(("mesa", "25.0", DriverKind.UserSpace, folder.Tree)));
        Assert.That(package.Proof.Renderer!.IsMatch("virgl (LLVMPIPE)"));
    }

    [Test]
    public void The_manifest_itself_names_the_package_too()
    {
        using var folder = new PackageFolder();
        Assert.That(DriverPackage.Load(Path.Combine(folder.Path, "driver.toml")).Folder, Is.EqualTo(folder.Path));
    }

    [Test]
    public void A_tree_may_lie_elsewhere()
    {
        using var elsewhere = new PackageFolder();
        using var folder = new PackageFolder(PackageFolder.UserSpace.Replace("\"tree\"", $"\"{elsewhere.Tree}\"", StringComparison.Ordinal));
        Assert.That(folder.Load().Tree, Is.EqualTo(elsewhere.Tree));
    }

    [Test]
    public void A_link_whose_target_is_only_in_the_guest_counts_as_there()
    {
        using var folder = new PackageFolder(PackageFolder.UserSpace.Replace("/lib\"", "/preload.so\"", StringComparison.Ordinal));
        File.CreateSymbolicLink(Path.Combine(folder.Tree, "preload.so"), "/driver/lib/libEGL_mesa.so.0");
        Assert.That(folder.Load().Environment["LD_LIBRARY_PATH"], Is.EqualTo("/driver/preload.so"));
    }
}
