using System.Globalization;
using System.Text;

namespace Harness.VirtioGpu.Registers;

/// <summary>Builds one command line of the qtest protocol in a fixed buffer, and reads numbers from replies.</summary>
internal ref struct QtestLine(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    public QtestLine Word(ReadOnlySpan<byte> word)
    {
        if (Length > 0)
        {
            _buffer[Length++] = (byte)' ';
        }

        word.CopyTo(_buffer[Length..]);
        Length += word.Length;
        return this;
    }

    public QtestLine Hex(ulong value)
    {
        _buffer[Length++] = (byte)' ';
        _buffer[Length++] = (byte)'0';
        _buffer[Length++] = (byte)'x';
        value.TryFormat(_buffer[Length..], out var written, "x", CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    public QtestLine End()
    {
        _buffer[Length++] = (byte)'\n';
        return this;
    }

    /// <summary>The number after <c>OK 0x</c>.</summary>
    public static ulong Number(ReadOnlySpan<byte> reply)
    {
        const int Prefix = 5;
        return reply.Length > Prefix && ulong.TryParse(reply[Prefix..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"qtest answered '{Encoding.ASCII.GetString(reply)}' where 'OK 0x...' was expected.");
    }
}
