namespace Harness.Virgl.Commands;

/// <summary>Does nothing, whatever its payload.</summary>
public readonly record struct Nop(EquatableArray<uint> Payload) : IVirglCommand<Nop>
{
    public CommandId Id => CommandId.Nop;

    public static Nop Decode(ref WordReader words) => new(words.Rest());

    public void Encode(CommandStream stream) => Payload.Span.CopyTo(stream.Begin(CommandId.Nop, Payload.Count));

    public void Describe(FieldWriter fields) => fields.Words("payload", Payload.Span);
}

/// <summary>Ends a reserved run of transfers; its payload is padding.</summary>
public readonly record struct EndTransfers(EquatableArray<uint> Padding) : IVirglCommand<EndTransfers>
{
    public CommandId Id => CommandId.EndTransfers;

    public static EndTransfers Decode(ref WordReader words) => new(words.Rest());

    public void Encode(CommandStream stream) => Padding.Span.CopyTo(stream.Begin(CommandId.EndTransfers, Padding.Count));

    public void Describe(FieldWriter fields) => fields.Value("padding", Padding.Count);
}

/// <summary>One of the video commands (53 to 61), its payload as it is. Renderers built without video refuse them.</summary>
public readonly record struct VideoCommand(CommandId Id, EquatableArray<uint> Payload) : IVirglCommand
{
    public void Encode(CommandStream stream) => Payload.Span.CopyTo(stream.Begin(Id, Payload.Count));

    public void Describe(FieldWriter fields) => fields.Words("payload", Payload.Span);
}

/// <summary>
/// Dwords that are no well-formed command, kept as they are: an unknown command, a payload that does not fit its command, bits outside the
/// known fields, a stream that ends inside a command. Also the way to write a bad stream.
/// </summary>
/// <param name="Header">The header as it stands; its length may differ from the payload's.</param>
/// <param name="Reason">Why it is no command, in a few words.</param>
public readonly record struct RawCommand(uint Header, EquatableArray<uint> Payload, string Reason) : IVirglCommand
{
    public CommandId Id => (CommandId)(Header & 0xff);

    /// <summary>Payload dwords that the header announces.</summary>
    public int AnnouncedLength => (int)(Header >> 16);

    public void Encode(CommandStream stream)
    {
        var words = stream.Append(1 + Payload.Count);
        words[0] = Header;
        Payload.Span.CopyTo(words[1..]);
    }

    public void Describe(FieldWriter fields)
    {
        fields.Quoted("malformed", Reason);
        fields.Words("header", [Header]);
        fields.Words("payload", Payload.Span);
    }
}
