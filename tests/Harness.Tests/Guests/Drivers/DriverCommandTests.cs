using Harness.Tests.Cli;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>The verb `driver`, as far as it needs no image.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class DriverCommandTests
{
    [Test]
    public async Task Check_says_where_a_package_is_wrong_and_fails(CancellationToken cancellation)
    {
        using var folder = new PackageFolder(PackageFolder.UserSpace.Replace("user-space\"", "userspace\"", StringComparison.Ordinal));
        var result = await new CommandLine("driver", "check", folder.Path).Run(cancellation);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.StandardError, Does.Contain($"{folder.Path}/driver.toml:4: there is no kind 'userspace'"));
    }

    [Test]
    public async Task Check_passes_a_package_that_is_as_it_must_be(CancellationToken cancellation)
    {
        using var folder = new PackageFolder();
        var result = await new CommandLine("driver", "check", folder.Path).Run(cancellation);
        Assert.That((result.ExitCode, result.StandardOutput.Trim()), Is.EqualTo((0, "mesa 25.0 is as it must be.")), result.StandardError);
    }

    [Test]
    public async Task Show_has_hash_environment_and_proof(CancellationToken cancellation)
    {
        using var folder = new PackageFolder();
        using var cache = new TemporaryFolder();
        var result = await new CommandLine("driver", "show", folder.Path) { Environment = { ["HARNESS_CACHE"] = cache.Path } }.Run(cancellation);
        Assert.That(result.StandardOutput, Does.Match("hash +[0-9a-f]{64}").And.Contain("LD_LIBRARY_PATH=/driver/lib").And.Contain("GL_RENDERER matches ^virgl"));
    }

    [Test]
    public async Task List_has_stock_drivers_and_packages_also_those_that_are_wrong(CancellationToken cancellation)
    {
        using var all = new TemporaryFolder();
        using var cache = new TemporaryFolder();
        foreach (var (name, text) in ((string, string)[])[("good", PackageFolder.UserSpace.Replace("tree\"\n", "../tree\"\n", StringComparison.Ordinal)), ("wrong", "name = 1")])
        {
            Directory.CreateDirectory(Path.Combine(all.Path, name));
            File.WriteAllText(Path.Combine(all.Path, name, "driver.toml"), text);
        }

        Directory.CreateDirectory(Path.Combine(all.Path, "tree", "lib"));
        var result = await new CommandLine("driver", "list", all.Path) { Environment = { ["HARNESS_CACHE"] = cache.Path } }.Run(cancellation);
        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That(result.StandardOutput, Does.Match("stock .* image bookworm, not built").And.Match("mesa +25.0 +user-space").And.Contain("wrong/driver.toml:1:"));
    }

    [Test]
    public async Task Pack_without_anything_to_pack_is_told_what_there_is(CancellationToken cancellation)
    {
        var result = await new CommandLine("driver", "pack", "somewhere").Run(cancellation);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.StandardError, Does.Contain("Say what to pack: --suite"));
    }

    [Test]
    public async Task An_unknown_image_is_guessed(CancellationToken cancellation)
    {
        using var folder = new PackageFolder();
        var result = await new CommandLine("driver", "check", folder.Path, "--image", "bookwurm").Run(cancellation);
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.StandardError, Does.Contain("There is no image 'bookwurm'. Did you mean 'bookworm'?"));
    }
}
