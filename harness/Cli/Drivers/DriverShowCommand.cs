using System.CommandLine;
using Harness.Guests.Drivers;
using Harness.Guests.Host;

namespace Harness.Cli.Drivers;

/// <summary>The verb `driver show`: all that is known of a package.</summary>
internal static class DriverShowCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The package's folder." };
        var command = new Command("show", "Shows a driver package: what it replaces in a guest, and what proves that it is in use.") { folder };
        command.SetAction(parsed =>
        {
            DriverText.Write(parsed.InvocationConfiguration.Output, DriverPackage.Load(parsed.GetValue(folder)!), HarnessCache.OfUser);
            return ExitCode.Passed;
        });
        return command;
    }
}
