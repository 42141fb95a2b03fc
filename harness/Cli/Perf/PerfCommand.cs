using System.CommandLine;
using Harness.Runs.Transfers;

namespace Harness.Cli.Perf;

/// <summary>The verb `perf`.</summary>
internal static class PerfCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer sizes and launches: minutes instead of the better part of an hour." };
        var lane = new Option<string[]>("--lane")
        {
            Description = $"{string.Join(", ", LabLanes.Names)}. May be given several times; default: all of them.", HelpName = "LANE", DefaultValueFactory = _ => [],
        };
        var qemu = new Option<string?>("--qemu") { Description = "The QEMU to measure; default: qemu-system-x86_64 from PATH.", HelpName = "PATH" };
        var stages = new Option<bool>("--stages") { Description = "Takes a fenced submission apart too, by what a QEMU of its own traces: doorbell, pop, decode, render, fence, used ring." };
        var folder = new Option<string?>("--out") { Description = "Folder for run.json, with all samples; default: runs/<time>-<id>.", HelpName = "DIR" };
        var command = new Command(
            "perf",
            "Measures how fast bytes reach the host, and come back, by every road of the protocol; proves that they did; and tells what a plain copy of as many costs, and how long commands take.")
        {
            quick, lane, stages, qemu, folder,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => PerfVerb.Execute(
                new PerfArguments(
                    parsed.GetValue(quick) ? LabPlan.Quick : LabPlan.Whole, parsed.GetValue(lane)!, parsed.GetValue(stages), parsed.GetValue(qemu), parsed.GetValue(folder), [.. parsed.Tokens.Select(token => token.Value)]),
                cancellation),
            CancellationToken.None));
        return command;
    }
}
