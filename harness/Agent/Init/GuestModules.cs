using System.Buffers.Binary;

namespace Harness.Agent.Init;

/// <summary>The kernel modules that came with the initramfs: <c>/modules/load</c> names them in order, each with the group it belongs to.</summary>
internal sealed class GuestModules
{
    private const string Folder = "/modules";
    private const string SerialDriver = "virtio_console.ko";

    /// <summary>Reads the list.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public GuestModules()
    {
        var lines = File.ReadLines(Path.Combine(Folder, "load")).Select(line => line.Split(' ')).Where(words => words.Length == 2).ToLookup(words => words[0], words => words[1]);
        string[] boot = [.. lines["boot"]];
        ToHarness = boot[..(Array.IndexOf(boot, SerialDriver) + 1)];
        ToDisks = boot[ToHarness.Count..];
        Gpu = [.. lines["gpu"]];
    }

    /// <summary>Modules that lead to the harness: all up to the driver of virtio-serial. None where the kernel has that driver built in.</summary>
    public IReadOnlyList<string> ToHarness { get; }

    /// <summary>Modules that lead to the disks: the rest.</summary>
    public IReadOnlyList<string> ToDisks { get; }

    /// <summary>The GPU's driver and what it uses.</summary>
    public IReadOnlyList<string> Gpu { get; }

    /// <summary>All of them, by the names that <c>/sys/module</c> has for them.</summary>
    public IEnumerable<string> Names => ToHarness.Concat(ToDisks).Concat(Gpu).Select(file => Path.GetFileNameWithoutExtension(file).Replace('-', '_'));

    /// <summary>Loads modules, in order.</summary>
    /// <exception cref="IOException">One could not be loaded; the message names it.</exception>
    public static void Load(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            Linux.LoadModule(Unsigned(File.ReadAllBytes(Path.Combine(Folder, name))), name);
        }
    }

    /// <summary>
    /// A module without the signature at its end (Documentation/admin-guide/module-signing.rst). Nothing here enforces signatures, and checking them takes an
    /// emulated processor longer than loading does; the image's own digests say that the module is the one that was packed.
    /// </summary>
    private static ReadOnlySpan<byte> Unsigned(byte[] module)
    {
        const int TrailerSize = 12;
        var magic = "~Module signature appended~\n"u8;
        if (!module.AsSpan().EndsWith(magic))
        {
            return module;
        }

        // struct module_signature ends with the signature's length, big-endian.
        var trailer = module.AsSpan(0, module.Length - magic.Length);
        var signature = BinaryPrimitives.ReadInt32BigEndian(trailer[^sizeof(int)..]);
        return trailer[..(trailer.Length - TrailerSize - signature)];
    }

    /// <summary>
    /// What tells builds of a loaded module apart: its srcversion, which not every kernel notes, and the build id that the linker wrote. Nothing when the
    /// module is not loaded.
    /// </summary>
    public static IEnumerable<(string What, string Value)> Marks(string module)
    {
        var folder = $"/sys/module/{module}";
        var source = Path.Combine(folder, "srcversion");
        if (File.Exists(source))
        {
            yield return ("srcversion", File.ReadAllText(source).Trim());
        }

        // An ELF note: lengths of name and value, type, the name "GNU", the value.
        const int Header = 16;
        var note = Path.Combine(folder, "notes", ".note.gnu.build-id");
        if (File.Exists(note) && File.ReadAllBytes(note) is { Length: > Header } bytes)
        {
            yield return ("buildId", Convert.ToHexStringLower(bytes.AsSpan(Header)));
        }
    }
}
