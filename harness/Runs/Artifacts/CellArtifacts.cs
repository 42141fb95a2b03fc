using Harness.Imaging;
using Harness.Runs.Judging;

namespace Harness.Runs.Artifacts;

/// <summary>
/// Writes what a person needs to understand a failed cell into <c>cells/LANE/SCENE/OBSERVER</c> below the run's folder: pictures, the command stream,
/// the host process' command line and what it printed, the guest's console.
/// </summary>
public sealed class CellArtifacts(string runFolder)
{
    /// <summary>Writes the files of a failed cell.</summary>
    /// <returns>Their paths relative to the run's folder, the most telling first.</returns>
    /// <exception cref="IOException">They could not be written.</exception>
    public IReadOnlyList<string> Write(JudgedCell judged)
    {
        var (name, evidence) = (judged.Cell.Name, judged.Evidence);
        var turn = name.Turn == 1 ? string.Empty : $"-{name.Turn}";
        var folder = $"cells/{name.Lane}/{name.Scene}/{name.Observer.Word()}{turn}";
        Directory.CreateDirectory(Path.Combine(runFolder, folder));
        var written = new List<string>();
        var frame = judged.Observation.Frame;
        if (frame is not null && judged is { Reference: { } judgedBy, Violation.SizeDiffers: false })
        {
            Save("difference.png", DifferencePicture.SideBySide(judgedBy, frame, name.Observer.Channels()));
        }

        if (frame is not null)
        {
            Save("observed.png", frame);
        }

        if (evidence.Stream is { } stream)
        {
            SaveText("stream.txt", stream());
        }

        if (evidence.CommandLine.Count > 0)
        {
            SaveText($"{evidence.Host}-command.txt", string.Join(" \\\n    ", evidence.CommandLine.Select(Quoted)) + "\n");
        }

        if (evidence.HostWords is { } words)
        {
            SaveText($"{evidence.Host}-stderr.txt", words);
        }

        foreach (var (file, text) in evidence.Logs)
        {
            SaveText(file, text);
        }

        if (judged.Reference is { } reference)
        {
            Save("expected.png", reference.Expected);
            Save("lower.png", reference.Lower);
            Save("upper.png", reference.Upper);
        }

        return written;

        void Save(string file, Frame picture)
        {
            PngFile.Write(picture, Path.Combine(runFolder, folder, file));
            written.Add($"{folder}/{file}");
        }

        void SaveText(string file, string text)
        {
            File.WriteAllText(Path.Combine(runFolder, folder, file), text);
            written.Add($"{folder}/{file}");
        }
    }

    // Ready to paste into a shell.
    private static string Quoted(string argument)
        => argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_=.,:/+@%".Contains(c)) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
