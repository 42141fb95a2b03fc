using Harness.Virgl;

namespace Harness.Cli.Walkthrough;

/// <summary>A command stream made of parts, and which dwords of it are whose.</summary>
internal sealed class SentStream
{
    private readonly CommandStream _stream = new();
    private readonly Dictionary<string, Range> _parts = [];

    public SentStream(IEnumerable<StreamPart> parts)
    {
        var encoder = new VirglEncoder(_stream);
        foreach (var part in parts)
        {
            var start = _stream.Length;
            part.Write(encoder);
            _parts.Add(part.Name, start.._stream.Length);
        }
    }

    /// <summary>All dwords.</summary>
    public ReadOnlySpan<uint> Dwords => _stream.Words;

    /// <summary>The dwords of each part, by its name.</summary>
    public IReadOnlyDictionary<string, Range> Parts => _parts;
}
