using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Runs.Plan;

namespace Harness.Cli;

/// <summary>Explains a command line that could not be parsed, and guesses what was meant.</summary>
internal static class UsageErrors
{
    /// <summary>Writes the explanation, where there is something wrong.</summary>
    /// <returns>Whether there is.</returns>
    public static bool Report(ParseResult parsed, TextWriter output)
    {
        string[] unknown = [.. parsed.UnmatchedTokens, .. TakenForArguments(parsed)];
        if (parsed.Errors.Count + unknown.Length == 0)
        {
            return false;
        }

        var command = parsed.CommandResult.Command;
        string[] words =
        [
            .. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name),
            .. command.Options.Where(option => !option.Hidden).Select(option => option.Name),
        ];
        foreach (var word in unknown)
        {
            var kind = word.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
            output.WriteLine($"harness: there is no {kind} '{word}'.{ClosestNames.Question(word, words)}");
        }

        // The parser complains about unknown words in its own way, and about what follows from them; those are told already.
        foreach (var error in parsed.Errors.Where(error => unknown.Length == 0))
        {
            output.WriteLine($"harness: {error.Message}");
        }

        var path = command is RootCommand ? "harness" : $"harness {command.Name}";
        output.WriteLine($"`{path} --help` explains it.");
        return true;
    }

    /// <summary>Options that do not exist, where an argument can stand: the parser takes them for it. What is meant so stands behind `--`.</summary>
    private static IEnumerable<string> TakenForArguments(ParseResult parsed)
        => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
            ? []
            : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(word => word is ['-', _, ..]);
}
