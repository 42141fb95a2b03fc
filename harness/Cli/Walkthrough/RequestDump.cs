using System.Globalization;
using System.Text;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;

namespace Harness.Cli.Walkthrough;

/// <summary>Requests and responses of the control queue with every field named (virtio 1.2 section 5.7.6.7 and 5.7.6.8).</summary>
internal static class RequestDump
{
    private const int HeaderBytes = 24;

    private static readonly Field[] Header =
    [
        new("type", 4), new("flags", 4, v => v == 1 ? "FENCE" : string.Empty), new("fence_id", 8), new("ctx_id", 4), new("ring_idx", 1), new("padding", 3),
    ];

    private static readonly Field[] Rectangle = [new("r.x", 4), new("r.y", 4), new("r.width", 4), new("r.height", 4)];

    private static readonly Field[] Transfer =
    [
        new("box.x", 4), new("box.y", 4), new("box.z", 4), new("box.w", 4), new("box.h", 4), new("box.d", 4), new("offset", 8),
        new("resource_id", 4), new("level", 4), new("stride", 4), new("layer_stride", 4),
    ];

    private static readonly Dictionary<ControlCommand, Field[]> Bodies = new()
    {
        [ControlCommand.ContextCreate] = [new("nlen", 4), new("context_init", 4), new("debug_name", 64)],
        [ControlCommand.ContextAttachResource] = [new("resource_id", 4), new("padding", 4)],
        [ControlCommand.ResourceCreate3D] =
        [
            new("resource_id", 4), new("target", 4, v => $"{(PipeTextureTarget)v}"), new("format", 4, v => $"{(VirglFormat)v}"),
            new("bind", 4, v => $"{(VirglBind)v}", Hex: true), new("width", 4), new("height", 4), new("depth", 4), new("array_size", 4),
            new("last_level", 4), new("nr_samples", 4), new("flags", 4), new("padding", 4),
        ],
        [ControlCommand.TransferToHost3D] = Transfer,
        [ControlCommand.TransferFromHost3D] = Transfer,
        [ControlCommand.Submit3D] = [new("size", 4, _ => "bytes of stream"), new("padding", 4)],
        [ControlCommand.SetScanout] = [.. Rectangle, new("scanout_id", 4), new("resource_id", 4)],
        [ControlCommand.ResourceFlush] = [.. Rectangle, new("resource_id", 4), new("padding", 4)],
        [ControlCommand.ResourceAttachBacking] = [new("resource_id", 4), new("nr_entries", 4)],
    };

    /// <summary>A request; the stream of SUBMIT_3D is only counted.</summary>
    public static string OfRequest(ReadOnlySpan<byte> request)
    {
        var command = (ControlCommand)BitConverter.ToUInt32(request);
        var text = new StringBuilder();
        var at = Fields(text, request, 0, Header, NameOf(command));
        at = Fields(text, request, at, Bodies[command], null);
        for (var entry = 0; command == ControlCommand.ResourceAttachBacking && at < request.Length; entry++)
        {
            at = Fields(text, request, at, [new($"[{entry}].addr", 8, Hex: true), new($"[{entry}].length", 4), new($"[{entry}].padding", 4)], null);
        }

        if (command == ControlCommand.Submit3D)
        {
            text.Append(CultureInfo.InvariantCulture, $"0x{at:x2}  ...                      stream            {(request.Length - at) / 4} dwords\n");
        }
        else if (at != request.Length)
        {
            throw new InvalidOperationException($"The walk-through has no words for the last {request.Length - at} bytes of {NameOf(command)}.");
        }

        return text.ToString();
    }

    /// <summary>A response that is a header and nothing else.</summary>
    public static string OfResponse(ReadOnlySpan<byte> response)
    {
        var text = new StringBuilder();
        var at = Fields(text, response, 0, Header, ResponseName(response));
        return at == response.Length
            ? text.ToString()
            : throw new InvalidOperationException($"The response has {response.Length - HeaderBytes} bytes after its header.");
    }

    /// <summary>A response on one line: its type's bytes, and what follows if it is not all zero.</summary>
    public static string ShortResponse(ReadOnlySpan<byte> response)
    {
        const int TypeBytes = 4;
        var shown = response[TypeBytes..].ContainsAnyExcept((byte)0) ? response : response[..TypeBytes];
        var rest = shown.Length < response.Length ? $" and {response.Length - TypeBytes} zero bytes" : string.Empty;
        return $"`{string.Join(' ', shown.ToArray().Select(b => b.ToString("x2", CultureInfo.InvariantCulture)))}`{rest}, `{ResponseName(response)}`";
    }

    /// <summary>The type in a response's header.</summary>
    public static string ResponseName(ReadOnlySpan<byte> response)
        => (ControlResponse)BitConverter.ToUInt32(response) is var type && type == ControlResponse.Ok ? "RESP_OK_NODATA" : $"0x{(uint)type:x}";

    /// <summary>The command's name in the virtio specification, without its prefix.</summary>
    public static string NameOf(ControlCommand command) => command switch
    {
        ControlCommand.ContextCreate => "CTX_CREATE",
        ControlCommand.ContextAttachResource => "CTX_ATTACH_RESOURCE",
        ControlCommand.ResourceCreate3D => "RESOURCE_CREATE_3D",
        ControlCommand.ResourceAttachBacking => "RESOURCE_ATTACH_BACKING",
        ControlCommand.TransferToHost3D => "TRANSFER_TO_HOST_3D",
        ControlCommand.TransferFromHost3D => "TRANSFER_FROM_HOST_3D",
        ControlCommand.Submit3D => "SUBMIT_3D",
        ControlCommand.SetScanout => "SET_SCANOUT",
        ControlCommand.ResourceFlush => "RESOURCE_FLUSH",
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "The walk-through does not send this."),
    };

    private static int Fields(StringBuilder text, ReadOnlySpan<byte> bytes, int at, IEnumerable<Field> fields, string? firstMeaning)
    {
        foreach (var field in fields)
        {
            HexDump.Field(text, at, bytes.Slice(at, field.Bytes), field.Name, field.Text(bytes.Slice(at, field.Bytes), firstMeaning));
            firstMeaning = null;
            at += field.Bytes;
        }

        return at;
    }

    /// <summary>A little-endian number, or text where it is longer than one.</summary>
    private sealed record Field(string Name, int Bytes, Func<ulong, string>? Meaning = null, bool Hex = false)
    {
        public string Text(ReadOnlySpan<byte> bytes, string? given)
        {
            if (Name.EndsWith("padding", StringComparison.Ordinal))
            {
                return string.Empty;
            }

            if (Bytes > sizeof(ulong))
            {
                return $"\"{Encoding.ASCII.GetString(bytes).TrimEnd('\0')}\"";
            }

            Span<byte> wide = stackalloc byte[sizeof(ulong)];
            wide.Clear();
            bytes.CopyTo(wide);
            var value = BitConverter.ToUInt64(wide);
            var meaning = given ?? Meaning?.Invoke(value);
            var number = Hex || given is not null ? $"0x{value:x}" : value.ToString(CultureInfo.InvariantCulture);
            return string.IsNullOrEmpty(meaning) ? number : $"{number}  {meaning}";
        }
    }
}
