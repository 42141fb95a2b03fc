namespace Harness.Guests.Toml;

/// <summary>A value of a TOML file with the line it stands in.</summary>
internal abstract record TomlNode(int Line);

/// <summary>A string.</summary>
internal sealed record TomlText(string Value, int Line) : TomlNode(Line);

/// <summary>A value that is no string, table or array, as it is written: <c>3</c>, <c>true</c>.</summary>
internal sealed record TomlLiteral(string Text, int Line) : TomlNode(Line);

/// <summary>An array, also one of tables.</summary>
internal sealed record TomlArray(List<TomlNode> Items, int Line) : TomlNode(Line);
