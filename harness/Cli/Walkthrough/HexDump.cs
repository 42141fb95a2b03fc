using System.Globalization;
using System.Text;

namespace Harness.Cli.Walkthrough;

/// <summary>Bytes as rows of offset, hexadecimal bytes, field name and value.</summary>
internal static class HexDump
{
    private const int BytesPerRow = 8;

    /// <summary>Adds the rows of one field; a long one takes several, the value stands on the first.</summary>
    public static void Field(StringBuilder text, int offset, ReadOnlySpan<byte> bytes, string name, string value)
    {
        for (var i = 0; i < bytes.Length; i += BytesPerRow)
        {
            var row = bytes[i..Math.Min(bytes.Length, i + BytesPerRow)];
            var hex = string.Join(' ', row.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
            var (n, v) = i == 0 ? (name, value) : (string.Empty, string.Empty);
            text.Append($"0x{offset + i:x2}  {hex,-23}  {n,-16}  {v}".TrimEnd()).Append('\n');
        }
    }

    /// <summary>Printable characters as they are, others as dots.</summary>
    public static string Ascii(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes)
        {
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        }

        return text.ToString();
    }
}
