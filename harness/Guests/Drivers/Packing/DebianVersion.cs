namespace Harness.Guests.Drivers.Packing;

/// <summary>The order of Debian's version numbers (deb-version(7)).</summary>
internal static class DebianVersion
{
    /// <summary>Negative when <paramref name="a"/> is older, positive when it is newer, 0 when both are the same.</summary>
    public static int Compare(string a, string b)
    {
        var (x, y) = (Split(a), Split(b));
        var epochs = x.Epoch.CompareTo(y.Epoch);
        var upstream = epochs != 0 ? epochs : CompareParts(x.Upstream, y.Upstream);
        return upstream != 0 ? upstream : CompareParts(x.Revision, y.Revision);
    }

    private static (long Epoch, string Upstream, string Revision) Split(string version)
    {
        var colon = version.IndexOf(':');
        var epoch = colon > 0 && long.TryParse(version[..colon], out var number) ? number : 0;
        var rest = version[(colon + 1)..];
        var hyphen = rest.LastIndexOf('-');
        return hyphen < 0 ? (epoch, rest, string.Empty) : (epoch, rest[..hyphen], rest[(hyphen + 1)..]);
    }

    /// <summary>Compares by turns what is no number, character by character, and numbers as numbers.</summary>
    private static int CompareParts(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            while ((i < a.Length && !char.IsAsciiDigit(a[i])) || (j < b.Length && !char.IsAsciiDigit(b[j])))
            {
                var order = Weight(a, i) - Weight(b, j);
                if (order != 0)
                {
                    return order;
                }

                (i, j) = (i + 1, j + 1);
            }

            var (x, y) = (Number(a, ref i), Number(b, ref j));
            var numbers = x.Length != y.Length ? x.Length - y.Length : string.CompareOrdinal(x, y);
            if (numbers != 0)
            {
                return numbers;
            }
        }

        return 0;
    }

    /// <summary>A tilde comes before the end, the end and digits before letters, letters before all else.</summary>
    private static int Weight(string text, int index) => index >= text.Length || char.IsAsciiDigit(text[index]) ? 0
        : text[index] == '~' ? -1
        : char.IsAsciiLetter(text[index]) ? text[index]
        : text[index] + 256;

    private static string Number(string text, ref int index)
    {
        var start = index;
        while (index < text.Length && char.IsAsciiDigit(text[index]))
        {
            index++;
        }

        return text[start..index].TrimStart('0');
    }
}
