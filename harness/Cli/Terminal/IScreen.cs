using Harness.Runs.Execution;
using Harness.Runs.Plan;
using Harness.Runs.Records;

namespace Harness.Cli.Terminal;

/// <summary>Where a person follows a run.</summary>
internal interface IScreen : IRunListener, IDisposable
{
    /// <summary>A sentence in between.</summary>
    void Say(string sentence);

    /// <summary>The plan stands.</summary>
    void Begin(RunPlan plan);

    /// <summary>Nothing more will be judged.</summary>
    void End();

    /// <summary>What came of it.</summary>
    void Summarize(RunOutcome outcome, RunFolder folder);
}

/// <summary>Chooses how to show a run.</summary>
internal static class Screens
{
    /// <summary>A live one on a terminal that can be written over, else lines.</summary>
    public static IScreen Choose()
        => Console.IsOutputRedirected || Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb"
            ? new LineScreen(Console.Out)
            : new LiveScreen();
}
