using Harness.Tests.Cli;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Libraries that are put before the real GL: each does what it says on this machine's own GL, where it costs no boot.</summary>
[TestFixture, CancelAfter(120_000)]
internal sealed class BrokenDriverTests
{
    private static readonly string[] Names = [.. BrokenDriver.Wrong.Select(driver => driver.Name)];

    [Test]
    public void Every_source_is_one_of_those_that_tests_use()
        => Assert.That(BrokenDriver.All, Is.EquivalentTo([.. Names, BrokenDriver.Crashing, BrokenDriver.Fatal]));

    [TestCaseSource(nameof(Names))]
    public async Task It_is_caught_by_a_scene_that_the_real_driver_passes(string name, CancellationToken cancellation)
    {
        var scene = BrokenDriver.Wrong.Single(driver => driver.Name == name).Scene;
        using var folder = new TemporaryFolder();
        var library = Path.Combine(folder.Path, name + ".so");
        BrokenDriver.Compile(name, library);

        var real = await Run(folder, scene, null, cancellation);
        var broken = await Run(folder, scene, library, cancellation);

        Assert.That(real.ExitCode, Is.Zero, real.StandardOutput + real.StandardError);
        Assert.That(broken.ExitCode, Is.EqualTo(1), broken.StandardOutput + broken.StandardError);
        Assert.That(broken.StandardOutput, Does.Contain("mismatch"));
        Assert.That(broken.StandardError, Does.Not.Contain("cannot be preloaded"));
    }

    [Test]
    public async Task One_that_crashes_takes_its_player_along_and_the_run_goes_on(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var library = Path.Combine(folder.Path, "crashes.so");
        BrokenDriver.Compile(BrokenDriver.Crashing, library);
        var run = await Run(folder, "scissor/*", library, cancellation);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.StandardOutput, Does.Contain("was killed by SIGSEGV").And.Contain(" passed"));
    }

    [Test]
    public async Task One_that_lacks_what_a_scene_needs_makes_a_declared_skip_that_says_so(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var run = await new CommandLine("run", "--lane", "native", "--area", "copy", "--out", folder.Path)
        {
            Environment = { ["MESA_GL_VERSION_OVERRIDE"] = "4.2", ["MESA_EXTENSION_OVERRIDE"] = "-GL_ARB_copy_image" },
        }.Run(cancellation);
        Assert.That(run.ExitCode, Is.Zero, run.StandardOutput + run.StandardError);
        Assert.That(run.StandardOutput, Does.Match(@"[1-9]\d* passed, [1-9]\d* declared skips"));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "run.json"), cancellation),
            Does.Match("\"skip\",\\s+\"message\": \"The scene needs copies of images \\(OpenGL 4.3 or GL_ARB_copy_image\\), which .* lacks in its OpenGL 4.2"));
    }

    [Test]
    public async Task A_machine_without_GL_is_told_what_it_lacks(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var run = await new CommandLine("run", "--lane", "native", "--scene", "scissor/half-open", "--out", folder.Path)
        {
            Environment = { ["__EGL_VENDOR_LIBRARY_FILENAMES"] = "/nowhere" },
        }.Run(cancellation);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.StandardOutput, Does.Contain("native: cannot run here: EGL has no surfaceless platform"));
    }

    private static Task<CliWrap.Buffered.BufferedCommandResult> Run(TemporaryFolder folder, string scene, string? preload, CancellationToken cancellation)
        => new CommandLine("run", "--lane", "native", "--scene", scene, "--out", Path.Combine(folder.Path, "run")) { Environment = { ["LD_PRELOAD"] = preload } }.Run(cancellation);
}
