using System.Buffers.Binary;
using System.Text;

namespace Harness.Link.Framing;

/// <summary>Reads what <see cref="MessageWriter"/> wrote.</summary>
public sealed class MessageReader(ReadOnlyMemory<byte> payload)
{
    private int _at;

    public byte Byte() => Take(1)[0];

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>Bytes, as a part of the payload.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        var length = Int();
        Take(length);
        return payload.Slice(_at - length, length);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    public IReadOnlyList<T> Each<T>(Func<T> read)
    {
        var count = Int();

        // Each item has a byte at least, so a count that is absurd is found out before room is made for it.
        if (count < 0 || count > payload.Length - _at)
        {
            throw new LinkException($"A message claims a list of {count} items in the {payload.Length - _at} bytes that are left of it.");
        }

        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read();
        }

        return items;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length < 0 || length > payload.Length - _at)
        {
            throw new LinkException($"A message of {payload.Length} bytes ends where {length} more were expected, at {_at}.");
        }

        _at += length;
        return payload.Span.Slice(_at - length, length);
    }
}
