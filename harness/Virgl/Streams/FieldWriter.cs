using System.Globalization;
using System.Text;

namespace Harness.Virgl;

/// <summary>
/// Writes the fields of one command as <c>name=value</c> words on one line. Groups are <c>name=(...)</c>, lists <c>name=[...]</c>,
/// flags are written by their bare name when set; blocks of text follow on lines of their own.
/// </summary>
public sealed class FieldWriter
{
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _blocks = new();

    /// <summary>Elements of a long list that are written before the rest is only counted.</summary>
    public int ListLimit { get; init; } = 64;

    public void Value(string name, uint value) => Named(name).Append(value);

    public void Value(string name, int value) => Named(name).Append(value);

    public void Value(string name, float value) => AppendFloat(Named(name), value);

    public void Value(string name, double value) => Named(name).Append(Decimal(value.ToString("R", CultureInfo.InvariantCulture)));

    public void Value<T>(string name, T value) where T : struct, Enum => Named(name).Append(EnumText(value));

    /// <summary>A dword as hexadecimal, for masks and packed words.</summary>
    public void Hex(string name, uint value) => Named(name).Append(CultureInfo.InvariantCulture, $"0x{value:x}");

    public void Hex(string name, ulong value) => Named(name).Append(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>A flag: its name when set, nothing when not.</summary>
    public void Flag(string name, bool value)
    {
        if (value)
        {
            Separate().Append(name);
        }
    }

    public void Quoted(string name, string value) => Named(name).Append('"').Append(Printable(value)).Append('"');

    public void Group<T>(string name, in T part) where T : struct, IWords<T>
    {
        Named(name).Append('(');
        part.Describe(this);
        _line.Append(')');
    }

    public void Group(string name, Box box) =>
        Named(name).Append(CultureInfo.InvariantCulture, $"({(int)box.X},{(int)box.Y},{(int)box.Z} {(int)box.Width}x{(int)box.Height}x{(int)box.Depth})");

    public void List<T>(string name, ReadOnlySpan<T> parts) where T : struct, IWords<T>
    {
        Named(name).Append('[');
        foreach (ref readonly var part in parts[..Math.Min(parts.Length, ListLimit)])
        {
            Separate().Append('(');
            part.Describe(this);
            _line.Append(')');
        }

        End(parts.Length);
    }

    public void List(string name, ReadOnlySpan<uint> values)
    {
        Named(name).Append('[');
        foreach (var value in values[..Math.Min(values.Length, ListLimit)])
        {
            Separate().Append(value);
        }

        End(values.Length);
    }

    public void List(string name, ReadOnlySpan<float> values)
    {
        Named(name).Append('[');
        foreach (var value in values[..Math.Min(values.Length, ListLimit)])
        {
            AppendFloat(Separate(), value);
        }

        End(values.Length);
    }

    /// <summary>Raw dwords, eight hexadecimal digits each.</summary>
    public void Words(string name, ReadOnlySpan<uint> words)
    {
        Named(name).Append('[');
        foreach (var word in words[..Math.Min(words.Length, ListLimit)])
        {
            Separate().Append(CultureInfo.InvariantCulture, $"{word:x8}");
        }

        End(words.Length);
    }

    /// <summary>Text of several lines, which follows the command's line, indented.</summary>
    public void Block(string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            _blocks.Append("\n    ").Append(Printable(line));
        }
    }

    /// <summary>The command: its name, the fields, the blocks.</summary>
    internal string Take(string name)
    {
        var text = _line.Length == 0 ? name + _blocks : $"{name} {_line}{_blocks}";
        _line.Clear();
        _blocks.Clear();
        return text;
    }

    private static string EnumText<T>(T value) where T : struct, Enum
    {
        var text = value.ToString();
        return text.Contains(", ", StringComparison.Ordinal) ? text.Replace(", ", "|", StringComparison.Ordinal) : text;
    }

    private static string Decimal(string digits) => digits.All(c => c == '-' || char.IsAsciiDigit(c)) ? digits + ".0" : digits;

    /// <summary>Decimal where the bits look like a number; the bits where they are more likely an integer or no number.</summary>
    private static void AppendFloat(StringBuilder to, float value)
    {
        if (float.IsNaN(value) || float.IsSubnormal(value))
        {
            to.Append(CultureInfo.InvariantCulture, $"0x{BitConverter.SingleToUInt32Bits(value):x8}");
        }
        else
        {
            to.Append(Decimal(value.ToString("R", CultureInfo.InvariantCulture)));
        }
    }

    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= ' ' and < '\x7f')
            {
                clean.Append(c);
            }
            else
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            }
        }

        return clean.ToString();
    }

    private StringBuilder Named(string name) => Separate().Append(name).Append('=');

    private StringBuilder Separate() => _line.Length > 0 && _line[^1] is not ('[' or '(') ? _line.Append(' ') : _line;

    private void End(int count)
    {
        if (count > ListLimit)
        {
            Separate().Append(CultureInfo.InvariantCulture, $"... {count} in all");
        }

        _line.Append(']');
    }
}
