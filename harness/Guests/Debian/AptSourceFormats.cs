namespace Harness.Guests.Debian;

/// <summary>
/// Reads both formats of apt's sources: one line for an entry (<c>deb [signed-by=KEYS] URI SUITE COMPONENT...</c>) and deb822 stanzas
/// (<c>Types:</c>, <c>URIs:</c>, <c>Suites:</c>). Disabled entries and those of source packages are left out; so is what cannot be understood,
/// which apt itself complains about.
/// </summary>
public static class AptSourceFormats
{
    private const string Binary = "deb";

    /// <summary>Reads a file by the format that its name says: <c>.sources</c> is deb822.</summary>
    public static IReadOnlyList<AptSource> Read(string path)
    {
        var text = File.ReadAllText(path);
        return path.EndsWith(".sources", StringComparison.Ordinal) ? Stanzas(text, path) : Lines(text, path);
    }

    /// <summary>Entries of one line each.</summary>
    public static IReadOnlyList<AptSource> Lines(string text, string path)
    {
        var found = new List<AptSource>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (OfLine(line.Split('#')[0].Trim(), $"{path}:{number}") is { } source)
            {
                found.Add(source);
            }
        }

        return found;
    }

    /// <summary>Entries in deb822 format.</summary>
    public static IReadOnlyList<AptSource> Stanzas(string text, string path)
        => [.. Deb822.Parse(text).Select(stanza => OfStanza(stanza, path)).OfType<AptSource>()];

    private static AptSource? OfLine(string line, string place)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (open, close) = (line.IndexOf('['), line.IndexOf(']'));
        if (open > 0 && close > open)
        {
            foreach (var option in Words(line[(open + 1)..close]))
            {
                var parts = option.Split('=', 2);
                if (parts.Length == 2)
                {
                    options[parts[0].TrimEnd('+', '-').ToLowerInvariant()] = parts[1].Replace(',', ' ');
                }
            }

            line = line[..open] + line[(close + 1)..];
        }

        var words = Words(line);
        return words is [Binary, var uri, var suite, ..] ? new AptSource(place, [uri], [suite], words[3..], options) : null;
    }

    private static AptSource? OfStanza(Deb822Stanza stanza, string path)
    {
        var (types, uris, suites) = (Words(stanza["Types"]), Words(stanza["URIs"]), Words(stanza["Suites"]));
        var disabled = stanza["Enabled"] is { } enabled && enabled.Trim() is "no" or "false" or "0" or "off" or "without" or "disable";
        if (disabled || !types.Contains(Binary) || uris.Length == 0 || suites.Length == 0)
        {
            return null;
        }

        string[] own = ["types", "uris", "suites", "components", "enabled"];
        var options = stanza.Fields.Where(field => !own.Contains(field.Key.ToLowerInvariant()))
            .ToDictionary(field => field.Key.ToLowerInvariant(), field => field.Value, StringComparer.OrdinalIgnoreCase);
        return new AptSource($"{path}:{stanza.Line}", uris, suites, Words(stanza["Components"]), options);
    }

    private static string[] Words(string? text) => (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
