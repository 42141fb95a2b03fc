using Harness.Qemu.Launch;
using Harness.Runs.Lanes;
using Harness.Runs.Records;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

/// <summary>Host stacks in folders, with copies of this machine's own parts in them.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class HostStackTests
{
    private const string Renderer = "libvirglrenderer.so.1";
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("usr/local/lib/x86_64-linux-gnu", "usr/local/lib/x86_64-linux-gnu/pkgconfig", "9.8.7")]
    [TestCase("lib64", "nowhere", null)]
    [TestCase("it's built here/src", "it's built here/meson-private", "9.8.7")]
    public async Task A_virglrenderer_in_a_folder_is_what_this_machines_qemu_renders_with(string place, string description, string? version)
    {
        Copy(InstalledRenderer(), place, Renderer);
        Directory.CreateDirectory(Path.Combine(_folder.Path, description));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, description, "virglrenderer.pc"), "prefix=/usr\nName: virglrenderer\nVersion: 9.8.7\n");
        var stack = Path.Combine(_folder.Path, place.Contains("src", StringComparison.Ordinal) ? Path.GetDirectoryName(place)! : string.Empty);
        using var lane = new DeviceLane(new DeviceLaneOptions { Qemu = stack, Scanout = false });
        var facts = await StackFacts.Describe(lane.Start());
        Assert.That(facts.Virglrenderer.Path, Is.EqualTo(Path.Combine(_folder.Path, place, Renderer)));
        Assert.That(facts.Virglrenderer.Version, Is.EqualTo(version));
        Assert.That(facts.Qemu!.Version, Is.EqualTo(QemuInstallation.Inspect().Version.Split(' ')[0]));
    }

    [TestCase("vtest")]
    [TestCase("virpipe")]
    public async Task A_vtest_server_that_was_built_in_a_folder_is_started_with_the_library_beside_it(string name)
    {
        Copy(InstalledRenderer(), "src", Renderer);
        Copy("virgl_test_server", "vtest", "virgl_test_server");
        using var lane = LaneCatalogue.Make(name, new LaneSettings { Qemu = _folder.Path });
        var stack = lane.Start();
        Assert.That((await StackFacts.Describe(stack)).Virglrenderer.Path, Is.EqualTo(Path.Combine(_folder.Path, "src", Renderer)));
        Assert.That(new FileInfo($"/proc/{stack.ProcessId}/exe").LinkTarget, Is.EqualTo(Path.Combine(_folder.Path, "vtest", "virgl_test_server")));
    }

    [Test]
    public void A_folder_without_any_part_of_a_stack_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lib"));
        Assert.That(HostStack.In(_folder.Path), Is.Null);
        Assert.That(() => QemuInstallation.Locate(_folder.Path), Throws.TypeOf<QemuUnavailableException>().With.Message.Contains(_folder.Path).And.Message.Contains("no host stack"));
    }

    private static string InstalledRenderer()
        => new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib" }.Select(place => Path.Combine(place, Renderer)).First(File.Exists);

    private void Copy(string file, string place, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, place)).FullName;
        File.Copy(file.Contains('/', StringComparison.Ordinal) ? file : Harness.Processes.ProgramPath.Find(file)!, Path.Combine(folder, name));
    }
}
