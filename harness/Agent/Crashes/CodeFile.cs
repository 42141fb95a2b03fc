using System.Buffers.Binary;
using System.Text;

namespace Harness.Agent.Crashes;

/// <summary>A library or program on disk, asked what lies at an offset: the function by its dynamic symbols, and whether a call ends there (elf(5), 64-bit little-endian).</summary>
internal sealed class CodeFile
{
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const uint DynamicSymbols = 11;
    private const int Function = 2;

    private readonly byte[] _bytes;
    private readonly List<(ulong Start, ulong Size, int Name)> _functions = [];
    private readonly int _names;

    private CodeFile(byte[] bytes)
    {
        _bytes = bytes;
        var sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(40));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(60));
        for (var i = 0; i < count; i++)
        {
            var section = bytes.AsSpan(sections + (i * SectionSize), SectionSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == DynamicSymbols)
            {
                var link = (int)BinaryPrimitives.ReadUInt32LittleEndian(section[40..]);
                _names = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(sections + (link * SectionSize) + 24));
                var (offset, size) = ((int)BinaryPrimitives.ReadUInt64LittleEndian(section[24..]), (int)BinaryPrimitives.ReadUInt64LittleEndian(section[32..]));
                ReadSymbols(bytes.AsSpan(offset, size));
            }
        }
    }

    /// <summary>Reads a file; null when there is none, or it is no such file.</summary>
    public static CodeFile? TryOpen(string path)
    {
        try
        {
            return new CodeFile(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The exported function that covers a file offset, with the distance from its start; null when none does.</summary>
    public (string Name, ulong Distance)? FunctionAt(ulong offset)
    {
        // Code is mapped where its addresses and its offsets differ by one constant; the program headers tell it.
        if (AddressOf(offset) is not { } address)
        {
            return null;
        }

        foreach (var (start, size, name) in _functions)
        {
            if (address >= start && address - start < size)
            {
                var text = _bytes.AsSpan(_names + name);
                return (Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]), address - start);
            }
        }

        return null;
    }

    /// <summary>Whether the instruction before that offset is a call, so that the offset can be a return address.</summary>
    public bool FollowsCall(ulong offset)
    {
        const byte CallRelative = 0xe8;
        const byte CallIndirect = 0xff;
        if (offset < 8 || offset > (ulong)_bytes.Length)
        {
            return false;
        }

        var before = _bytes.AsSpan((int)offset - 8, 8);
        if (before[3] == CallRelative)
        {
            return true;
        }

        // ff /2 with its operand: two to seven bytes.
        for (var length = 2; length <= 7; length++)
        {
            if (before[8 - length] == CallIndirect && ((before[9 - length] >> 3) & 7) == 2)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadSymbols(ReadOnlySpan<byte> symbols)
    {
        for (; symbols.Length >= SymbolSize; symbols = symbols[SymbolSize..])
        {
            var (start, size) = (BinaryPrimitives.ReadUInt64LittleEndian(symbols[8..]), BinaryPrimitives.ReadUInt64LittleEndian(symbols[16..]));
            if ((symbols[4] & 15) == Function && start != 0 && size != 0)
            {
                _functions.Add((start, size, (int)BinaryPrimitives.ReadUInt32LittleEndian(symbols)));
            }
        }
    }

    private ulong? AddressOf(ulong offset)
    {
        var headers = (int)BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(32));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(56));
        for (var i = 0; i < count; i++)
        {
            var header = _bytes.AsSpan(headers + (i * 56), 56);
            var (start, size) = (BinaryPrimitives.ReadUInt64LittleEndian(header[8..]), BinaryPrimitives.ReadUInt64LittleEndian(header[32..]));
            if (BinaryPrimitives.ReadUInt32LittleEndian(header) == 1 && offset >= start && offset - start < size)
            {
                return offset - start + BinaryPrimitives.ReadUInt64LittleEndian(header[16..]);
            }
        }

        return null;
    }
}
