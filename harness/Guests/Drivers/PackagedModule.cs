using Harness.Guests.Kernels;

namespace Harness.Guests.Drivers;

/// <summary>A kernel module of a driver package.</summary>
/// <param name="File">Full path.</param>
/// <param name="Before">Name of the module of the image that it is loaded before; null for its place in the package's order.</param>
/// <param name="Info">What the module says of itself.</param>
/// <param name="BuildId">The linker's hash of its content, in lower-case hexadecimal digits; null when it was linked without.</param>
public sealed record PackagedModule(string File, string? Before, ModuleInfo Info, string? BuildId)
{
    /// <summary>The kernel release that it was built for.</summary>
    public string Release => Magic.Split(' ')[0];

    /// <summary>The kernel that it was built for: release and settings. A kernel loads only modules with its own.</summary>
    public string Magic => Info.VersionMagic ?? string.Empty;

    /// <summary>By what it is recognised in a guest.</summary>
    public ModuleMark Mark => new(Info.Name, Info.SourceVersion, BuildId);

    /// <summary>Reads a module.</summary>
    /// <exception cref="InvalidDataException">It is no module, or one that cannot be proven to be in use.</exception>
    public static PackagedModule Read(string file, string? before = null)
    {
        var name = Path.GetFileName(file);
        if (Path.GetExtension(name) is ".xz" or ".zst" or ".gz")
        {
            throw new InvalidDataException($"{name} is compressed, and the guest loads plain .ko files only; unpack it with unxz, unzstd or gunzip");
        }

        var content = System.IO.File.ReadAllBytes(file);
        var info = ModuleInfo.Read(content, name);
        if (string.IsNullOrWhiteSpace(info.VersionMagic))
        {
            throw new InvalidDataException($"{name} does not say which kernel it was built for (no vermagic); is it an object file before the last step of the kernel's build?");
        }

        var module = new PackagedModule(file, before is null ? null : ModuleInfo.Canonical(before), info, BuildIdOf(content, name));
        return module.Mark is { SourceVersion: null, BuildId: null }
            ? throw new InvalidDataException($"{name} has neither a srcversion nor a build ID, so nobody could tell in the guest whether it is the one that is loaded; link it with --build-id, as the kernel's build does")
            : module;
    }

    // An ELF note: lengths of name and value, type, the name "GNU", the value.
    private static string? BuildIdOf(ReadOnlyMemory<byte> module, string name)
    {
        const int Header = 16;
        var note = new ElfFile(module, name).Section(".note.gnu.build-id");
        return note.Length > Header ? Convert.ToHexStringLower(note.Span[Header..]) : null;
    }
}
