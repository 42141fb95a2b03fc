using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>
/// Reads VirGL command streams. Takes any dwords and never throws: what is no well-formed command becomes a <see cref="RawCommand"/>
/// that says why. Encoding what was decoded gives exactly the same dwords.
/// </summary>
public static class VirglDecoder
{
    /// <summary>All commands of a stream, in order.</summary>
    public static IReadOnlyList<IVirglCommand> Decode(ReadOnlySpan<uint> stream)
    {
        var commands = new List<IVirglCommand>();
        var scratch = new CommandStream();
        while (!stream.IsEmpty)
        {
            commands.Add(DecodeFirst(stream, scratch, out var length));
            stream = stream[length..];
        }

        return commands;
    }

    /// <summary>Appends commands to a stream.</summary>
    public static void Encode(IEnumerable<IVirglCommand> commands, CommandStream stream)
    {
        foreach (var command in commands)
        {
            command.Encode(stream);
        }
    }

    private static IVirglCommand DecodeFirst(ReadOnlySpan<uint> stream, CommandStream scratch, out int length)
    {
        var header = stream[0];
        var announced = (int)(header >> 16);
        var payload = stream[1..Math.Min(stream.Length, 1 + announced)];
        length = 1 + payload.Length;
        if (payload.Length < announced)
        {
            return Raw(header, payload, $"the stream ends after {payload.Length} of {announced} payload dwords");
        }

        var words = new WordReader(payload);
        var command = CommandTable.Read(header, ref words);
        if (command is null)
        {
            return Raw(header, payload, (CommandId)(header & 0xff) == CommandId.CreateObject ? "unknown object type" : "unknown command");
        }

        if (words.Overrun)
        {
            return Raw(header, payload, $"{announced} payload dwords do not fit the command");
        }

        if (words.Remaining > 0)
        {
            return Raw(header, payload, $"{words.Remaining} dwords more than the command has");
        }

        scratch.Reset();
        command.Encode(scratch);
        return scratch.Words.SequenceEqual(stream[..length]) ? command : Raw(header, payload, "bits outside the command's fields are set");
    }

    private static RawCommand Raw(uint header, ReadOnlySpan<uint> payload, string reason) =>
        new(header, EquatableArray.Create(payload), reason);
}
