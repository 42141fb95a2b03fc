using System.CommandLine;
using Harness.Qemu;
using Harness.Qemu.Displays;
using Harness.Qemu.Launch;
using Harness.Runs;

namespace Harness.Cli.Walkthrough;

/// <summary>The verb `walkthrough`: plays the first triangle on a real device and writes the page that newcomers read first.</summary>
internal static class WalkthroughCommand
{
    public static Command Create()
    {
        var folder = new Option<string?>("--out")
        {
            Description = "Where to write walkthrough.md and its pictures; default: docs/ of this repository.",
            HelpName = "DIR",
        };
        var qemu = new Option<string?>("--qemu") { Description = "The QEMU to use: a path; default: qemu-system-x86_64 in PATH.", HelpName = "PATH" };
        const string What = "Draws the first triangle on a real device, step by step, and writes docs/walkthrough.md from what was seen.";
        var command = new Command("walkthrough", What) { folder, qemu };
        command.SetAction(parsed =>
        {
            var to = parsed.GetValue(folder)
                ?? (RepositoryFolder.Find() is { } repository
                    ? Path.Combine(repository.Path, "docs")
                    : throw new IOException("This program was built outside of the repository: say with --out where to write."));
            WalkPage page;
            try
            {
                page = WalkPage.Of(Walk.Record(Device(parsed.GetValue(qemu))));
            }
            catch (QemuUnavailableException e)
            {
                throw new IOException(e.Message, e);
            }

            page.WriteTo(to);
            parsed.InvocationConfiguration.Output.WriteLine($"Wrote {Path.Combine(to, WalkPage.FileName)} and {page.Pictures.Count} pictures. {page.Stack}.");
            return ExitCode.Passed;
        });
        return command;
    }

    /// <summary>The device of the walk-through: everything that could make a difference to the page is chosen here.</summary>
    internal static BareDeviceOptions Device(string? qemu) => new()
    {
        Command = new QemuCommandLine { Binary = QemuInstallation.Locate(qemu), Width = 800, Height = 600 },
        Display = new XvfbDisplay { LargestWidth = 800, LargestHeight = 600 },
    };
}
