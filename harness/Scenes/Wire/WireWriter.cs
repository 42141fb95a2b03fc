using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Harness.Scenes.Wire;

/// <summary>
/// Writes the small values that a scene is made of, little-endian: whole numbers in as few bytes as they need (seven bits a byte, low ones first, the
/// sign folded into bit 0 of those that have one), floats as their bits, choices as one byte.
/// </summary>
internal sealed class WireWriter
{
    private byte[] bytes = new byte[512];
    private int count;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, count);

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Switch(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(uint value)
    {
        while (value > 0x7f)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Count(int value) => Unsigned((uint)value);

    public void Integer(int value) => Unsigned((uint)((value << 1) ^ (value >> 31)));

    public void Float(float value) => BinaryPrimitives.WriteSingleLittleEndian(Reserve(4), value);

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Reserve(8), value);

    public void Choice<T>(T value) where T : unmanaged, Enum => Byte(checked((byte)Unsafe.BitCast<T, int>(value)));

    /// <summary>Null is written as the choice after the last, 255.</summary>
    public void Choice<T>(T? value) where T : unmanaged, Enum
    {
        if (value is { } chosen)
        {
            Choice(chosen);
        }
        else
        {
            Byte(WireReader.NoChoice);
        }
    }

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Count(length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }

    public void Data(ReadOnlySpan<byte> data)
    {
        Count(data.Length);
        Raw(data);
    }

    public void Raw(ReadOnlySpan<byte> data) => data.CopyTo(Reserve(data.Length));

    private Span<byte> Reserve(int length)
    {
        if (length > bytes.Length - count)
        {
            Array.Resize(ref bytes, Math.Max(checked(count + length), bytes.Length * 2));
        }

        count += length;
        return bytes.AsSpan(count - length, length);
    }
}
