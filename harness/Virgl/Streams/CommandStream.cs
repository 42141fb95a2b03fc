namespace Harness.Virgl;

/// <summary>
/// A VirGL command stream under construction: dwords in one buffer that grows and is kept, so that a warm stream allocates nothing per command.
/// Whole commands only: each <see cref="Begin(CommandId, int, uint)"/> takes the room of one header and its payload.
/// </summary>
public sealed class CommandStream
{
    /// <summary>The most payload dwords a header can express (16 bits).</summary>
    public const int MaxPayload = 0xffff;

    private uint[] _words;

    /// <summary>Makes an empty stream with room for <paramref name="capacity"/> dwords before it first grows.</summary>
    public CommandStream(int capacity = 4096) => _words = new uint[Math.Max(capacity, 16)];

    /// <summary>Dwords written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<uint> Words => _words.AsSpan(0, Length);

    /// <summary>Forgets what was written and keeps the room.</summary>
    public void Reset() => Length = 0;

    /// <summary>Writes the header of a command and returns its payload to fill; the payload's old bytes are undefined.</summary>
    /// <param name="id">The command.</param>
    /// <param name="payload">Payload dwords; more than <see cref="MaxPayload"/> throws <see cref="ArgumentOutOfRangeException"/>.</param>
    /// <param name="subtype">Second header byte: the object type.</param>
    public Span<uint> Begin(CommandId id, int payload, uint subtype = 0)
    {
        if ((uint)payload > MaxPayload)
        {
            throw new ArgumentOutOfRangeException(nameof(payload), payload, $"{id}: a command holds at most {MaxPayload} payload dwords");
        }

        var words = Append(payload + 1);
        words[0] = (uint)id | (subtype & 0xff) << 8 | (uint)payload << 16;
        return words[1..];
    }

    /// <summary>Takes the next <paramref name="count"/> dwords of the buffer, their bytes undefined, for raw (also wrong) streams.</summary>
    public Span<uint> Append(int count)
    {
        var start = Length;
        var end = checked(start + count);
        if (end > _words.Length)
        {
            Array.Resize(ref _words, (int)Math.Max(end, Math.Min(2L * _words.Length, Array.MaxLength)));
        }

        Length = end;
        return _words.AsSpan(start, count);
    }

    /// <summary>Appends dwords as they are.</summary>
    public void Append(ReadOnlySpan<uint> words) => words.CopyTo(Append(words.Length));

    /// <summary>Appends a command.</summary>
    public void Write<T>(in T command) where T : struct, IVirglCommand => command.Encode(this);
}
