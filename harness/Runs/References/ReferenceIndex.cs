using System.Text.Json;

namespace Harness.Runs.References;

/// <summary>
/// <c>reference-frames/index.json</c>: a JSON object from scene names to the hash of the scene that each frame was made from, in ordinal order.
/// </summary>
public sealed class ReferenceIndex
{
    private readonly SortedDictionary<string, string> _hashes;

    private ReferenceIndex(SortedDictionary<string, string> hashes) => _hashes = hashes;

    /// <summary>Makes an empty index.</summary>
    public ReferenceIndex() : this(new SortedDictionary<string, string>(StringComparer.Ordinal))
    {
    }

    /// <summary>Names of all scenes in it.</summary>
    public IReadOnlyCollection<string> Scenes => _hashes.Keys;

    /// <summary>Reads the index; a file that does not exist is an empty one.</summary>
    /// <exception cref="InvalidDataException">The file is no index.</exception>
    public static ReferenceIndex Load(string path)
    {
        if (!File.Exists(path))
        {
            return new ReferenceIndex();
        }

        try
        {
            var index = new ReferenceIndex();
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                index.Set(entry.Name, entry.Value.GetString() ?? throw new InvalidDataException($"{path}: scene {entry.Name} has no hash; `harness bless` writes the index anew."));
            }

            return index;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no index of reference frames: {e.Message} `harness bless` writes it anew.", e);
        }
    }

    /// <summary>Hash of the scene that the committed frame was made from; null when there is none.</summary>
    public string? HashOf(string scene) => _hashes.GetValueOrDefault(scene);

    /// <summary>Notes what a frame was made from.</summary>
    public void Set(string scene, string hash) => _hashes[scene] = hash;

    /// <summary>Forgets a scene.</summary>
    public bool Remove(string scene) => _hashes.Remove(scene);

    /// <summary>The file's bytes: one scene a line, so that two people's changes merge.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            foreach (var (scene, hash) in _hashes)
            {
                writer.WriteString(scene, hash);
            }

            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
