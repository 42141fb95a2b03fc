using System.Buffers.Binary;
using System.Text;

namespace Harness.Agent.Crashes;

/// <summary>A file mapped into a process.</summary>
/// <param name="Start">First address.</param>
/// <param name="End">First address past it.</param>
/// <param name="Offset">Where in the file it begins.</param>
/// <param name="Path">The file, as the process saw it.</param>
internal readonly record struct MappedFile(ulong Start, ulong End, ulong Offset, string Path);

/// <summary>
/// What a core dump says of the thread that crashed (elf(5), core(5); x86-64): its instruction pointer, the top of its stack, and the files that were
/// mapped. It is read from a pipe, front to back, no further than needed.
/// </summary>
internal sealed class CoreDump
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const uint LoadSegment = 1;
    private const uint NoteSegment = 4;
    private const uint Executable = 1;
    private const uint StatusNote = 1;
    private const uint FileNote = 0x46494c45;
    private const uint SignalNote = 0x53494749;
    private const int MostNotes = 16 << 20;
    private const int MostStack = 64 << 10;

    // Of struct elf_prstatus, struct user_regs_struct and siginfo_t.
    private const int RegistersOffset = 112;
    private const int InstructionPointer = RegistersOffset + (16 * 8);
    private const int StackPointer = RegistersOffset + (19 * 8);
    private const int FaultAddressOffset = 16;

    private readonly List<(ulong Offset, ulong Address, ulong Size, bool Executable)> _loads = [];

    private CoreDump()
    {
    }

    /// <summary>Where the thread was.</summary>
    public ulong Instruction { get; private set; }

    /// <summary>The address it could not reach, where the signal tells one.</summary>
    public ulong FaultAddress { get; private set; }

    /// <summary>Its stack from the stack pointer upwards, 64 KiB at most.</summary>
    public byte[] Stack { get; private set; } = [];

    /// <summary>Files mapped when it crashed.</summary>
    public IReadOnlyList<MappedFile> Files { get; private set; } = [];

    /// <summary>Reads a dump.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static CoreDump Read(Stream stream)
    {
        var dump = new CoreDump();
        var header = new byte[HeaderSize];
        stream.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32BigEndian(header) != 0x7f454c46)
        {
            throw new InvalidDataException("It is no ELF file.");
        }

        var segments = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56)) * SegmentSize];
        stream.ReadExactly(segments);
        var position = (ulong)(HeaderSize + segments.Length);
        var (noteOffset, noteSize) = dump.ReadSegments(segments);
        Skip(stream, ref position, noteOffset);
        var notes = new byte[noteSize];
        stream.ReadExactly(notes);
        position += (ulong)noteSize;
        var stackPointer = dump.ReadNotes(notes);
        dump.ReadStack(stream, position, stackPointer);
        return dump;
    }

    /// <summary>The executable mapping that an address lies in; null when there is none.</summary>
    public MappedFile? CodeAt(ulong address)
    {
        if (!_loads.Exists(load => load.Executable && address >= load.Address && address - load.Address < load.Size))
        {
            return null;
        }

        foreach (var file in Files)
        {
            if (address >= file.Start && address < file.End)
            {
                return file;
            }
        }

        return null;
    }

    private static void Skip(Stream stream, ref ulong position, ulong to)
    {
        var buffer = new byte[64 << 10];
        while (position < to)
        {
            var count = (int)Math.Min((ulong)buffer.Length, to - position);
            stream.ReadExactly(buffer, 0, count);
            position += (ulong)count;
        }
    }

    private (ulong Offset, int Size) ReadSegments(ReadOnlySpan<byte> segments)
    {
        var notes = (Offset: 0ul, Size: 0);
        for (; segments.Length > 0; segments = segments[SegmentSize..])
        {
            var (type, flags) = (BinaryPrimitives.ReadUInt32LittleEndian(segments), BinaryPrimitives.ReadUInt32LittleEndian(segments[4..]));
            var (offset, address) = (BinaryPrimitives.ReadUInt64LittleEndian(segments[8..]), BinaryPrimitives.ReadUInt64LittleEndian(segments[16..]));
            var (inFile, inMemory) = (BinaryPrimitives.ReadUInt64LittleEndian(segments[32..]), BinaryPrimitives.ReadUInt64LittleEndian(segments[40..]));
            if (type == NoteSegment)
            {
                notes = (offset, (int)Math.Min(inFile, MostNotes));
            }
            else if (type == LoadSegment)
            {
                _loads.Add((offset, address, inMemory, (flags & Executable) != 0));
            }
        }

        return notes;
    }

    private ulong ReadNotes(ReadOnlySpan<byte> notes)
    {
        var stackPointer = 0ul;
        while (notes.Length >= 12)
        {
            var name = (BinaryPrimitives.ReadInt32LittleEndian(notes) + 3) & ~3;
            var size = BinaryPrimitives.ReadInt32LittleEndian(notes[4..]);
            var type = BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]);
            var value = notes.Slice(12 + name, size);
            switch (type)
            {
                // The first is of the thread that crashed.
                case StatusNote when Instruction == 0:
                    Instruction = BinaryPrimitives.ReadUInt64LittleEndian(value[InstructionPointer..]);
                    stackPointer = BinaryPrimitives.ReadUInt64LittleEndian(value[StackPointer..]);
                    break;
                case SignalNote when FaultAddress == 0:
                    FaultAddress = BinaryPrimitives.ReadUInt64LittleEndian(value[FaultAddressOffset..]);
                    break;
                case FileNote:
                    Files = ReadFiles(value);
                    break;
                default:
                    break;
            }

            notes = notes[Math.Min(notes.Length, 12 + name + ((size + 3) & ~3))..];
        }

        return stackPointer;
    }

    private static List<MappedFile> ReadFiles(ReadOnlySpan<byte> value)
    {
        var count = (int)BinaryPrimitives.ReadUInt64LittleEndian(value);
        var page = BinaryPrimitives.ReadUInt64LittleEndian(value[8..]);
        var ranges = value[16..];
        var names = ranges[(count * 24)..];
        var files = new List<MappedFile>(count);
        for (var i = 0; i < count; i++)
        {
            var end = names.IndexOf((byte)0);
            var range = ranges[(i * 24)..];
            files.Add(new MappedFile(
                BinaryPrimitives.ReadUInt64LittleEndian(range),
                BinaryPrimitives.ReadUInt64LittleEndian(range[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(range[16..]) * page,
                Encoding.UTF8.GetString(names[..end])));
            names = names[(end + 1)..];
        }

        return files;
    }

    private void ReadStack(Stream stream, ulong position, ulong stackPointer)
    {
        foreach (var load in _loads)
        {
            if (stackPointer < load.Address || stackPointer - load.Address >= load.Size)
            {
                continue;
            }

            try
            {
                Skip(stream, ref position, load.Offset + (stackPointer - load.Address));
                Stack = new byte[(int)Math.Min(MostStack, load.Size - (stackPointer - load.Address))];
                stream.ReadExactly(Stack);
            }
            catch (EndOfStreamException)
            {
                // A dump that was cut short still says where it crashed.
                Stack = [];
            }

            return;
        }
    }
}
