using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Harness.Guests.Toml;

/// <summary>Parses TOML into tables that know their lines.</summary>
internal static class TomlFile
{
    /// <summary>Reads a file. Throws <see cref="TomlException"/> at its first error.</summary>
    public static TomlTable Read(string path) => Parse(File.ReadAllText(path), path);

    /// <param name="text">The file's content.</param>
    /// <param name="name">The file, as messages name it.</param>
    public static TomlTable Parse(string text, string name)
    {
        var document = SyntaxParser.Parse(text, name);
        if (document.Diagnostics.Where(message => message.Kind == DiagnosticMessageKind.Error).MinBy(message => message.Span.Start.Line) is { } error)
        {
            throw new TomlException(name, error.Span.Start.Line + 1, error.Message.TrimEnd('.'));
        }

        var root = new TomlTable(name, string.Empty, 1);
        AddAll(root, document.KeyValues);
        foreach (var section in document.Tables)
        {
            AddAll(Open(root, section), section.Items);
        }

        return root;
    }

    private static TomlTable Open(TomlTable root, TableSyntaxBase section)
    {
        var path = Names(section.Name!);
        var parent = Descend(root, path[..^1], LineOf(section));
        var isArray = section is TableArraySyntax;
        var title = string.Join('.', path);
        var existing = parent.Values.GetValueOrDefault(path[^1]);
        if (!isArray && existing is TomlTable implied)
        {
            return implied;
        }

        var table = new TomlTable(root.File, isArray ? $"[[{title}]]" : $"[{title}]", LineOf(section));
        if (!isArray)
        {
            parent.Values[path[^1]] = table;
        }
        else if (existing is TomlArray array)
        {
            array.Items.Add(table);
        }
        else
        {
            parent.Values[path[^1]] = new TomlArray([table], LineOf(section));
        }

        return table;
    }

    private static void AddAll(TomlTable table, IEnumerable<KeyValueSyntax> pairs)
    {
        foreach (var pair in pairs)
        {
            var path = Names(pair.Key!);
            Descend(table, path[..^1], LineOf(pair)).Values[path[^1]] = ValueOf(table.File, path[^1], pair.Value!);
        }
    }

    /// <summary>The table that a dotted name leads to; the last one of an array of tables.</summary>
    private static TomlTable Descend(TomlTable table, string[] path, int line)
    {
        foreach (var name in path)
        {
            switch (table.Values.GetValueOrDefault(name))
            {
                case TomlTable next:
                    table = next;
                    break;
                case TomlArray { Items: [.., TomlTable last] }:
                    table = last;
                    break;
                case null:
                    var made = new TomlTable(table.File, $"[{name}]", line);
                    table.Values[name] = made;
                    table = made;
                    break;
                default:
                    throw new TomlException(table.File, line, $"'{name}' is no table");
            }
        }

        return table;
    }

    private static TomlNode ValueOf(string file, string key, ValueSyntax value)
    {
        switch (value)
        {
            case StringValueSyntax text:
                return new TomlText(text.Value ?? string.Empty, LineOf(value));
            case ArraySyntax array:
                return new TomlArray([.. array.Items.Select(item => ValueOf(file, key, item.Value!))], LineOf(value));
            case InlineTableSyntax inline:
                var table = new TomlTable(file, $"{key} = {{...}}", LineOf(value));
                AddAll(table, inline.Items.Select(item => item.KeyValue!));
                return table;
            default:
                return new TomlLiteral(value.ToString().Trim(), LineOf(value));
        }
    }

    private static string[] Names(KeySyntax key) => [NameOf(key.Key!), .. key.DotKeys.Select(dotted => NameOf(dotted.Key!))];

    private static string NameOf(BareKeyOrStringValueSyntax key) => key switch
    {
        BareKeySyntax bare => bare.Key!.Text!,
        StringValueSyntax text => text.Value!,
        _ => key.ToString().Trim(),
    };

    private static int LineOf(SyntaxNode node) => node.Span.Start.Line + 1;
}
