using System.Text.RegularExpressions;
using Harness.Processes;

namespace Harness.Runs.Records;

/// <summary>The version that a command tells: the first in its answer, as in "7.2.22".</summary>
internal static partial class ToldVersion
{
    private static readonly TimeSpan AnswerAllowed = TimeSpan.FromSeconds(10);

    /// <summary>Asks; null where it fails, tells none, or does not answer in time.</summary>
    public static async Task<string?> Ask(string program, params string[] arguments)
    {
        using var deadline = new CancellationTokenSource(AnswerAllowed);
        try
        {
            return await CommandAnswer.AskAsync(program, arguments, deadline.Token).ConfigureAwait(false) is { ExitCode: 0 } answer
                && Version().Match(answer.Output) is { Success: true } match ? match.Value : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex Version();
}
