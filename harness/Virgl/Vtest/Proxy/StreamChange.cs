using System.Runtime.InteropServices;
using Harness.Virgl.Mutants;

namespace Harness.Virgl.Vtest.Proxy;

/// <summary>Lets a mutation change the packets of one client. What is left alone goes on as the same bytes.</summary>
internal sealed class StreamChange(Mutation mutation)
{
    private const int HeaderWords = 2;

    private readonly CommandStream _stream = new();
    private uint[] _packet = new uint[1024];

    /// <summary>The packet as the mutation leaves it.</summary>
    public ReadOnlySpan<byte> Apply(VtestFraming packet) => packet.Command switch
    {
        VtestCommand.SubmitCommand => Submit(packet),
        VtestCommand.ResourceCreate or VtestCommand.ResourceCreate2 => Create(packet),
        _ => packet.Bytes,
    };

    private ReadOnlySpan<byte> Submit(VtestFraming packet)
    {
        _stream.Reset();
        foreach (var command in VirglDecoder.Decode(packet.Payload))
        {
            mutation.Apply(command)?.Encode(_stream);
        }

        var words = _stream.Words;
        if (words.SequenceEqual(packet.Payload))
        {
            return packet.Bytes;
        }

        if (_packet.Length < HeaderWords + words.Length)
        {
            _packet = new uint[HeaderWords + (2 * words.Length)];
        }

        (_packet[0], _packet[1]) = ((uint)words.Length, (uint)VtestCommand.SubmitCommand);
        words.CopyTo(_packet.AsSpan(HeaderWords));
        return MemoryMarshal.AsBytes(_packet.AsSpan(0, HeaderWords + words.Length));
    }

    /// <summary>Dwords of both packets: handle, target, format, bind, width, height, depth, layers, last level, samples, and in the second the bytes of memory.</summary>
    private ReadOnlySpan<byte> Create(VtestFraming packet)
    {
        const int least = 10;
        if (packet.Payload.Length >= least)
        {
            var p = packet.Payload;
            var made = mutation.Describe(new ResourceDescription(p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9]));
            (p[1], p[2], p[3], p[4], p[5]) = (made.Target, made.Format, made.Bind, made.Width, made.Height);
            (p[6], p[7], p[8], p[9]) = (made.Depth, made.ArraySize, made.LastLevel, made.Samples);
        }

        return packet.Bytes;
    }
}
