using System.Buffers.Binary;
using System.Text;
using Harness.Agent.Init;

namespace Harness.Agent.Crashes;

/// <summary>
/// Says where a crashed player was, from the core dump that the kernel hands to this program. Drivers are built without frame pointers and shipped without
/// debugging data, so the stack is read for addresses that follow a call: the frames are there in order, and now and then one that is left over from before.
/// </summary>
internal static class CoreReport
{
    private const int MostFrames = 32;

    /// <summary>Writes the report where the agent looks for it; the kernel waits for it.</summary>
    public static int Write(Stream core, string process, string signal)
    {
        string text;
        try
        {
            text = Describe(CoreDump.Read(core), signal, GuestFolders.Root);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ArgumentOutOfRangeException)
        {
            text = $"The core dump could not be read: {e.Message}";
        }

        Console.WriteLine($"harness-agent: process {process} crashed\n{text}");
        File.WriteAllText(Path.Combine(GuestFolders.CoreReports, process), text);
        return 0;
    }

    /// <summary>The report's text.</summary>
    /// <param name="root">The folder that the process saw as its root.</param>
    public static string Describe(CoreDump dump, string signal, string root)
    {
        var files = new Dictionary<string, CodeFile?>();
        var text = new StringBuilder();
        text.Append($"signal {signal} at {dump.Instruction:x}, address {dump.FaultAddress:x}");
        text.Append($"\n#0 {Place(dump, dump.Instruction, dump.CodeAt(dump.Instruction), Open)}");
        var frames = 1;
        for (var stack = dump.Stack.AsSpan(); stack.Length >= sizeof(ulong) && frames < MostFrames; stack = stack[sizeof(ulong)..])
        {
            var address = BinaryPrimitives.ReadUInt64LittleEndian(stack);
            if (dump.CodeAt(address) is { } file && Open(file)?.FollowsCall(address - file.Start + file.Offset) == true)
            {
                text.Append($"\n#{frames++} {Place(dump, address, file, Open)}");
            }
        }

        return text.ToString();

        CodeFile? Open(MappedFile file)
        {
            if (!files.TryGetValue(file.Path, out var code))
            {
                files[file.Path] = code = CodeFile.TryOpen(root + file.Path);
            }

            return code;
        }
    }

    private static string Place(CoreDump dump, ulong address, MappedFile? file, Func<MappedFile, CodeFile?> open)
    {
        if (file is not { } mapped)
        {
            return $"{address:x} ({(dump.Files.Count == 0 ? "the dump names no files" : "in no file")})";
        }

        var offset = address - mapped.Start + mapped.Offset;
        var place = $"{Path.GetFileName(mapped.Path)}+0x{offset:x}";
        return open(mapped)?.FunctionAt(offset) is var (name, distance) ? $"{name}+0x{distance:x} ({place})" : place;
    }
}
