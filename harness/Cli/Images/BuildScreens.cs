using Harness.Guests.Images;
using Spectre.Console;

namespace Harness.Cli.Images;

/// <summary>Where a person follows a build: one line that changes on a terminal, else a line for each step, with the seconds since it began.</summary>
internal static class BuildScreens
{
    /// <summary>Does the work and shows its progress.</summary>
    public static GuestImage Show(string image, Func<IProgress<BuildProgress>, GuestImage> work)
    {
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            return work(new Steps(step => Console.Error.WriteLine(step)));
        }

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return screen.Status().Start(Markup.Escape(image), status => work(new Steps(step => status.Status(Markup.Escape(step)))));
    }

    /// <summary>Passes steps on at once and one after the other: the ready-made class does so later and in any order.</summary>
    private sealed class Steps(Action<string> show) : IProgress<BuildProgress>
    {
        private readonly Lock _lock = new();
        private readonly long _started = System.Diagnostics.Stopwatch.GetTimestamp();

        public void Report(BuildProgress value)
        {
            lock (_lock)
            {
                show($"[{System.Diagnostics.Stopwatch.GetElapsedTime(_started).TotalSeconds,5:0.0} s] {value}");
            }
        }
    }
}
