using System.Diagnostics;
using Spectre.Console;

namespace Harness.Cli.Drivers;

/// <summary>Where a person follows the making of a package: one line that changes on a terminal, else a line for each step.</summary>
internal static class PackScreen
{
    /// <summary>Does the work and shows its steps, with the seconds since it began.</summary>
    public static T Show<T>(Func<Action<string>, T> work)
    {
        var started = Stopwatch.GetTimestamp();
        string Line(string step) => FormattableString.Invariant($"[{Stopwatch.GetElapsedTime(started).TotalSeconds,5:0.0} s] {step}");
        if (Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            return work(step => Console.Error.WriteLine(Line(step)));
        }

        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return screen.Status().Start("driver", status => work(step => status.Status(Markup.Escape(Line(step)))));
    }
}
