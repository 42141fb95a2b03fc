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
        var (stored, known) = (0, 0);
        try
        {
            await foreach (var run in JsonSerializer.DeserializeAsyncEnumerable(input, RunJson.Default.RunDocument, topLevelValues: true, cancellation).ConfigureAwait(false))
            {
                if (run?.Format != RunDocument.CurrentFormat)
                {
                    throw new JsonException($"its format is '{run?.Format}', and this harness reads '{RunDocument.CurrentFormat}'.");
                }

                _ = store.Save(run) ? stored++ : known++;
            }
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Run {stored + known + 1} cannot be read: {e.Message} The {stored + known} before it are stored.", e);
        }

        return (stored, known);
    }
}
