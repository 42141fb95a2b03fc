namespace Harness.Guests.Debian;

/// <summary>Fields of a stanza; their names are not case-sensitive. Further lines of a value keep their line breaks and indentation.</summary>
/// <param name="Line">The stanza's first line, from 1.</param>
/// <param name="Fields">Values by name.</param>
internal sealed record Deb822Stanza(int Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>A field's value; null when there is none.</summary>
    public string? this[string name] => Fields.GetValueOrDefault(name);
}

/// <summary>The format of Debian's control files (deb822(5)): stanzas of fields, separated by empty lines.</summary>
internal static class Deb822
{
    public static IEnumerable<Deb822Stanza> Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        var (number, first) = (0, 1);
        foreach (var line in text.Split('\n').Append(string.Empty))
        {
            number++;
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(line))
            {
                if (fields.Count > 0)
                {
                    yield return new Deb822Stanza(first, fields);
                }

                (fields, name) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), null);
            }
            else if (line[0] is ' ' or '\t')
            {
                if (name is not null)
                {
                    fields[name] += "\n" + line.TrimEnd();
                }
            }
            else if (line.IndexOf(':') is > 0 and var colon)
            {
                first = fields.Count == 0 ? number : first;
                name = line[..colon];
                fields[name] = line[(colon + 1)..].Trim();
            }
        }
    }
}
