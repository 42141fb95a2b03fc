using System.CommandLine;

namespace Harness.Cli.Drivers;

/// <summary>The verb `driver`: guest drivers under test.</summary>
internal static class DriverCommand
{
    public static Command Create() => new("driver", "Lists, shows, checks and makes driver packages: guest drivers under test.")
    {
        DriverListCommand.Create(),
        DriverShowCommand.Create(),
        DriverCheckCommand.Create(),
        DriverPackCommand.Create(),
    };
}
