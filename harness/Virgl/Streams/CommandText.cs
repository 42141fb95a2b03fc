using System.Text;
using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>
/// VirGL streams as text for people: one line per command with names and values, shader text on indented lines below its command.
/// Takes any dwords and never throws; what is no well-formed command is shown with the reason and its dwords.
/// </summary>
public static class CommandText
{
    /// <summary>A whole stream; each line starts with the dword offset of its command.</summary>
    public static string Of(ReadOnlySpan<uint> stream)
    {
        var text = new StringBuilder();
        var fields = new FieldWriter();
        var measured = new CommandStream();
        foreach (var command in VirglDecoder.Decode(stream))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{measured.Length,5}  ").Append(Of(command, fields)).Append('\n');
            command.Encode(measured);
        }

        return text.ToString();
    }

    /// <summary>One command, without an offset.</summary>
    public static string Of(IVirglCommand command) => Of(command, new FieldWriter());

    /// <summary>The name of a command as the protocol spells it.</summary>
    public static string NameOf(CommandId id) => id switch
    {
        CommandId.SetStreamOutputTargets => "SET_STREAMOUT_TARGETS",
        CommandId.SetSubContext => "SET_SUB_CTX",
        CommandId.CreateSubContext => "CREATE_SUB_CTX",
        CommandId.DestroySubContext => "DESTROY_SUB_CTX",
        CommandId.SetTessellationState => "SET_TESS_STATE",
        CommandId.SetFramebufferStateNoAttachment => "SET_FRAMEBUFFER_STATE_NO_ATTACH",
        CommandId.Transfer3D => "TRANSFER3D",
        CommandId.CopyTransfer3D => "COPY_TRANSFER3D",
        _ when Enum.IsDefined(id) => Upper(id.ToString()),
        _ => $"COMMAND_{(uint)id}",
    };

    private static string Of(IVirglCommand command, FieldWriter fields)
    {
        command.Describe(fields);
        return fields.Take(command is RawCommand ? "!" + NameOf(command.Id) : NameOf(command.Id));
    }

    /// <summary>SetViewportState to SET_VIEWPORT_STATE.</summary>
    private static string Upper(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }
}
