using System.Text;

namespace Harness.Guests.Kernels;

/// <summary>What a kernel module says of itself, in its section <c>.modinfo</c>.</summary>
/// <param name="Name">Its name, with underscores.</param>
/// <param name="Depends">Modules whose symbols it uses.</param>
/// <param name="LoadBefore">Modules, or what stands for them, that it asks to be loaded before it (<c>softdep: pre</c>).</param>
/// <param name="SourceVersion">A hash of its source; null when its kernel was built without. The running module shows it in sysfs.</param>
/// <param name="VersionMagic">The kernel that it was built for: release and settings.</param>
public sealed record ModuleInfo(string Name, IReadOnlyList<string> Depends, IReadOnlyList<string> LoadBefore, string? SourceVersion, string? VersionMagic)
{
    /// <summary>Reads an uncompressed module.</summary>
    /// <exception cref="InvalidDataException">It is no kernel module.</exception>
    public static ModuleInfo Read(ReadOnlyMemory<byte> module, string file)
    {
        var section = new ElfFile(module, file).Section(".modinfo");
        if (section.IsEmpty)
        {
            throw new InvalidDataException($"{file} is no kernel module: it has no section .modinfo.");
        }

        var fields = Encoding.UTF8.GetString(section.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(entry => entry.Split('=', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1]);
        return new ModuleInfo(
            Canonical(fields["name"].FirstOrDefault() ?? ModuleFiles.NameOf(file)),
            [.. fields["depends"].SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(Canonical)],
            [.. fields["softdep"].SelectMany(LoadedBefore)],
            fields["srcversion"].FirstOrDefault(),
            fields["vermagic"].FirstOrDefault()?.Trim());
    }

    /// <summary>Module names are the same with hyphens and with underscores.</summary>
    public static string Canonical(string name) => name.Replace('-', '_');

    // "pre: a b post: c"
    private static IEnumerable<string> LoadedBefore(string text)
    {
        var before = false;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.EndsWith(':'))
            {
                before = word == "pre:";
            }
            else if (before)
            {
                yield return Canonical(word);
            }
        }
    }
}
