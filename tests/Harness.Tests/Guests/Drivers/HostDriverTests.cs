using Harness.Tests.Cli;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>What becomes of a run whose player, on this machine, has a driver that crashes, lacks something, or is not there.</summary>
[TestFixture, CancelAfter(120_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class HostDriverTests
{
    [Test]
    public async Task One_that_crashes_takes_its_player_along_and_the_run_goes_on(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var library = Path.Combine(folder.Path, "crashes.so");
        BrokenDriver.Compile("crashes", library);
        var run = await Run(folder, "scissor/*", new() { ["LD_PRELOAD"] = library }, cancellation);
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.StandardOutput, Does.Contain("was killed by SIGSEGV").And.Contain(" passed"));
    }

    [Test]
    public async Task One_that_lacks_what_a_scene_needs_makes_a_declared_skip_that_says_so(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var run = await Run(folder, "copy/*", new() { ["MESA_GL_VERSION_OVERRIDE"] = "4.2", ["MESA_EXTENSION_OVERRIDE"] = "-GL_ARB_copy_image" }, cancellation);
        Assert.That(run.ExitCode, Is.Zero, run.StandardOutput + run.StandardError);
        Assert.That(run.StandardOutput, Does.Match(@"[1-9]\d* passed, [1-9]\d* declared skips"));
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "run", "run.json"), cancellation),
            Does.Match("\"skip\",\\s+\"message\": \"The scene needs copies of images \\(OpenGL 4.3 or GL_ARB_copy_image\\), which .* lacks in its OpenGL 4.2"));
    }

    [Test]
    public async Task A_machine_without_GL_is_told_what_it_lacks(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var run = await Run(folder, "scissor/half-open", new() { ["__EGL_VENDOR_LIBRARY_FILENAMES"] = "/nowhere" }, cancellation);
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.StandardOutput, Does.Contain("native: cannot run here: EGL has no surfaceless platform"));
    }

    private static Task<CliWrap.Buffered.BufferedCommandResult> Run(TemporaryFolder folder, string scene, Dictionary<string, string?> environment, CancellationToken cancellation)
        => new CommandLine("run", "--lane", "native", "--scene", scene, "--out", Path.Combine(folder.Path, "run")) { Environment = environment }.Run(cancellation);
}
