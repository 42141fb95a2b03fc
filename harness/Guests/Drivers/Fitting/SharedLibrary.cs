using System.Buffers.Binary;
using System.Text;
using Harness.Guests.Kernels;

namespace Harness.Guests.Drivers.Fitting;

/// <summary>What a shared library asks of others, and which versions of its own symbols it has; what the dynamic loader looks at before it starts anything.</summary>
/// <param name="Needs">Names of libraries that are loaded with it.</param>
/// <param name="Versions">Versions of symbols that it needs: library and version, <c>libc.so.6</c> and <c>GLIBC_2.38</c>.</param>
/// <param name="Defines">Versions of symbols that it has.</param>
internal sealed record SharedLibrary(IReadOnlyList<string> Needs, IReadOnlyList<(string Library, string Version)> Versions, IReadOnlySet<string> Defines)
{
    private const int Needed = 1;
    private const int EntrySize = 16;
    private const int Weak = 2;

    /// <summary>Reads a library; null when the file is no 64-bit ELF file, a linker script for instance.</summary>
    public static SharedLibrary? Read(string path)
    {
        try
        {
            var file = new ElfFile(File.ReadAllBytes(path), path);
            var names = file.Section(".dynstr");
            return new SharedLibrary(NeedsIn(file.Section(".dynamic").Span, names.Span), NeededVersions(file.Section(".gnu.version_r").Span, names.Span), DefinedVersions(file.Section(".gnu.version_d").Span, names.Span));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Elf64_Dyn: tag, value.
    private static List<string> NeedsIn(ReadOnlySpan<byte> dynamic, ReadOnlySpan<byte> names)
    {
        var needs = new List<string>();
        for (; dynamic.Length >= EntrySize; dynamic = dynamic[EntrySize..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(dynamic) == Needed)
            {
                needs.Add(Text(names, (int)BinaryPrimitives.ReadInt64LittleEndian(dynamic[8..])));
            }
        }

        return needs;
    }

    // Elf64_Verneed: version, count, library's name, offset of the first version, offset of the next. Elf64_Vernaux: hash, flags, number, name, offset of the next.
    private static List<(string, string)> NeededVersions(ReadOnlySpan<byte> section, ReadOnlySpan<byte> names)
    {
        var versions = new List<(string, string)>();
        for (var next = section; next.Length >= EntrySize; next = Advance(next, 12))
        {
            var library = Text(names, BinaryPrimitives.ReadInt32LittleEndian(next[4..]));
            for (var version = next[BinaryPrimitives.ReadInt32LittleEndian(next[8..])..]; version.Length >= EntrySize; version = Advance(version, 12))
            {
                if ((BinaryPrimitives.ReadUInt16LittleEndian(version[4..]) & Weak) == 0)
                {
                    versions.Add((library, Text(names, BinaryPrimitives.ReadInt32LittleEndian(version[8..]))));
                }
            }
        }

        return versions;
    }

    // Elf64_Verdef: version, flags, number, count, hash, offset of the first name, offset of the next. Elf64_Verdaux: name, offset of the next.
    private static HashSet<string> DefinedVersions(ReadOnlySpan<byte> section, ReadOnlySpan<byte> names)
    {
        const int Size = 20;
        var versions = new HashSet<string>(StringComparer.Ordinal);
        for (var next = section; next.Length >= Size; next = Advance(next, 16))
        {
            versions.Add(Text(names, BinaryPrimitives.ReadInt32LittleEndian(next[BinaryPrimitives.ReadInt32LittleEndian(next[12..])..])));
        }

        return versions;
    }

    private static ReadOnlySpan<byte> Advance(ReadOnlySpan<byte> entry, int field)
        => BinaryPrimitives.ReadInt32LittleEndian(entry[field..]) is > 0 and var offset && offset < entry.Length ? entry[offset..] : [];

    private static string Text(ReadOnlySpan<byte> names, int start)
    {
        var text = start >= 0 && start < names.Length ? names[start..] : [];
        return Encoding.UTF8.GetString(text[..Math.Max(0, text.IndexOf((byte)0))]);
    }
}
