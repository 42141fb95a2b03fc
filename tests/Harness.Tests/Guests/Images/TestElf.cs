using System.Buffers.Binary;
using System.Text;

namespace Harness.Tests.Guests.Images;

/// <summary>The smallest ELF files that kernels and modules can be told by: with a PVH note, and with a section of module information.</summary>
internal static class TestElf
{
    private const int HeaderSize = 64;

    /// <summary>A kernel with a note of that type of Xen's; 18 is the PVH entry.</summary>
    public static byte[] Kernel(uint note = 18, int padding = 4096)
    {
        var file = new byte[HeaderSize + 56 + 20 + padding];
        Header(file);
        U64(file, 32, HeaderSize);
        U16(file, 56, 1);
        U32(file, HeaderSize, 4);
        U64(file, HeaderSize + 8, HeaderSize + 56);
        U64(file, HeaderSize + 32, 20);
        var notes = file.AsSpan(HeaderSize + 56);
        BinaryPrimitives.WriteInt32LittleEndian(notes, 4);
        BinaryPrimitives.WriteInt32LittleEndian(notes[4..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(notes[8..], note);
        "Xen\0"u8.CopyTo(notes[12..]);
        return file;
    }

    /// <summary>A module that says this of itself: <c>name=a</c>, <c>depends=b,c</c>.</summary>
    public static byte[] Module(params string[] information)
    {
        var names = "\0.shstrtab\0.modinfo\0"u8.ToArray();
        var section = Encoding.UTF8.GetBytes(string.Concat(information.Select(entry => entry + "\0")));
        var table = HeaderSize + names.Length + section.Length;
        var file = new byte[table + 3 * 64];
        Header(file);
        names.CopyTo(file, HeaderSize);
        section.CopyTo(file, HeaderSize + names.Length);
        U64(file, 40, (ulong)table);
        U16(file, 60, 3);
        U16(file, 62, 1);
        Section(file, table + 64, 1, HeaderSize, names.Length);
        Section(file, table + 128, 11, HeaderSize + names.Length, section.Length);
        return file;
    }

    private static void Header(byte[] file)
    {
        "\x7f"u8.CopyTo(file);
        "ELF"u8.CopyTo(file.AsSpan(1));
        (file[4], file[5]) = (2, 1);
    }

    private static void Section(byte[] file, int header, uint name, int offset, int size)
    {
        U32(file, header, name);
        U64(file, header + 24, (ulong)offset);
        U64(file, header + 32, (ulong)size);
    }

    private static void U16(byte[] file, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), value);

    private static void U32(byte[] file, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), value);

    private static void U64(byte[] file, int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);
}
