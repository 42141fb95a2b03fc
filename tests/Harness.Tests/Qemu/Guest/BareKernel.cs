using System.Buffers.Binary;
using System.Text;

namespace Harness.Tests.Qemu.Guest;

/// <summary>
/// A kernel of a few bytes that QEMU starts by its PVH entry note as it does Linux: what a machine does when its guest panics, hangs or switches
/// itself off can be tried in tenths of a second. It runs in 32-bit protected mode without interrupts; any interrupt resets the machine.
/// </summary>
internal sealed class BareKernel
{
    private const uint LoadAddress = 0x100000;
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int NoteSize = 24;
    private const int CodeOffset = HeaderSize + (2 * ProgramHeaderSize) + NoteSize;

    private readonly List<byte> _code = [0xfa];

    /// <summary>Writes to the serial port.</summary>
    public BareKernel Say(string text)
    {
        Append(0xba, 0xf8, 0x03, 0x00, 0x00);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            Append(0xb0, b, 0xee);
        }

        return this;
    }

    /// <summary>Tells the panic device, which sits at port 0x505.</summary>
    public BareKernel TellPanicDevice() => Out8(0x505, 1);

    /// <summary>Switches the machine off: ACPI's sleep state 5, whose type is 0 on QEMU's PCs.</summary>
    public BareKernel PowerOff() => Append(0xba, 0x04, 0x06, 0x00, 0x00, 0x66, 0xb8, 0x00, 0x20, 0x66, 0xef).Halt();

    /// <summary>Resets the machine.</summary>
    public BareKernel Reset() => Out8(0xcf9, 6).Halt();

    /// <summary>Stands still.</summary>
    public BareKernel Halt() => Append(0xf4, 0xeb, 0xfd);

    /// <summary>Lets some time pass: counts down from <paramref name="count"/>.</summary>
    public BareKernel Count(uint count)
    {
        Append(0xb9);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, count);
        _code.AddRange(number);
        return Append(0x49, 0x75, 0xfd);
    }

    /// <summary>Does what was said so far again and again.</summary>
    public BareKernel Repeat()
    {
        Append(0xe9);
        Span<byte> distance = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(distance, -(_code.Count + 4));
        _code.AddRange(distance);
        return this;
    }

    /// <summary>Writes the ELF file.</summary>
    public string WriteTo(string path)
    {
        var file = new byte[CodeOffset + _code.Count];
        var span = file.AsSpan();
        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(span);
        U16(span, 16, 2);
        U16(span, 18, 62);
        U32(span, 20, 1);
        U64(span, 24, LoadAddress + CodeOffset);
        U64(span, 32, HeaderSize);
        U16(span, 52, HeaderSize);
        U16(span, 54, ProgramHeaderSize);
        U16(span, 56, 2);
        Segment(span[HeaderSize..], type: 1, 0, file.Length);
        Segment(span[(HeaderSize + ProgramHeaderSize)..], type: 4, CodeOffset - NoteSize, NoteSize);

        // The note "Xen" of type 18: the physical address of the 32-bit entry.
        var note = span[(CodeOffset - NoteSize)..];
        U32(note, 0, 4);
        U32(note, 4, 8);
        U32(note, 8, 18);
        "Xen"u8.CopyTo(note[12..]);
        U64(note, 16, LoadAddress + CodeOffset);
        _code.ToArray().CopyTo(span[CodeOffset..]);
        File.WriteAllBytes(path, file);
        return path;
    }

    private BareKernel Out8(uint port, byte value) => Append(0xba, (byte)port, (byte)(port >> 8), 0, 0, 0xb0, value, 0xee);

    private BareKernel Append(params ReadOnlySpan<byte> bytes)
    {
        _code.AddRange(bytes);
        return this;
    }

    private static void Segment(Span<byte> header, uint type, int offset, int size)
    {
        U32(header, 0, type);
        U32(header, 4, 7);
        U64(header, 8, (ulong)offset);
        U64(header, 16, LoadAddress + (ulong)offset);
        U64(header, 24, LoadAddress + (ulong)offset);
        U64(header, 32, (ulong)size);
        U64(header, 40, (ulong)size);
        U64(header, 48, 4);
    }

    private static void U16(Span<byte> span, int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(span[offset..], value);

    private static void U32(Span<byte> span, int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(span[offset..], value);

    private static void U64(Span<byte> span, int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(span[offset..], value);
}
