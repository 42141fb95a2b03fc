using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Harness.Link.Framing;

/// <summary>
/// The 16 bytes before a payload, little-endian: magic, version, type, channel, length of the payload, and a CRC-32C over all other bytes of the
/// frame. A serial port has no message boundaries and no checksum of its own; and a guest that is going down may write anything.
/// </summary>
internal static class FrameHeader
{
    public const int Size = 16;
    public const byte Version = 1;

    /// <summary>The longest payload: a 4096 x 2048 frame of four bytes a pixel fits.</summary>
    public const int MostBytes = 64 << 20;

    private const uint Magic = 0x4b4c4756; // "VGLK"
    private const int CheckOffset = 12;

    public static void Write(Span<byte> header, LinkFrame frame)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        header[4] = Version;
        header[5] = (byte)frame.Type;
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], frame.Channel);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], frame.Payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[CheckOffset..], Check(header, frame.Payload.Span));
    }

    /// <summary>Reads type, channel and length; the check needs the payload.</summary>
    /// <exception cref="LinkException">It is no header of this protocol.</exception>
    public static (MessageType Type, ushort Channel, int Length) Read(ReadOnlySpan<byte> header)
    {
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (magic != Magic)
        {
            throw new LinkException($"The other side does not speak the link protocol: a frame begins with {magic:x8}.");
        }

        if (header[4] != Version)
        {
            throw new LinkException($"The other side speaks version {header[4]} of the link protocol, this side version {Version}: harness and agent must be of one build.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        return length is >= 0 and <= MostBytes
            ? ((MessageType)header[5], BinaryPrimitives.ReadUInt16LittleEndian(header[6..]), length)
            : throw new LinkException($"A frame claims {length} bytes; the most is {MostBytes}.");
    }

    /// <exception cref="LinkException">Bytes were changed on the way.</exception>
    public static void Verify(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var (told, seen) = (BinaryPrimitives.ReadUInt32LittleEndian(header[CheckOffset..]), Check(header, payload));
        if (told != seen)
        {
            throw new LinkException($"A frame of {payload.Length} bytes is damaged: its checksum is {seen:x8} and should be {told:x8}.");
        }
    }

    private static uint Check(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) => ~Crc(Crc(uint.MaxValue, header[..CheckOffset]), payload);

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return crc;
    }
}
