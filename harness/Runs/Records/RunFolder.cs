using System.Text.Json;

namespace Harness.Runs.Records;

/// <summary>
/// The folder of a run: <c>run.json</c>, written whole or not at all, and the artifacts of failed cells. Room for the final <c>run.json</c> is reserved from the
/// start, so that a disk filled by pictures cannot cost the verdicts.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>A failed cell with its message and its files.</summary>
    private const int BytesPerCell = 1536;
    private const int BytesBesides = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly string _reserve;

    private RunFolder(string path, string id) => (Path, Id, _reserve) = (path, id, System.IO.Path.Combine(path, ".reserve"));

    /// <summary>As it was given, or chosen.</summary>
    public string Path { get; }

    /// <summary>The run's name: UTC time and a few random digits.</summary>
    public string Id { get; }

    /// <summary>Path of <c>run.json</c>.</summary>
    public string Document => System.IO.Path.Combine(Path, "run.json");

    /// <summary>Makes the folder.</summary>
    /// <param name="path">Where; null for a new one below <c>runs</c>.</param>
    /// <param name="started">When the run began.</param>
    /// <param name="cells">How many cells it plans.</param>
    /// <exception cref="IOException">It cannot be made or has no room; the message names it.</exception>
    public static RunFolder Create(string? path, DateTimeOffset started, int cells)
    {
        var id = $"{started.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid().ToString("n")[..6]}";
        var folder = new RunFolder(path ?? System.IO.Path.Combine("runs", id), id);
        try
        {
            Directory.CreateDirectory(folder.Path);
            using (File.OpenHandle(folder._reserve, FileMode.Create, FileAccess.Write, preallocationSize: BytesBesides + ((long)cells * BytesPerCell)))
            {
                return folder;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The run's folder '{folder.Path}' cannot be written: {e.Message} Free some space, or choose another folder with --out.", e);
        }
    }

    /// <summary>Writes <c>run.json</c>. A reader sees the old one or the new one.</summary>
    /// <param name="document">The run.</param>
    /// <param name="last">Whether this is the last time: then the reserve is used.</param>
    /// <exception cref="IOException">It could not be written; an older one is still there.</exception>
    public void Write(RunDocument document, bool last)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(document, RunJson.Default.RunDocument);
        lock (_lock)
        {
            var unfinished = System.IO.Path.Combine(Path, ".run.json.part");
            try
            {
                if (last)
                {
                    File.Delete(_reserve);
                }

                File.WriteAllBytes(unfinished, json);
                File.Move(unfinished, Document, overwrite: true);
            }
            catch
            {
                File.Delete(unfinished);
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            File.Delete(_reserve);
        }
    }
}
