using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Harness.Scenes.Wire;

/// <summary>
/// Reads what <see cref="WireWriter"/> wrote, and believes nothing: a value that cannot be is a <see cref="FormatException"/> that names the value, where it
/// stands and what part of the scene it belongs to. A count is compared with the bytes that are left before anything is made of it.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    public const byte NoChoice = 255;

    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>The part of the scene that is being read, for messages.</summary>
    public string Part { get; set; } = "header";

    /// <summary>Number of the entry or step of that part, from 1; 0 for none.</summary>
    public int Entry { get; set; }

    public readonly int Left => bytes.Length - Position;

    public byte Byte(string what) => Take(1, what)[0];

    public bool Switch(string what) => Byte(what) switch
    {
        0 => false,
        1 => true,
        byte other => throw Fault($"{what} is {other}, neither 0 nor 1"),
    };

    public uint Unsigned(string what)
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = Byte(what);
            if (shift == 28 && part > 0x0f)
            {
                break;
            }

            value |= (uint)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Fault($"{what} has more than 32 bits");
    }

    /// <summary>A number of things that take at least <paramref name="least"/> bytes each.</summary>
    public int Count(string what, int least = 1)
    {
        uint count = Unsigned(what);
        return count <= (uint)(Left / least) ? (int)count : throw Fault($"{what}: {count} cannot be in the {Left} bytes that are left");
    }

    public int Integer(string what)
    {
        uint value = Unsigned(what);
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Integer(string what, int least, int most)
    {
        int value = Integer(what);
        return value >= least && value <= most ? value : throw Fault($"{what} is {value}, not from {least} to {most}");
    }

    public float Float(string what) => BinaryPrimitives.ReadSingleLittleEndian(Take(4, what));

    public double Double(string what) => BinaryPrimitives.ReadDoubleLittleEndian(Take(8, what));

    public T Choice<T>(string what) where T : unmanaged, Enum => Chosen<T>(Byte(what), what);

    public T? ChoiceOrNone<T>(string what) where T : unmanaged, Enum => Byte(what) is var value && value == NoChoice ? null : Chosen<T>(value, what);

    public string Text(string what)
    {
        try
        {
            return StrictUtf8.GetString(Data(what));
        }
        catch (DecoderFallbackException)
        {
            throw Fault($"{what} is not UTF-8");
        }
    }

    public ReadOnlySpan<byte> Data(string what) => Take(Count(what), what);

    public ReadOnlySpan<byte> Take(int length, string what)
    {
        if (length > Left)
        {
            throw Fault($"{what} takes {length} bytes, {Left} are left");
        }

        Position += length;
        return bytes.Slice(Position - length, length);
    }

    public readonly FormatException Fault(string what, Exception? cause = null) =>
        new($"No scene: {what} (byte {Position} of {bytes.Length}, {Part}{(Entry == 0 ? "" : $" {Entry}")}).", cause);

    private static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly T Chosen<T>(byte value, string what) where T : unmanaged, Enum
    {
        T choice = Unsafe.BitCast<int, T>(value);
        return Enum.IsDefined(choice) ? choice : throw Fault($"{what} is {value}, which is no {typeof(T).Name}");
    }
}
