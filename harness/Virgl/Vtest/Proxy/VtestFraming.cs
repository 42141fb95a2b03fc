using System.Runtime.InteropServices;
using Harness.Processes;

namespace Harness.Virgl.Vtest.Proxy;

/// <summary>Cuts what a client sends into packets (PROTOCOL section 5), of any version from 0 to 3.</summary>
internal sealed class VtestFraming(ProxySocket client, TimeSpan allowed, TimeSpan idle)
{
    /// <summary>A client that announces more is no client.</summary>
    private const int MostBytes = 256 << 20;

    private const int HeaderWords = 2;
    private const int TransferWords = 11;

    private uint[] _words = new uint[1024];

    /// <summary>What the packet is.</summary>
    public VtestCommand Command => (VtestCommand)_words[1];

    /// <summary>Bytes of the packet, header included; not a whole number of dwords where a name or data of version 0 is in it.</summary>
    public int Length { get; private set; }

    /// <summary>The packet as it came.</summary>
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_words.AsSpan())[..Length];

    /// <summary>What follows the header, in dwords, for packets made of them.</summary>
    public Span<uint> Payload => _words.AsSpan(HeaderWords, (Length / sizeof(uint)) - HeaderWords);

    /// <summary>Receives the next packet; false at the end of the connection.</summary>
    /// <exception cref="ProxyException">It did not come whole, or cannot be one.</exception>
    public bool Next()
    {
        Length = 0;
        if (!Receive(HeaderWords * sizeof(uint), Deadline.In(idle)))
        {
            return false;
        }

        switch (Command)
        {
            case VtestCommand.CreateRenderer:
                // Of this packet alone the length is in bytes.
                return Rest(_words[0]);
            case VtestCommand.TransferPut:
                // The data's length is in the packet and in its header, there rounded up to dwords; what is sent is not.
                return Rest(TransferWords * sizeof(uint)) && Rest(_words[HeaderWords + TransferWords - 1]);
            default:
                return Rest((long)_words[0] * sizeof(uint));
        }
    }

    private bool Rest(long bytes) => Receive(bytes, Deadline.In(allowed)) ? true : throw new ProxyException($"it ended before the {bytes} bytes of {Command}");

    private bool Receive(long bytes, Deadline deadline)
    {
        if (Length + bytes > MostBytes)
        {
            throw new ProxyException($"a packet {(uint)Command} of {Length + bytes} bytes");
        }

        var end = Length + (int)bytes;
        if (end > _words.Length * sizeof(uint))
        {
            Array.Resize(ref _words, int.Max(_words.Length * 2, (end + sizeof(uint) - 1) / sizeof(uint)));
        }

        if (bytes > 0 && !client.Receive(MemoryMarshal.AsBytes(_words.AsSpan())[Length..end], deadline))
        {
            return false;
        }

        Length = end;
        return true;
    }
}
