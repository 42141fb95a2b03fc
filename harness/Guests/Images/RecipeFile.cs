using System.Text.RegularExpressions;
using Harness.Guests.Kernels;
using Harness.Guests.Toml;

namespace Harness.Guests.Images;

/// <summary>Reads recipes.</summary>
public static partial class RecipeFile
{
    private const string Ending = ".toml";

    /// <summary>Names of the recipes in a folder.</summary>
    public static IReadOnlyList<string> NamesIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The file of a recipe.</summary>
    public static string PathOf(string folder, string name) => Path.Combine(folder, name + Ending);

    /// <summary>Reads a recipe.</summary>
    /// <exception cref="TomlException">It is not as it must be; the message names file and line and says what is allowed.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static GuestRecipe Read(string path)
    {
        var file = TomlFile.Read(path);
        var name = Path.GetFileNameWithoutExtension(path);
        if (!RecipeName().IsMatch(name))
        {
            throw new TomlException(path, 1, $"'{name}' cannot be an image's name: small letters, digits, '.' and '-' are allowed, beginning with a letter");
        }

        var description = file.Text("description", "what the image is, in a few words");
        var archive = file.Table("archive", "which suites packages are taken from");
        var kernel = file.Table("kernel", "which kernel boots");
        var root = file.Table("root", "which packages the root disk holds");
        var suites = archive.Texts("suites", "suites of Debian's archive");
        var components = archive.OptionalTexts("components");
        var kernelPackage = Matching(kernel, kernel.Text("package", "the kernel's package, such as \"linux-image-amd64\""), PackageSelector(), "a package's name");
        var packages = root.Texts("packages", "Debian packages");
        var usual = new ModuleChoice();
        var recipe = new GuestRecipe
        {
            File = path,
            Name = name,
            Description = description.Value,
            Suites = Checked(archive, suites, ArchiveWord(), "a suite's name"),
            Components = components is null ? ["main"] : Checked(archive, components, ArchiveWord(), "a component's name"),
            KernelPackage = kernelPackage,
            Modules = new ModuleChoice { Boot = Modules(kernel, "boot", usual.Boot), Gpu = Modules(kernel, "gpu", usual.Gpu) },
            Packages = Checked(root, packages, PackageSelector(), "a package's name"),
            Files = [.. root.Tables("file").Select(Extra)],
            Lines = packages.DistinctBy(package => package.Value).ToDictionary(package => package.Value, package => package.Line),
        };
        foreach (var table in (TomlTable[])[file, archive, kernel, root])
        {
            table.Finish();
        }

        return recipe;
    }

    private static IReadOnlyList<string> Modules(TomlTable kernel, string key, IReadOnlyList<string> usual)
        => kernel.OptionalTexts(key) is { } texts ? Checked(kernel, texts, ModuleName(), "a module's name, without .ko") : usual;

    private static RecipeExtra Extra(TomlTable table)
    {
        var path = table.Text("path", "where the file goes, from the root");
        var text = table.Text("text", "what is in the file");
        var mode = table.OptionalText("mode");
        table.Finish();
        if (!path.Value.StartsWith('/') || path.Value.EndsWith('/') || path.Value.Split('/').Any(part => part is "." or ".."))
        {
            throw table.Wrong(path, $"'{path.Value}' is not the path of a file from the root, as in \"/etc/drirc\"");
        }

        return mode?.Value switch
        {
            null or "0644" => new RecipeExtra(path.Value, text.Value, false),
            "0755" => new RecipeExtra(path.Value, text.Value, true),
            _ => throw table.Wrong(mode, $"mode '{mode.Value}' is not known; allowed are \"0644\" (as without mode) and \"0755\""),
        };
    }

    private static IReadOnlyList<string> Checked(TomlTable table, IReadOnlyList<TomlText> texts, Regex allowed, string meaning)
    {
        var seen = new HashSet<string>();
        foreach (var text in texts)
        {
            Matching(table, text, allowed, meaning);
            if (!seen.Add(text.Value))
            {
                throw table.Wrong(text, $"'{text.Value}' is named twice");
            }
        }

        return [.. texts.Select(text => text.Value)];
    }

    private static string Matching(TomlTable table, TomlText text, Regex allowed, string meaning) => allowed.IsMatch(text.Value)
        ? text.Value
        : throw table.Wrong(text, $"'{text.Value}' is not {meaning}");

    [GeneratedRegex(@"^[a-z][a-z0-9.-]*\z")]
    private static partial Regex RecipeName();

    // Debian policy 5.6.1, with a version or a suite as apt takes them.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9+.-]+([=/][A-Za-z0-9.+~:-]+)?\z")]
    private static partial Regex PackageSelector();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9/-]*\z")]
    private static partial Regex ArchiveWord();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex ModuleName();
}
