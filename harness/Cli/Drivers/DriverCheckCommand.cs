using System.CommandLine;
using Harness.Guests.Drivers;
using Harness.Guests.Drivers.Fitting;
using Harness.Guests.Host;
using Harness.Qemu.State;

namespace Harness.Cli.Drivers;

/// <summary>The verb `driver check`: whether a package is as it must be, and fits an image, without booting anything.</summary>
internal static class DriverCheckCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "The package's folder." };
        var image = DriverImages.Option("Check also that it fits this image: kernel release, missing libraries, symbol versions.");
        var command = new Command("check", "Checks a driver package without booting anything; exit code 1 when it cannot work.") { folder, image };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            var output = parsed.InvocationConfiguration.Output;
            if (Complaint(parsed.GetValue(folder)!, parsed.GetValue(image), cancellation) is { } complaint)
            {
                Console.Error.WriteLine($"harness: {complaint}");
                return ExitCode.Failed;
            }

            output.WriteLine($"{DriverPackage.Load(parsed.GetValue(folder)!)} is as it must be{(parsed.GetValue(image) is { } name ? $" and fits the image {name}" : string.Empty)}.");
            return ExitCode.Passed;
        }));
        return command;
    }

    private static string? Complaint(string folder, string? image, CancellationToken cancellation)
    {
        DriverPackage package;
        try
        {
            package = DriverPackage.Load(folder);
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException or InvalidDataException)
        {
            return e.Message;
        }

        if (image is null)
        {
            return null;
        }

        var built = DriverImages.Ensure(DriverImages.Recipe(image), cancellation);
        using var work = StateFolder.Create(0);
        return DriverFit.Check(package, built, new HostTools(work), cancellation) is { } reason ? $"{package}: {reason}" : null;
    }
}
