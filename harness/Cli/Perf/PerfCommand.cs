using System.CommandLine;

namespace Harness.Cli.Perf;

/// <summary>The verb `perf`.</summary>
internal static class PerfCommand
{
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "Fewer sizes and launches: minutes instead of the better part of an hour." };
        var lane = new Option<string[]>("--lane") { Description = "vtest, device or drm. May be given several times; default: all that can run here.", HelpName = "LANE", DefaultValueFactory = _ => [] };
        var qemu = new Option<string?>("--qemu") { Description = "The QEMU to measure; default: qemu-system-x86_64 from PATH.", HelpName = "PATH" };
        var command = new Command("perf", "Measures how fast bytes reach the host by every road of the protocol, proves each of them, and tells what a plain copy would cost.")
        {
            quick, lane, qemu,
        };
        command.SetAction((parsed, cancellation) => PerfVerb.Execute(parsed.GetValue(quick), parsed.GetValue(lane)!, parsed.GetValue(qemu), cancellation));
        return command;
    }
}
