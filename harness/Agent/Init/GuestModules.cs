namespace Harness.Agent.Init;

/// <summary>The kernel modules that came with the initramfs: <c>/modules/load</c> names them in order, each with the group it belongs to.</summary>
internal static class GuestModules
{
    private const string Folder = "/modules";

    /// <summary>Loads the modules of a group, in order.</summary>
    /// <exception cref="IOException">One could not be loaded; the message names it.</exception>
    public static void Load(string group)
    {
        foreach (var line in File.ReadLines(Path.Combine(Folder, "load")))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var its, var name] && its == group)
            {
                Linux.LoadModule(Unsigned(File.ReadAllBytes(Path.Combine(Folder, name))), name);
            }
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
        var signature = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(trailer[^sizeof(int)..]);
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
