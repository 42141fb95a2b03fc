using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Guests.Drivers.Packing;
using Harness.Tests.Cli;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Driver packages in a real guest: what was packed is what renders, and what does not prove itself is never judged.</summary>
[TestFixture, CancelAfter(600_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class GuestDriverTests : PackedDriverTests
{
    [Test]
    public async Task Mesa_of_backports_renders_in_the_image_of_bookworm(CancellationToken cancellation)
    {
        RealPackages.Pack(Request(cancellation) with { Suite = "bookworm-backports", Packages = PackRequest.Mesa }, cancellation);
        var (run, facts) = await Run("guest", "scissor/half-open", cancellation);
        Assert.That(run.ExitCode, Is.Zero, run.StandardOutput + run.StandardError);
        Assert.That(facts, Does.Contain("Mesa 25.").And.Contain("/driver/usr/lib/x86_64-linux-gnu/libgallium-25."));
    }

    [Test]
    public async Task The_kernel_of_backports_drives_the_image_of_bookworm(CancellationToken cancellation)
    {
        RealPackages.Pack(Request(cancellation) with { Suite = "bookworm-backports", KernelPackage = "linux-image-amd64" }, cancellation);
        foreach (var lane in (string[])["drm", "guest"])
        {
            var (run, facts) = await Run(lane, "scissor/half-open", cancellation);
            Assert.That(run.ExitCode, Is.Zero, run.StandardOutput + run.StandardError);
            Assert.That(facts, Does.Contain("\"6.12."));
        }
    }

    [TestCase("LIBGL_ALWAYS_SOFTWARE = \"1\"", "", "renders in software")]
    [TestCase("MESA_DEBUG = \"silent\"", "", "uses no file of")]
    [TestCase("LD_PRELOAD = \"${driver}/scissor-shifted.so\"", "[proof.modules]\nvirtio_gpu = \"0123456789abcdef0123456789abcdef01234567\"", "loaded another virtio_gpu")]
    [TestCase("__EGL_VENDOR_LIBRARY_FILENAMES = \"${driver}/nothing.json\"", "", "No GL context could be made with the driver package wrong 1")]
    public async Task What_does_not_prove_itself_is_a_failed_deployment(string environment, string proof, string reason)
    {
        BrokenDriver.Make("scissor-shifted", Package);
        await File.WriteAllTextAsync(Path.Combine(Package, "tree", "nothing.json"), "{}");
        await File.WriteAllTextAsync(
            Path.Combine(Package, "driver.toml"),
            $"name = \"wrong\"\nversion = \"1\"\nguest = \"linux\"\nkind = \"user-space\"\n[user-space]\ntree = \"tree\"\n[environment]\n{environment}\n[proof]\nrenderer = \"^virgl|^llvmpipe\"\n{proof}\n");
        var (run, record) = await Run("guest", "scissor/half-open", CancellationToken.None);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.StandardOutput + run.StandardError);
        var cell = JsonNode.Parse(record)!["cells"]!.AsArray().Single()!;
        Assert.That($"{cell["verdict"]}", Is.EqualTo("deploy failed"));
        Assert.That($"{cell["message"]}", Does.Contain(reason));
    }

    /// <summary>Runs a scene with the package; returns also what the run knows of the stack.</summary>
    private async Task<(CliWrap.Buffered.BufferedCommandResult Run, string Facts)> Run(string lane, string scene, CancellationToken cancellation)
    {
        var output = Path.Combine(Folder.Path, $"run-{lane}");
        var run = await new CommandLine("run", "--lane", lane, "--scene", scene, "--observer", "readback", "--driver", Package, "--image", "bookworm", "--out", output).Run(cancellation);
        var record = Path.Combine(output, "run.json");
        TestContext.Out.WriteLine(run.StandardOutput + run.StandardError);
        return (run, File.Exists(record) ? JsonDocument.Parse(await File.ReadAllTextAsync(record, cancellation)).RootElement.GetRawText() : string.Empty);
    }
}
