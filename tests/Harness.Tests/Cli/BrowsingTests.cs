using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The verbs that run nothing: `list`, `show`, and help.</summary>
[TestFixture, CancelAfter(60_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class BrowsingTests
{
    [Test]
    public async Task List_names_every_scene_with_what_it_proves()
    {
        var result = await new CommandLine("list").Run();
        Assert.That(result.ExitCode, Is.EqualTo(0));
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(line => line.Split(' ')[0]), Is.EqualTo(Catalogue.SceneCatalogue.All.Select(scene => scene.Name)));
    }

    [Test]
    public async Task List_of_a_lane_shows_cells_and_the_reasons_of_skips()
    {
        var result = await new CommandLine("list", "--lane", "vtest", "--area", "display").Run();
        Assert.That(result.StandardOutput, Does.Contain("vtest  readback  skip: ").And.Not.Contain("vtest  scanout").And.Not.Contain("device"));
    }

    [Test]
    public async Task Show_has_steps_shaders_and_the_command_stream()
    {
        var result = await new CommandLine("show", "walkthrough/first-triangle").Run();
        Assert.That(result.ExitCode, Is.EqualTo(0), result.StandardError);
        Assert.That(result.StandardOutput, Does.Contain("VERT").And.Contain("#version").And.Contain("DRAW_VBO").And.Contain("uncertain pixels"));
    }

    [Test]
    public async Task Show_guesses_a_scene_that_does_not_exist()
    {
        var result = await new CommandLine("show", "walkthrough/first-triangel").Run();
        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.StandardError, Does.Contain("Did you mean 'walkthrough/first-triangle'?"));
    }

    [Test]
    public async Task Help_teaches_by_example_and_names_exit_codes()
    {
        var result = await new CommandLine("--help").Run();
        Assert.That(result.ExitCode, Is.EqualTo(0));
        Assert.That(result.StandardOutput, Does.Contain("harness run --lane device").And.Contain("Exit codes: 0"));
    }
}
