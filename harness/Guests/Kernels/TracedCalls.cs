using System.Buffers.Binary;
using System.Text;

namespace Harness.Guests.Kernels;

/// <summary>
/// The calls at the start of a module's functions that the kernel's function tracer may use (gcc -mfentry -mrecord-mcount). A kernel that loads the module makes
/// no-operations of them, and looks each function's name up for it among all names of the module: for the larger drivers that is most of the time that loading
/// takes. Here they are made the same no-operations beforehand, so that the code that runs is the same.
/// </summary>
internal static class TracedCalls
{
    private const string Places = "__mcount_loc";
    private const string Callee = "__fentry__";
    private const int RelocationSize = 24;
    private const int SymbolSize = 24;
    private const byte Call = 0xe8;

    /// <summary>The no-operation of five bytes that the kernel uses (arch/x86/include/asm/nops.h, BYTES_NOP5).</summary>
    private static ReadOnlySpan<byte> NoOperation => [0x0f, 0x1f, 0x44, 0x00, 0x00];

    /// <summary>Replaces them, and hides the list of their places. A module that has none, or has them in another form, is left as it is.</summary>
    /// <param name="module">A relocatable ELF file; changed in place.</param>
    public static void Remove(Span<byte> module)
    {
        if (module.IndexOf(Encoding.ASCII.GetBytes(Places)) < 0)
        {
            return;
        }

        var sections = new ElfFile(module.ToArray(), "a module").Sections;
        var list = sections.FirstOrDefault(section => section.Name == Places);
        var places = sections.FirstOrDefault(section => section.Name == ".rela" + Places);
        if (list is null || places is null || FindAll(module, sections, places) is not { } calls)
        {
            return;
        }

        foreach (var (code, relocation) in calls)
        {
            NoOperation.CopyTo(module[(int)code..]);
            // R_X86_64_NONE.
            BinaryPrimitives.WriteUInt64LittleEndian(module[((int)relocation + 8)..], 0);
        }

        module[(int)list.NameOffset] = (byte)'-';
    }

    /// <summary>Where in the file each call is, and the relocation that gives it its target; null when one is not as expected.</summary>
    private static List<(long Code, long Relocation)>? FindAll(ReadOnlySpan<byte> module, IReadOnlyList<ElfSection> sections, ElfSection places)
    {
        var symbols = sections[places.Link];
        var names = sections[symbols.Link];
        var targets = new Dictionary<(int Section, long Offset), long>();
        for (var index = 0; index < sections.Count; index++)
        {
            if (sections[index] is { Name: var name } relocations && name.StartsWith(".rela", StringComparison.Ordinal) && relocations.Link == places.Link)
            {
                NoteCalls(module, relocations, symbols, names, targets);
            }
        }

        var calls = new List<(long, long)>();
        for (var at = places.Offset; at < places.Offset + places.Size; at += RelocationSize)
        {
            var symbol = module.Slice((int)(symbols.Offset + (U32(module, at + 12) * SymbolSize)), SymbolSize);
            int section = BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(symbol[8..]) + I64(module, at + 16);
            if (section >= sections.Count || !targets.TryGetValue((section, offset + 1), out var relocation) || module[(int)(sections[section].Offset + offset)] != Call)
            {
                return null;
            }

            calls.Add((sections[section].Offset + offset, relocation));
        }

        return calls;
    }

    /// <summary>Notes the relocations of one section that lead to the tracer, by the place that each is for.</summary>
    private static void NoteCalls(ReadOnlySpan<byte> module, ElfSection relocations, ElfSection symbols, ElfSection names, Dictionary<(int, long), long> targets)
    {
        var wanted = Encoding.ASCII.GetBytes(Callee + "\0");
        long callee = -1;
        for (var at = relocations.Offset; at < relocations.Offset + relocations.Size; at += RelocationSize)
        {
            long symbol = U32(module, at + 12);
            if (symbol != callee)
            {
                var name = names.Offset + U32(module, symbols.Offset + (symbol * SymbolSize));
                if (!module[(int)name..].StartsWith(wanted))
                {
                    continue;
                }

                callee = symbol;
            }

            targets[(relocations.Info, I64(module, at))] = at;
        }
    }

    private static uint U32(ReadOnlySpan<byte> module, long offset) => BinaryPrimitives.ReadUInt32LittleEndian(module[(int)offset..]);

    private static long I64(ReadOnlySpan<byte> module, long offset) => BinaryPrimitives.ReadInt64LittleEndian(module[(int)offset..]);
}
