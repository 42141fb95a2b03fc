namespace Harness.Guests.Toml;

/// <summary>
/// A table of a TOML file, read strictly: what is asked for must be of the right kind, and what is never asked for is refused by
/// <see cref="Finish"/>. Every complaint names file and line and says what is allowed.
/// </summary>
/// <param name="File">The file, as messages name it.</param>
/// <param name="Title">The table as it is written in the file, <c>[kernel]</c>; empty for the file itself.</param>
internal sealed record TomlTable(string File, string Title, int Line) : TomlNode(Line)
{
    private readonly SortedSet<string> _allowed = new(StringComparer.Ordinal);

    /// <summary>What is in it, by key.</summary>
    public Dictionary<string, TomlNode> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>A string that must be there.</summary>
    public TomlText Text(string key, string meaning) => OptionalText(key) ?? throw Missing(key, meaning);

    /// <summary>A string, or null.</summary>
    public TomlText? OptionalText(string key) => Get(key) switch
    {
        null => null,
        TomlText { Value.Length: > 0 } text => text,
        var other => throw Wrong(other, $"{key} must be a string that is not empty, as in {key} = \"...\""),
    };

    /// <summary>An array of strings; null when it is not there.</summary>
    public IReadOnlyList<TomlText>? OptionalTexts(string key) => Get(key) switch
    {
        null => null,
        TomlArray array => [.. array.Items.Select(item => item as TomlText ?? throw Wrong(item, $"{key} must hold strings only, as in {key} = [\"...\"]"))],
        var other => throw Wrong(other, $"{key} must be an array of strings, as in {key} = [\"...\"]"),
    };

    /// <summary>An array of strings that must be there and not be empty.</summary>
    public IReadOnlyList<TomlText> Texts(string key, string meaning) => OptionalTexts(key) switch
    {
        null => throw Missing(key, meaning),
        { Count: 0 } => throw Wrong(Get(key)!, $"{key} is empty; it names {meaning}"),
        var texts => texts,
    };

    /// <summary>A table that must be there.</summary>
    public TomlTable Table(string key, string meaning) => OptionalTable(key) ?? throw new TomlException(File, Line, $"there is no [{key}], which says {meaning}");

    /// <summary>A table; null when it is not there.</summary>
    public TomlTable? OptionalTable(string key) => Get(key) switch
    {
        null => null,
        TomlTable table => table,
        var other => throw Wrong(other, $"{key} must be a table, as in [{key}]"),
    };

    /// <summary>An array of tables; empty when it is not there.</summary>
    public IReadOnlyList<TomlTable> Tables(string key) => Get(key) switch
    {
        null => [],
        TomlArray array => [.. array.Items.Select(item => item as TomlTable ?? throw Wrong(item, $"{key} must be tables, as in [[{key}]]"))],
        var other => throw Wrong(other, $"{key} must be an array of tables, as in [[{key}]]"),
    };

    /// <summary>Refuses keys that were never asked for.</summary>
    public void Finish()
    {
        foreach (var (key, value) in Values)
        {
            if (!_allowed.Contains(key))
            {
                var place = Title.Length > 0 ? $" in {Title}" : string.Empty;
                throw Wrong(value, $"there is no '{key}'{place}; allowed are {string.Join(", ", _allowed)}");
            }
        }
    }

    /// <summary>A complaint about a value.</summary>
    public TomlException Wrong(TomlNode value, string sentence) => new(File, value.Line, sentence);

    private TomlNode? Get(string key)
    {
        _allowed.Add(key);
        return Values.GetValueOrDefault(key);
    }

    private TomlException Missing(string key, string meaning)
    {
        var place = Title.Length > 0 ? $"{Title} has" : "there is";
        return new TomlException(File, Line, $"{place} no '{key}', which names {meaning}");
    }
}
