using System.CommandLine;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>The verb `perf`.</summary>
internal static class PerfCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer sizes and launches: minutes instead of half an hour." };
        var lane = new Option<string[]>("--lane")
        {
            Description = $"{string.Join(", ", LabLaneCatalogue.Names)}. May be given several times; default: all that can run here.", HelpName = "LANE", DefaultValueFactory = _ => [],
        };
        var freshVm = new Option<bool>("--fresh-vm") { Description = "A host stack of its own for every launch (a QEMU, a booted guest), instead of a context of its own." };
        var quiet = new QuietOptions(new LabTerms().Quiet);
        var qemu = new Option<string?>("--qemu") { Description = "The QEMU to measure, or a folder with a host stack that was installed to it or built there: virglrenderer, QEMU, virgl_test_server; default: HARNESS_QEMU, or qemu-system-x86_64 from PATH.", HelpName = "PATH" };
        var stages = new Option<bool>("--stages") { Description = "Takes a fenced submission apart too, by what a QEMU of its own traces: doorbell, pop, decode, render, fence, used ring." };
        var label = new Option<string?>("--label") { Description = "What the run is part of: `harness perf history --label NAME` looks at runs of one label.", HelpName = "NAME" };
        var revision = new Option<string?>("--revision") { Description = "What is measured: mostly a commit.", HelpName = "NAME" };
        var folder = new Option<string?>("--out") { Description = "Folder for run.json, with all samples; default: runs/<time>-<id>.", HelpName = "DIR" };
        var command = new Command(
            "perf",
            "Measures how fast bytes reach the host, and come back, by every road of the protocol and of OpenGL; proves that they did; and tells what a plain copy of as many costs, how long commands take, and how fast frames come to a guest's display. docs/transfer-lab.md says how to read it.")
        {
            quick, lane, freshVm, stages, qemu, label, revision, folder,
            HistoryCommand.Create(),
        };
        foreach (var option in quiet.All)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.Run(
            () => PerfVerb.Execute(
                new PerfArguments(
                    (parsed.GetValue(quick) ? LabPlan.Quick : LabPlan.Whole) with { Scenes = LabScenes.All }, parsed.GetValue(lane)!, parsed.GetValue(stages), parsed.GetValue(qemu), parsed.GetValue(folder), [.. parsed.Tokens.Select(token => token.Value)])
                {
                    Terms = new LabTerms { FreshStacks = parsed.GetValue(freshVm), Quiet = quiet.Read(parsed) }, Label = parsed.GetValue(label), Revision = parsed.GetValue(revision),
                },
                cancellation),
            CancellationToken.None));
        return command;
    }
}
