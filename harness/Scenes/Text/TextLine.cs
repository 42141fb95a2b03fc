using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Harness.Scenes.Text;

/// <summary>A line of words and fields, the same on every machine and in every culture; floats in the shortest form that reads back to the same bits.</summary>
internal sealed class TextLine
{
    private const int LongestPlainData = 64;
    private readonly StringBuilder text = new();

    public TextLine(string verb) => text.Append(verb);

    /// <summary>A value whose meaning its place tells.</summary>
    public TextLine Value(object? value)
    {
        text.Append(' ').Append(Plain(value));
        return this;
    }

    public TextLine Field(string name, object? value)
    {
        text.Append(CultureInfo.InvariantCulture, $" {name}={Plain(value)}");
        return this;
    }

    /// <summary>Fields of a part of the line, in braces.</summary>
    public TextLine Group(string name, Action<TextLine> fields)
    {
        text.Append(CultureInfo.InvariantCulture, $" {name}={{");
        fields(this);
        text.Append(" }");
        return this;
    }

    /// <summary>Parts of one kind, each in braces, by number.</summary>
    public TextLine List<T>(string name, IEnumerable<T> items, Action<TextLine, T> fields)
    {
        foreach ((int index, T item) in items.Index())
        {
            Group(string.Create(CultureInfo.InvariantCulture, $"{name}{index}"), line => fields(line, item));
        }

        return this;
    }

    /// <summary>Bytes: their number, then all of them in hexadecimal where they are few, else the first and the SHA-256 of all.</summary>
    public TextLine Data(EquatableList<byte> data)
    {
        ReadOnlySpan<byte> bytes = data.Span;
        Field("bytes", data.Count);
        text.Append(' ').Append(bytes.Length <= LongestPlainData
            ? Convert.ToHexStringLower(bytes)
            : $"{Convert.ToHexStringLower(bytes[..(LongestPlainData / 2)])}... sha256={Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        return this;
    }

    /// <summary>Floats: as many as a reader takes in at a glance, else like <see cref="Data"/>.</summary>
    public TextLine Floats(EquatableList<float> values)
    {
        Field("floats", values.Count);
        if (values.Count <= LongestPlainData)
        {
            text.Append(" (").AppendJoin(", ", values.Select(v => Plain(v))).Append(')');
        }
        else
        {
            text.Append(" sha256=").Append(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.Span))));
        }

        return this;
    }

    public override string ToString() => text.ToString();

    private static string Plain(object? value) => value switch
    {
        null => "none",
        bool b => b ? "true" : "false",
        float f => f.ToString("R", CultureInfo.InvariantCulture),
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "none",
    };
}
