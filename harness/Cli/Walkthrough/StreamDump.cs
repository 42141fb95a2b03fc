using System.Globalization;
using System.Text;
using Harness.Virgl;
using Harness.Virgl.Commands;

namespace Harness.Cli.Walkthrough;

/// <summary>
/// VirGL commands for people who have to write them: the decoded command, and below it every dword with its place in the stream, its field
/// and what it stands for.
/// </summary>
internal static class StreamDump
{
    private const int DwordsPerRow = 4;
    private const int DecodedColumns = 110;

    // A field is NAME, NAME:KIND or NAME:KIND and a number of dwords. Kinds: u decimal, x hexadecimal, f float, p two 16-bit halves, t text to
    // the end of the command. What follows a star is repeated until the command ends, numbered.
    private static readonly Dictionary<Type, string> Layouts = new()
    {
        [typeof(CreateSurface)] = "handle resource format level layers(first|last<<16):x",
        [typeof(SetFramebufferState)] = "colour_buffers depth_surface *colour_surface",
        [typeof(Clear)] = "buffers:x colour:f4 depth(double):x2 stencil",
        [typeof(SetViewportState)] = "start_slot *scale:f3 translate:f3",
        [typeof(SetScissorState)] = "start_slot *min(x|y<<16):p max(x|y<<16):p",
        [typeof(ResourceInlineWrite)] = "resource level usage stride layer_stride origin:u3 extent:u3 *position:f3 normal:f3 colour:f3",
        [typeof(SetVertexBuffers)] = "*stride offset resource",
        [typeof(CreateVertexElements)] = "handle *offset divisor buffer_slot format",
        [typeof(BindObject)] = "handle",
        [typeof(CreateShader)] = "handle stage text_bytes token_room stream_outputs text:t",
        [typeof(BindShader)] = "handle stage",
        [typeof(CreateBlend)] = "handle switches:x logic_op:x *target:x",
        [typeof(CreateRasterizer)] =
            "handle switches:x point_size:f sprite_coord_enable:x stipple_and_planes:x line_width:f offset_units:f offset_scale:f offset_clamp:f",
        [typeof(SetConstantBuffer)] = "stage index *register:f4",
        [typeof(DrawVbo)] =
            "start count mode indexed instances index_bias start_instance primitive_restart restart_index min_index max_index:x count_from_so",
    };

    /// <summary>All commands of a piece of a stream.</summary>
    /// <param name="stream">Whole commands.</param>
    /// <param name="first">The number of the piece's first dword in its stream.</param>
    public static string Of(ReadOnlySpan<uint> stream, int first)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var command in VirglDecoder.Decode(stream))
        {
            var length = 1 + (int)(stream[at] >> 16);
            if (at > 0)
            {
                text.Append('\n');
            }

            Append(text, command, stream.Slice(at, length), first + at);
            at += length;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IVirglCommand command, ReadOnlySpan<uint> dwords, int at)
    {
        // The text of a shader follows in its dwords; of the decoded form the first line is enough.
        var decoded = CommandText.Of(command);
        var end = decoded.IndexOf('\n', StringComparison.Ordinal);
        text.Append(Wrapped(end < 0 ? decoded : decoded[..end])).Append('\n');
        Row(text, at, dwords[..1], "header", $"{CommandText.NameOf(command.Id)}{SubtypeOf(command, dwords[0])}, {dwords[0] >> 16} dwords follow");
        var layout = Layouts.TryGetValue(command.GetType(), out var known)
            ? known
            : throw new InvalidOperationException($"The walk-through has no words for the dwords of {CommandText.NameOf(command.Id)}.");
        var parts = layout.Split('*');
        var payload = Fields(text, parts[0], dwords[1..], at + 1, null);
        for (var number = 0; parts.Length > 1 && !payload.IsEmpty; number++)
        {
            payload = Fields(text, parts[1], payload, at + dwords.Length - payload.Length, number);
        }

        if (!payload.IsEmpty)
        {
            throw new InvalidOperationException($"The walk-through has no words for the last {payload.Length} dwords of {CommandText.NameOf(command.Id)}.");
        }
    }

    private static string Wrapped(string line)
    {
        var text = new StringBuilder();
        var column = 0;
        foreach (var word in line.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > DecodedColumns)
            {
                text.Append("\n    ").Append(word);
                column = 4 + word.Length;
            }
            else
            {
                text.Append(column > 0 ? " " : string.Empty).Append(word);
                column += 1 + word.Length;
            }
        }

        return text.ToString();
    }

    private static string SubtypeOf(IVirglCommand command, uint header)
        => command.Id is CommandId.CreateObject or CommandId.BindObject ? $" of type {header >> 8 & 0xff}" : string.Empty;

    private static ReadOnlySpan<uint> Fields(StringBuilder text, string layout, ReadOnlySpan<uint> payload, int at, int? number)
    {
        foreach (var field in layout.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, kind, count) = Parse(field);
            name = number is { } n ? $"{name}[{n}]" : name;
            if (kind == 't')
            {
                TextRows(text, name, payload, at);
                return [];
            }

            Row(text, at, payload[..count], name, Value(kind, payload[..count]));
            payload = payload[count..];
            at += count;
        }

        return payload;
    }

    private static (string Name, char Kind, int Count) Parse(string field)
    {
        var colon = field.LastIndexOf(':');
        return colon < 0 ? (field, 'u', 1)
            : (field[..colon], field[colon + 1], colon + 2 < field.Length ? field[colon + 2] - '0' : 1);
    }

    private static void TextRows(StringBuilder text, string name, ReadOnlySpan<uint> payload, int at)
    {
        for (var i = 0; i < payload.Length; i += DwordsPerRow)
        {
            var row = payload[i..Math.Min(payload.Length, i + DwordsPerRow)];
            Row(text, at + i, row, i == 0 ? name : string.Empty, HexDump.Ascii(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row)));
        }
    }

    private static void Row(StringBuilder text, int at, ReadOnlySpan<uint> dwords, string name, string value)
    {
        var hex = string.Join(' ', dwords.ToArray().Select(d => d.ToString("x8", CultureInfo.InvariantCulture)));
        text.Append($"{at,5}  {hex,-35}  {name,-24}  {value}".TrimEnd()).Append('\n');
    }

    private static string Value(char kind, ReadOnlySpan<uint> dwords)
    {
        var values = new List<string>(dwords.Length);
        foreach (var dword in dwords)
        {
            values.Add(kind switch
            {
                'x' => $"0x{dword:x}",
                'f' => BitConverter.UInt32BitsToSingle(dword).ToString("0.0########", CultureInfo.InvariantCulture),
                'p' => $"{dword & 0xffff}, {dword >> 16}",
                _ => dword.ToString(CultureInfo.InvariantCulture),
            });
        }

        return string.Join("  ", values);
    }
}
