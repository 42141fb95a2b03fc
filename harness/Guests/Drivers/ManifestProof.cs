using System.Text.RegularExpressions;
using Harness.Guests.Kernels;
using Harness.Guests.Toml;

namespace Harness.Guests.Drivers;

/// <summary>The table <c>[proof]</c> of a driver's manifest, completed by what the packaged files say of themselves.</summary>
/// <param name="root">The manifest.</param>
internal sealed class ManifestProof(TomlTable root)
{
    private const string Capset = "capset";
    private const string GpuDriver = "virtio_gpu";

    private static readonly TimeSpan MatchAllowed = TimeSpan.FromSeconds(1);

    /// <summary>Reads it.</summary>
    /// <param name="kind">What the package replaces; each part needs a proof.</param>
    /// <param name="kernel">The package's kernel, whose GPU driver proves itself; null when it brings none.</param>
    /// <param name="modules">Packaged modules, each of which proves itself.</param>
    /// <param name="release">The kernel release that the packaged files are for; null when there are none.</param>
    public ProofTerms Read(DriverKind kind, KernelBundle? kernel, IReadOnlyList<PackagedModule> modules, string? release)
    {
        var table = root.OptionalTable("proof");
        var terms = new ProofTerms { KernelRelease = release, Modules = [.. Driver(kernel, modules), .. modules.Select(module => module.Mark)] };
        if (table is not null)
        {
            terms = terms with
            {
                Renderer = Pattern(table, "renderer"),
                Version = Pattern(table, "version"),
                KernelRelease = Release(table, release),
                Capset = Number(table),
                Modules = [.. terms.Modules, .. Declared(table.OptionalTable("modules"), terms.Modules)],
            };
            table.Finish();
        }

        if (kind.HasFlag(DriverKind.UserSpace) && terms is { Renderer: null, Version: null })
        {
            throw new TomlException(
                root.File,
                table?.Line ?? root.Line,
                "nothing proves that the user-space driver is in use: [proof] needs renderer or version, a pattern that GL_RENDERER or GL_VERSION must match, as in renderer = \"^virgl\"");
        }

        // Under a new kernel the image's own Mesa renders, and has to prove itself as ever.
        return kind.HasFlag(DriverKind.UserSpace) ? terms : terms with { Renderer = terms.Renderer ?? StockDriver.Renderer };
    }

    private static IEnumerable<ModuleMark> Driver(KernelBundle? kernel, IReadOnlyList<PackagedModule> over) => (kernel?.Modules ?? [])
        .Where(module => ModuleFiles.NameOf(module.FileName) == GpuDriver && !over.Any(other => other.Info.Name == GpuDriver))
        .Select(module => PackagedModule.Read(module.Path).Mark);

    private static Regex? Pattern(TomlTable table, string key)
    {
        if (table.OptionalText(key) is not { } text)
        {
            return null;
        }

        try
        {
            return new Regex(text.Value, RegexOptions.CultureInvariant, MatchAllowed);
        }
        catch (ArgumentException e)
        {
            throw table.Wrong(text, $"{key} is no regular expression: {e.Message.TrimEnd('.')}; allowed are those of .NET, as in {key} = \"^virgl\"");
        }
    }

    private static string? Release(TomlTable table, string? packaged)
    {
        var text = table.OptionalText("kernel");
        return text is null || packaged is null || text.Value == packaged
            ? text?.Value ?? packaged
            : throw table.Wrong(text, $"the proof wants kernel {text.Value}, and the packaged files are of {packaged}; leave it out, packaged files say it themselves");
    }

    private static int? Number(TomlTable table)
    {
        // Tables ask for text and tables only; this one number is taken out before anybody asks.
        table.Values.Remove(Capset, out var node);
        table.OptionalText(Capset);
        return node switch
        {
            null => null,
            TomlLiteral literal when int.TryParse(literal.Text, out var number) && number > 0 => number,
            _ => throw table.Wrong(node, $"{Capset} must be the number of a capability set, as in {Capset} = 2"),
        };
    }

    private static IEnumerable<ModuleMark> Declared(TomlTable? table, IReadOnlyList<ModuleMark> packaged)
    {
        foreach (var (key, _) in table?.Values ?? [])
        {
            var (text, name) = (table!.Text(key, "a module's srcversion or build ID"), ModuleInfo.Canonical(key));
            var value = text.Value.ToLowerInvariant();
            if (value.Length < 8 || !value.All(char.IsAsciiHexDigit))
            {
                throw table.Wrong(text, $"'{text.Value}' is neither a srcversion (`modinfo -F srcversion`) nor a build ID (`readelf -n`); both are hexadecimal digits");
            }

            if (packaged.FirstOrDefault(mark => mark.Name == name) is { } own && !Equals(own, value))
            {
                throw table.Wrong(text, $"the proof wants {name} to be {text.Value}, and the packaged file is {own.SourceVersion ?? own.BuildId}; leave it out, packaged files say it themselves");
            }

            // A build ID is a hash of 16 bytes or more; a srcversion is an MD4 sum cut to 23 digits.
            yield return value.Length >= 32 ? new ModuleMark(name, null, value) : new ModuleMark(name, text.Value, null);
        }
    }

    private static bool Equals(ModuleMark mark, string value)
        => string.Equals(mark.SourceVersion, value, StringComparison.OrdinalIgnoreCase) || mark.BuildId == value;
}
