using System.Buffers.Binary;
using System.Text;

namespace Harness.Guests.Kernels;

/// <summary>The little that is wanted of ELF files (64 bit, little-endian): sections by name, and notes. See elf(5).</summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int SectionHeaderSize = 64;
    private const uint NoteSegment = 4;

    private readonly ReadOnlyMemory<byte> _content;
    private readonly string _name;

    /// <param name="content">The whole file.</param>
    /// <param name="name">Its name, for messages.</param>
    public ElfFile(ReadOnlyMemory<byte> content, string name)
    {
        (_content, _name) = (content, name);
        if (content.Length < HeaderSize || !BzImage.IsElf(content.Span) || content.Span[4] != 2 || content.Span[5] != 1)
        {
            throw new InvalidDataException($"{name} is no 64-bit little-endian ELF file.");
        }
    }

    /// <summary>The sections, in the order of their numbers.</summary>
    public IReadOnlyList<ElfSection> Sections
    {
        get
        {
            var (table, count, names) = ((long)U64(40), U16(60), U16(62));
            if (count == 0)
            {
                return [];
            }

            var nameTable = SectionAt(Header(names)).Span;
            var nameOffset = (long)U64(Header(names) + 24);
            var sections = new ElfSection[count];
            for (var index = 0; index < count; index++)
            {
                var header = Header(index);
                sections[index] = new ElfSection(NameAt(nameTable, U32(header)), nameOffset + U32(header), (long)U64(header + 24), (long)U64(header + 32), (int)U32(header + 40), (int)U32(header + 44));
            }

            return sections;

            long Header(int index) => table + ((long)index * SectionHeaderSize);
        }
    }

    /// <summary>A section's content; empty when there is no such section.</summary>
    public ReadOnlyMemory<byte> Section(string name) => Sections.FirstOrDefault(section => section.Name == name) is { } section ? Slice(section.Offset, section.Size) : default;

    /// <summary>Whether there is a note of that owner and type.</summary>
    public bool HasNote(string owner, uint type)
    {
        var (table, count) = ((long)U64(32), U16(56));
        for (var index = 0; index < count; index++)
        {
            var header = table + (long)index * ProgramHeaderSize;
            if (U32(header) == NoteSegment && HasNote(Slice((long)U64(header + 8), (long)U64(header + 32)).Span, Encoding.ASCII.GetBytes(owner + "\0"), type))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNote(ReadOnlySpan<byte> notes, ReadOnlySpan<byte> owner, uint type)
    {
        while (notes.Length >= 12)
        {
            var nameSize = BinaryPrimitives.ReadInt32LittleEndian(notes);
            var size = BinaryPrimitives.ReadInt32LittleEndian(notes[4..]);
            var next = 12L + Padded(nameSize) + Padded(size);
            if (nameSize < 0 || size < 0 || next > notes.Length)
            {
                return false;
            }

            if (BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]) == type && notes.Slice(12, nameSize).SequenceEqual(owner))
            {
                return true;
            }

            notes = notes[(int)next..];
        }

        return false;
    }

    private static string NameAt(ReadOnlySpan<byte> names, uint start)
    {
        var name = start < names.Length ? names[(int)start..] : default;
        return Encoding.ASCII.GetString(name.IndexOf((byte)0) is >= 0 and var length ? name[..length] : name);
    }

    private static long Padded(int size) => (size + 3L) & ~3L;

    private ReadOnlyMemory<byte> SectionAt(long header) => Slice((long)U64(header + 24), (long)U64(header + 32));

    private ushort U16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(offset, 2).Span);

    private uint U32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(offset, 4).Span);

    private ulong U64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(offset, 8).Span);

    private ReadOnlyMemory<byte> Slice(long offset, long length) => offset >= 0 && length >= 0 && offset <= _content.Length - length
        ? _content.Slice((int)offset, (int)length)
        : throw new InvalidDataException($"{_name} is cut short: {length} bytes at {offset} are wanted of {_content.Length}.");
}

/// <summary>A section of an ELF file (Elf64_Shdr).</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameOffset">Of its name in the file, in bytes; names that end alike may share theirs.</param>
/// <param name="Offset">Of its content in the file, in bytes.</param>
/// <param name="Size">In bytes, in the file or, of sections without content, in memory.</param>
/// <param name="Link">A section it refers to: of relocations, that of their symbols.</param>
/// <param name="Info">Another: of relocations, the section that they are applied to.</param>
internal sealed record ElfSection(string Name, long NameOffset, long Offset, long Size, int Link, int Info);
