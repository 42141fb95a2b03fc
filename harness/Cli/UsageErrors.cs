using System.CommandLine;
using Harness.Runs.Plan;

namespace Harness.Cli;

/// <summary>Explains a command line that could not be parsed, and guesses what was meant.</summary>
internal static class UsageErrors
{
    /// <summary>Writes the explanation.</summary>
    /// <returns>The exit code for usage errors.</returns>
    public static int Report(ParseResult parsed, TextWriter output)
    {
        var command = parsed.CommandResult.Command;
        string[] words =
        [
            .. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name),
            .. command.Options.Where(option => !option.Hidden).Select(option => option.Name),
        ];
        var unknown = parsed.UnmatchedTokens;
        foreach (var word in unknown)
        {
            var kind = word.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
            output.WriteLine($"harness: there is no {kind} '{word}'.{ClosestNames.Question(word, words)}");
        }

        // The parser complains about unknown words in its own way, and about what follows from them; those are told already.
        foreach (var error in parsed.Errors.Where(error => unknown.Count == 0))
        {
            output.WriteLine($"harness: {error.Message}");
        }

        var path = command is RootCommand ? "harness" : $"harness {command.Name}";
        output.WriteLine($"`{path} --help` explains it.");
        return ExitCode.Usage;
    }
}
