using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Runs.Plan;

namespace Harness.Cli.Running;

/// <summary>The verb `run`.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var (scene, area, lane, observer) = (SceneOptions.Scene(), SceneOptions.Area(), SceneOptions.Lane(), SceneOptions.Observer());
        var jobs = new Option<int>("--jobs")
        {
            Description = "Host stacks (QEMUs, servers) per lane, side by side.", HelpName = "N", DefaultValueFactory = _ => 1, CustomParser = r => Number(r, 1, 64),
        };
        var shuffle = new Option<int?>("--shuffle") { Description = "Random order; the same seed gives the same order.", HelpName = "SEED" };
        var repeat = new Option<int>("--repeat")
        {
            Description = "Judge every cell so many times.", HelpName = "N", DefaultValueFactory = _ => 1, CustomParser = r => Number(r, 1, 100_000),
        };
        var mutant = new Option<string?>("--mutant") { Description = "Plant a known driver defect; `harness list --mutants` names them.", HelpName = "NAME" };
        var qemu = new Option<string?>("--qemu") { Description = "The QEMU to test, or a folder with a host stack that was installed to it or built there: virglrenderer, QEMU, virgl_test_server; default: HARNESS_QEMU, or qemu-system-x86_64 from PATH.", HelpName = "PATH" };
        var driver = new Option<string?>("--driver") { Description = "The driver package to test in guests; default: the image's own driver, or HARNESS_DRIVER.", HelpName = "DIR" };
        var image = new Option<string?>("--image") { Description = "The guest image to boot; default: the usual one, or HARNESS_IMAGE.", HelpName = "NAME" };
        var socket = new Option<string?>("--vtest-socket") { Description = "Use a virgl_test_server that runs already, listening there.", HelpName = "PATH" };
        var cold = new Option<bool>("--cold") { Description = "Start with an empty shader cache, and keep nothing of it." };
        var folder = new Option<string?>("--out") { Description = "Folder for run.json and pictures of failed cells; default: runs/<time>-<id>.", HelpName = "DIR" };
        var command = new Command("run", "Renders scenes, reads them back, judges them, and keeps pictures of what failed.")
        {
            scene, area, lane, observer, jobs, shuffle, repeat, mutant, qemu, driver, image, socket, cold, folder,
        };
        command.SetAction(parsed => RunVerb.Execute(new RunArguments
        {
            Request = new PlanRequest
            {
                Scenes = parsed.GetValue(scene)!,
                Areas = parsed.GetValue(area)!,
                Lanes = parsed.GetValue(lane)!,
                Observers = parsed.GetValue(observer)!,
                Shuffle = parsed.GetValue(shuffle),
                Repeat = parsed.GetValue(repeat),
            },
            Jobs = parsed.GetValue(jobs),
            Mutant = parsed.GetValue(mutant),
            Qemu = parsed.GetValue(qemu),
            Driver = parsed.GetValue(driver),
            Image = parsed.GetValue(image),
            VtestSocket = parsed.GetValue(socket),
            Cold = parsed.GetValue(cold),
            Folder = parsed.GetValue(folder),
            CommandLine = [.. parsed.Tokens.Select(token => token.Value)],
        }));
        return command;
    }

    private static int Number(ArgumentResult result, int least, int most)
    {
        if (int.TryParse(result.Tokens[0].Value, out var number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"'{result.Tokens[0].Value}' is no whole number from {least} to {most}.");
        return least;
    }
}

/// <summary>What `run` was asked for.</summary>
internal sealed record RunArguments
{
    public required PlanRequest Request { get; init; }

    public int Jobs { get; init; } = 1;

    public string? Mutant { get; init; }

    public string? Qemu { get; init; }

    public string? Driver { get; init; }

    public string? Image { get; init; }

    public string? VtestSocket { get; init; }

    public bool Cold { get; init; }

    public string? Folder { get; init; }

    public IReadOnlyList<string> CommandLine { get; init; } = [];
}
