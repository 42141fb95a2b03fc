using System.Text.Json;
using Harness.Runs.Records;

namespace Harness.Store;

/// <summary>Runs as JSON lines: the content of <c>run.json</c>, one run a line. A <c>run.json</c> is one of them, line breaks or not.</summary>
public static class JsonLines
{
    /// <summary>Writes all runs of a store, oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static void Export(RunStore store, Stream output)
    {
        foreach (var run in store.Runs())
        {
            JsonSerializer.Serialize(output, store.Read(run.Id)!, RunJson.Line.RunDocument);
            output.WriteByte((byte)'\n');
        }
    }

    /// <summary>Stores runs that are not there yet; each on its own, so that those before a broken one are kept.</summary>
    /// <returns>How many were stored, and how many were there already.</returns>
    /// <exception cref="InvalidDataException">Something else than a run was met; the message says where.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static async Task<(int Stored, int Known)> Import(RunStore store, Stream input, CancellationToken cancellation = default)
    {
        using var reader = new StreamReader(input, leaveOpen: true);
        var (stored, known) = (0, 0);
        for (var number = 1; await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line; number++)
        {
            if (line.Trim() == "{")
            {
                // A run.json, which breaks the line here and goes on to the end.
                line += await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
            }

            try
            {
                _ = store.Save(Parse(line)) ? stored++ : known++;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Line {number} is no run: {e.Message} The runs before it are stored.", e);
            }
        }

        return (stored, known);
    }

    private static RunDocument Parse(string line)
    {
        var run = JsonSerializer.Deserialize(line, RunJson.Default.RunDocument);
        return run?.Format == RunDocument.CurrentFormat ? run : throw new JsonException($"its format is '{run?.Format}', and this harness reads '{RunDocument.CurrentFormat}'.");
    }
}
