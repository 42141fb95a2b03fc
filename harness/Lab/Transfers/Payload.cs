using System.Runtime.InteropServices;

namespace Harness.Lab.Transfers;

/// <summary>
/// Bytes to move, others in each launch. Each turn changes some of every page, so that no page of an earlier turn can pass for one of this, nor one that an earlier
/// launch has left behind in memory.
/// </summary>
internal sealed class Payload
{
    private const int PageWords = 4096 / sizeof(ulong);

    private static int launches;

    private readonly ulong[] _words;

    public Payload(int bytes)
    {
        _words = new ulong[bytes / sizeof(ulong)];
        new Random(Interlocked.Increment(ref launches)).NextBytes(MemoryMarshal.AsBytes(_words.AsSpan()));
    }

    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes<ulong>(_words);

    /// <summary>Makes the bytes of the next turn.</summary>
    public void Turn()
    {
        for (var page = 0; page < _words.Length; page += PageWords)
        {
            // Every page has its own place to change, and no two pages are ever alike.
            _words[page + (page / PageWords % PageWords)] += 0x9e37_79b9_7f4a_7c15;
        }
    }
}

/// <summary>What arrived is not what was sent.</summary>
public sealed class WrongPayloadException(string message) : Exception(message)
{
    /// <summary>Says where two stretches of bytes differ first.</summary>
    internal static WrongPayloadException At(string name, ReadOnlySpan<byte> sent, ReadOnlySpan<byte> arrived)
    {
        var place = sent.CommonPrefixLength(arrived);
        var wrong = 0L;
        for (var i = place; i < sent.Length; i++)
        {
            wrong += sent[i] == arrived[i] ? 0 : 1;
        }

        return new WrongPayloadException(
            $"{name}: byte {place} of {sent.Length} arrived as 0x{arrived[place]:x2} where 0x{sent[place]:x2} was sent; {wrong} bytes are wrong.");
    }
}
