using System.ComponentModel;
using System.Diagnostics;

namespace Harness.Processes;

/// <summary>What a command answered that was run to its end: something short like <c>--version</c>. What may run on is a <see cref="TetheredProcess"/>.</summary>
public sealed record CommandAnswer(int ExitCode, string Output, string Errors)
{
    /// <summary>The last line it said that is not empty, errors first: for messages.</summary>
    public string LastWords =>
        (Errors + "\n").Split('\n').Concat([.. Output.Split('\n').Reverse()]).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "nothing";

    /// <summary>Runs a command to its end; kills it with its children when <paramref name="cancellation"/> asks for it.</summary>
    /// <exception cref="Win32Exception">The file cannot be executed.</exception>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    public static async Task<CommandAnswer> AskAsync(string path, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(path, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        // Answers are parsed, so they are wanted in English.
        process.StartInfo.Environment["LC_ALL"] = "C";
        process.Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new CommandAnswer(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
