using Harness.Guests;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Qemu.Guest;
using Harness.Runs.Lanes;

namespace Harness.Cli.Images;

/// <summary>The verb `image shell`: boots an image and gives its console to whoever is at this one.</summary>
internal static class ImageShell
{
    private static readonly TimeSpan LastWordsAllowed = TimeSpan.FromSeconds(5);

    /// <summary>Boots, runs the shell to its end and switches the guest off.</summary>
    /// <returns>0 when the shell's last command succeeded or its user left, 1 when it failed, 3 when the guest did not come up or ended otherwise.</returns>
    public static int Run(GuestSourceOptions options, CancellationToken cancellation)
    {
        try
        {
            using var source = new GuestSource(options);
            using var guest = RunningGuest.Boot(source.Make(), cancellation);
            if (source.UnfitKernel(guest.Facts) is { } reason)
            {
                Console.Error.WriteLine($"harness: {reason}");
            }

            return Run(guest, source.PlayerEnvironment);
        }
        catch (LaneUnavailableException e)
        {
            Console.Error.WriteLine($"harness: {e.Message}");
        }
        catch (GuestEndedException e)
        {
            Console.Error.WriteLine($"harness: {e.End}\n{e.End.ConsoleExcerpt}");
        }

        return ExitCode.HarnessFailed;
    }

    private static int Run(RunningGuest guest, IReadOnlyList<KeyValuePair<string, string>> environment)
    {
        var script = Console.IsInputRedirected ? Console.In.ReadToEnd() : null;
        var shell = Task.FromResult(0);
        var end = script is null ? AtTerminal() : WithConsole(plain: true);
        if (end.Class != GuestEndClass.Stopped)
        {
            Console.Error.WriteLine(end.Class == GuestEndClass.Cancelled ? $"harness: {end}" : $"harness: {end}\n{end.ConsoleExcerpt}");
            return ExitCode.HarnessFailed;
        }

        return shell.IsCompletedSuccessfully && shell.Result != 0 ? ExitCode.Failed : ExitCode.Passed;

        GuestEnd AtTerminal()
        {
            using var terminal = new RawTerminal();
            return WithConsole(plain: false);
        }

        GuestEnd WithConsole(bool plain)
        {
            using var console = new ShellConsole(guest.Machine.Console, plain);
            console.Show();
            shell = Task.Run(() => guest.RunShell(new StartShell([.. environment, .. script is null ? Terminal() : []], script)), CancellationToken.None);
            if (script is null)
            {
                console.Type();
            }

            Task.WhenAny(shell, console.Left).GetAwaiter().GetResult();
            if (shell is { IsFaulted: true, Exception.InnerException: LinkException broken })
            {
                return guest.Report($"its agent's link broke: {broken.Message}");
            }

            // The console is another way than that of messages.
            console.Ended.Wait(shell.IsCompleted ? LastWordsAllowed : TimeSpan.Zero, CancellationToken.None);
            return guest.Stop();
        }
    }

    /// <summary>What programs have to know of the terminal: a serial console says nothing of it.</summary>
    private static KeyValuePair<string, string>[] Terminal() =>
    [
        new("TERM", Environment.GetEnvironmentVariable("TERM") ?? "dumb"),
        .. Console.WindowWidth > 0 ? (KeyValuePair<string, string>[])[new("COLUMNS", $"{Console.WindowWidth}"), new("LINES", $"{Console.WindowHeight}")] : [],
    ];
}
