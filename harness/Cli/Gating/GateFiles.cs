using System.Text.Json;
using Harness.Reports.Gating;
using Harness.Runs.Gating.Records;
using Harness.Runs.Records;

namespace Harness.Cli.Gating;

/// <summary>Writes the files of a gate. One that cannot be written is told, and the others are written all the same.</summary>
internal static class GateFiles
{
    /// <summary>Writes them, and says where.</summary>
    /// <returns>Whether all could be written.</returns>
    public static bool Write(RunFolder folder, RunDocument run, GateDocument gate, GateArguments arguments, TextWriter output, TextWriter errors)
    {
        var (json, markdown) = (Path.Combine(folder.Path, "gate.json"), Path.Combine(folder.Path, "gate.md"));
        var content = new Lazy<byte[]>(() => JsonSerializer.SerializeToUtf8Bytes(gate, GateJson.Default.GateDocument));
        List<(string Path, Action Write)> files =
        [
            (folder.Document, () => folder.Write(run, last: true)),
            (json, () => File.WriteAllBytes(json, content.Value)),
            (markdown, () => File.WriteAllText(markdown, GateMarkdown.Of(gate))),
        ];
        if (arguments.Json is { } otherJson)
        {
            files.Add((otherJson, () => File.WriteAllBytes(otherJson, content.Value)));
        }

        if (arguments.Markdown is { } otherMarkdown)
        {
            files.Add((otherMarkdown, () => File.WriteAllText(otherMarkdown, GateMarkdown.Of(gate))));
        }

        var areWritten = true;
        foreach (var (path, write) in files)
        {
            try
            {
                write();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                areWritten = false;
                errors.WriteLine($"harness: '{path}' could not be written: {e.Message}");
            }
        }

        output.WriteLine($"Samples: {folder.Document}; report: {json}; comment: {arguments.Markdown ?? markdown}");
        return areWritten;
    }
}
