using System.Globalization;
using System.Text;

namespace Harness.Scenes.Shading;

/// <summary>The immediates of a TGSI shader. Scalars and pairs share vectors where they fit; longer literals keep one of their own, in their order.</summary>
internal sealed class TgsiImmediates
{
    private readonly List<List<float>> vectors = [];

    /// <summary>Names one to four values as components of an immediate.</summary>
    public TgsiSource Place(ReadOnlySpan<float> values)
    {
        List<float> distinct = [];
        foreach (float value in values)
        {
            if (Find(distinct, value) < 0)
            {
                distinct.Add(value);
            }
        }

        int index = vectors.FindIndex(v => distinct.TrueForAll(d => Find(v, d) >= 0));
        if (index < 0 && distinct.Count <= 2)
        {
            index = vectors.FindIndex(v => v.Count + distinct.Count(d => Find(v, d) < 0) <= 4);
        }

        if (index < 0)
        {
            index = vectors.Count;
            vectors.Add([]);
        }

        Span<int> components = stackalloc int[values.Length];
        for (int c = 0; c < values.Length; c++)
        {
            components[c] = Find(vectors[index], values[c]);
            if (components[c] < 0)
            {
                components[c] = vectors[index].Count;
                vectors[index].Add(values[c]);
            }
        }

        return TgsiSource.Of(string.Create(CultureInfo.InvariantCulture, $"IMM[{index}]")).Pick(components);
    }

    public void Write(StringBuilder text)
    {
        for (int index = 0; index < vectors.Count; index++)
        {
            IEnumerable<float> values = vectors[index].Concat(Enumerable.Repeat(0f, 4 - vectors[index].Count));
            text.Append(CultureInfo.InvariantCulture, $"IMM[{index}] FLT32 {{{string.Join(", ", values.Select(Text))}}}\n");
        }
    }

    /// <summary>Decimal where a short decimal is the very value, else the bits: no reader of the text can then round.</summary>
    private static string Text(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        bool exact = text.Length <= 10 && text.All(c => char.IsAsciiDigit(c) || c is '.' or '-') && double.Parse(text, CultureInfo.InvariantCulture) == value && !IsNegativeZero(value);
        return !exact ? string.Create(CultureInfo.InvariantCulture, $"0x{BitConverter.SingleToUInt32Bits(value):x8}") : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static bool IsNegativeZero(float value) => value == 0 && float.IsNegative(value);

    private static int Find(List<float> values, float value) =>
        values.FindIndex(v => BitConverter.SingleToUInt32Bits(v) == BitConverter.SingleToUInt32Bits(value));
}
