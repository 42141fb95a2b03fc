using System.Buffers.Binary;
using System.Text;

namespace Harness.Guests.Boot;

/// <summary>
/// A first process of a few system calls and nothing else: no C library, no modules, no disk. What the kernel alone needs to come up is measured with it, and
/// what becomes of a machine whose guest panics, hangs or switches itself off is tried with it. A static ELF program for 64-bit Linux, system calls as in
/// syscall(2), numbers as in asm/unistd_64.h; what they return is not looked at.
/// </summary>
public sealed class TinyInit
{
    private const ulong LoadAddress = 0x400000;
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const int CodeOffset = HeaderSize + ProgramHeaderSize;

    private readonly List<byte> _code = [];
    private readonly List<(int Place, byte[] Text)> _texts = [];

    /// <summary>Writes a line to the console.</summary>
    public TinyInit Say(string line) => Call(1, 1, line + "\n", Encoding.UTF8.GetByteCount(line) + 1);

    /// <summary>Waits for a line on the console.</summary>
    public TinyInit Hear() => Call(0, 0, new string(' ', 80), 80);

    /// <summary>Switches the machine off.</summary>
    public TinyInit PowerOff() => Reboot(0x4321fedc);

    /// <summary>Resets the machine.</summary>
    public TinyInit Restart() => Reboot(0x01234567);

    /// <summary>Ends, which a first process may not.</summary>
    public TinyInit Exit() => Call(60, 0);

    /// <summary>Waits for ever, and the processor rests.</summary>
    public TinyInit Wait()
    {
        var start = _code.Count;
        Call(34);
        return JumpTo(start);
    }

    /// <summary>Keeps the processor busy for ever.</summary>
    public TinyInit Spin() => JumpTo(_code.Count);

    /// <summary>Writes an initial file system with this program as <c>/init</c>.</summary>
    /// <param name="path">The file; overwritten.</param>
    public void WriteInitramfs(string path)
    {
        using var stream = File.Create(path);
        var archive = new CpioWriter(stream);
        archive.AddCharacterDevice("dev/console", 5, 1);
        archive.AddFile("init", Program(), executable: true);
        archive.End();
    }

    private TinyInit Reboot(int command) => Call(169, unchecked((int)0xfee1dead), 672274793, command, 0);

    /// <summary>A system call. Arguments are numbers, or texts whose address is meant.</summary>
    private TinyInit Call(int number, params ReadOnlySpan<object> arguments)
    {
        // mov r32, imm32, of edi, esi, edx, r10d.
        ReadOnlySpan<byte[]> registers = [[0xbf], [0xbe], [0xba], [0x41, 0xba]];
        for (var i = 0; i < arguments.Length; i++)
        {
            Append(registers[i]);
            if (arguments[i] is string text)
            {
                _texts.Add((_code.Count, Encoding.UTF8.GetBytes(text + "\0")));
            }

            AppendNumber(arguments[i] as int? ?? 0);
        }

        Append(0xb8);
        AppendNumber(number);
        Append(0x0f, 0x05);
        return this;
    }

    private TinyInit JumpTo(int place)
    {
        Append(0xe9);
        AppendNumber(place - (_code.Count + sizeof(int)));
        return this;
    }

    private void Append(params ReadOnlySpan<byte> bytes) => _code.AddRange(bytes);

    private void AppendNumber(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        Append(bytes);
    }

    /// <summary>ELF header, one segment that may be read, written and executed, code, texts.</summary>
    private byte[] Program()
    {
        var file = new byte[CodeOffset + _code.Count + _texts.Sum(text => text.Text.Length)];
        var span = file.AsSpan();
        _code.CopyTo(file, CodeOffset);
        var at = CodeOffset + _code.Count;
        foreach (var (place, text) in _texts)
        {
            text.CopyTo(file, at);
            U32(CodeOffset + place, (uint)LoadAddress + (uint)at);
            at += text.Length;
        }

        ((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(span);
        const ushort Executable = 2, Amd64 = 62;
        U16(16, Executable);
        U16(18, Amd64);
        U32(20, 1);
        U64(24, LoadAddress + CodeOffset);
        U64(32, HeaderSize);
        U16(52, HeaderSize);
        U16(54, ProgramHeaderSize);
        U16(56, 1);
        const uint Load = 1, ReadWriteExecute = 7;
        U32(HeaderSize, Load);
        U32(HeaderSize + 4, ReadWriteExecute);
        U64(HeaderSize + 16, LoadAddress);
        U64(HeaderSize + 24, LoadAddress);
        U64(HeaderSize + 32, (ulong)file.Length);
        U64(HeaderSize + 40, (ulong)file.Length);
        U64(HeaderSize + 48, 0x1000);
        return file;

        void U16(int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), value);
        void U32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), value);
        void U64(int offset, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(offset), value);
    }
}
