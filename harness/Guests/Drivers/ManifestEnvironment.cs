using System.Text.RegularExpressions;
using Harness.Guests.Toml;

namespace Harness.Guests.Drivers;

/// <summary>The table <c>[environment]</c> of a driver's manifest: variables of the player in the guest.</summary>
/// <param name="table">The table; null when there is none.</param>
/// <param name="tree">Full path of what is mounted in the guest; null when nothing is.</param>
internal sealed partial class ManifestEnvironment(TomlTable? table, string? tree)
{
    private static readonly char[] Separators = [':', ' ', ';'];

    /// <summary>The variables, as they are in the guest.</summary>
    public Dictionary<string, string> Read()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, _) in table?.Values ?? [])
        {
            if (!NamePattern().IsMatch(name))
            {
                throw table!.Wrong(table.Values[name], $"'{name}' cannot be a variable's name; allowed are letters, digits and underscores");
            }

            var value = table!.Text(name, "a variable's value");
            CheckWords(value);
            CheckFiles(name, value);
            variables.Add(name, value.Value.Replace(DriverPackage.MountPointWord, DriverPackage.MountPoint, StringComparison.Ordinal));
        }

        return variables;
    }

    private void CheckWords(TomlText value)
    {
        foreach (Match word in WordPattern().Matches(value.Value))
        {
            if (word.Value != DriverPackage.MountPointWord)
            {
                throw table!.Wrong(value, $"there is no {word.Value} to put in; allowed is {DriverPackage.MountPointWord}, which stands for {DriverPackage.MountPoint}");
            }
        }
    }

    private void CheckFiles(string name, TomlText value)
    {
        foreach (var place in value.Value.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(place => place.StartsWith(DriverPackage.MountPointWord, StringComparison.Ordinal)))
        {
            var relative = place[DriverPackage.MountPointWord.Length..].TrimStart('/');
            if (tree is null)
            {
                throw table!.Wrong(value, $"{name} names {place}, but the package has no [user-space] that would be there");
            }

            var file = Path.Combine(tree, relative);
            if (!Path.Exists(file) && new FileInfo(file).LinkTarget is null)
            {
                throw table!.Wrong(value, $"{name} names {place}, but there is no {relative} in {tree}");
            }

            // The loader and this library are of one build; a player started with another one crashes before its first line.
            if (name == "LD_LIBRARY_PATH" && File.Exists(Path.Combine(file, "libc.so.6")))
            {
                throw table!.Wrong(value, $"{place} holds libc.so.6, which would not fit the guest's own loader; take the C library out of the tree");
            }
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\$\{[^}]*\}?|\$[A-Za-z_]\w*")]
    private static partial Regex WordPattern();
}
