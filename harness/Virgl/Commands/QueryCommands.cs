namespace Harness.Virgl.Commands;

/// <summary>Starts a query.</summary>
public readonly record struct BeginQuery(uint Handle) : IVirglCommand<BeginQuery>
{
    public CommandId Id => CommandId.BeginQuery;

    public static BeginQuery Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.BeginQuery, 1)[0] = Handle;

    public void Describe(FieldWriter fields) => fields.Value("handle", Handle);
}

/// <summary>Ends a query; the only command of a timestamp.</summary>
public readonly record struct EndQuery(uint Handle) : IVirglCommand<EndQuery>
{
    public CommandId Id => CommandId.EndQuery;

    public static EndQuery Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.EndQuery, 1)[0] = Handle;

    public void Describe(FieldWriter fields) => fields.Value("handle", Handle);
}

/// <summary>Asks for the result in the query's buffer (PROTOCOL section 2.4). The renderer does not look at the wait.</summary>
public readonly record struct GetQueryResult(uint Handle, bool Wait = true) : IVirglCommand<GetQueryResult>
{
    public CommandId Id => CommandId.GetQueryResult;

    public static GetQueryResult Decode(ref WordReader words) => new(words.UInt(), words.UInt() != 0);

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.GetQueryResult, 2);
        words[1] = Wait ? 1u : 0;
        words[0] = Handle;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("handle", Handle);
        fields.Flag("wait", Wait);
    }
}

/// <summary>Writes the result into a buffer, ordered with the stream.</summary>
/// <param name="Offset">Bytes into the buffer.</param>
/// <param name="Index">-1: whether the result is available.</param>
public readonly record struct GetQueryResultQbo(uint Handle, uint Resource, bool Wait, QueryResultType ResultType, uint Offset, int Index)
    : IVirglCommand<GetQueryResultQbo>
{
    public CommandId Id => CommandId.GetQueryResultQbo;

    public static GetQueryResultQbo Decode(ref WordReader words) =>
        new(words.UInt(), words.UInt(), words.UInt() != 0, (QueryResultType)words.UInt(), words.UInt(), (int)words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.GetQueryResultQbo, 6);
        words[5] = (uint)Index;
        words[4] = Offset;
        words[3] = (uint)ResultType;
        words[2] = Wait ? 1u : 0;
        words[1] = Resource;
        words[0] = Handle;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("handle", Handle);
        fields.Value("res", Resource);
        fields.Flag("wait", Wait);
        fields.Value("result_type", ResultType);
        fields.Value("offset", Offset);
        fields.Value("index", Index);
    }
}

/// <summary>Draws only where a query's outcome allows; handle 0 ends it.</summary>
public readonly record struct SetRenderCondition(uint Handle, bool Condition = false, RenderConditionMode Mode = RenderConditionMode.Wait)
    : IVirglCommand<SetRenderCondition>
{
    public CommandId Id => CommandId.SetRenderCondition;

    public static SetRenderCondition Decode(ref WordReader words) => new(words.UInt(), words.UInt() != 0, (RenderConditionMode)words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.SetRenderCondition, 3);
        words[2] = (uint)Mode;
        words[1] = Condition ? 1u : 0;
        words[0] = Handle;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("handle", Handle);
        fields.Flag("condition", Condition);
        fields.Value("mode", Mode);
    }
}

/// <summary>Binds stream-out targets; none unbinds.</summary>
/// <param name="AppendMask">Bit i: target i goes on behind what was written before.</param>
public readonly record struct SetStreamOutputTargets(uint AppendMask, EquatableArray<uint> Targets) : IVirglCommand<SetStreamOutputTargets>
{
    public CommandId Id => CommandId.SetStreamOutputTargets;

    public static SetStreamOutputTargets Decode(ref WordReader words) => new(words.UInt(), words.Rest());

    public static void Write(CommandStream stream, uint appendMask, ReadOnlySpan<uint> targets)
    {
        var words = stream.Begin(CommandId.SetStreamOutputTargets, 1 + targets.Length);
        words[0] = appendMask;
        targets.CopyTo(words[1..]);
    }

    public void Encode(CommandStream stream) => Write(stream, AppendMask, Targets);

    public void Describe(FieldWriter fields)
    {
        fields.Hex("append", AppendMask);
        fields.List("targets", Targets.Span);
    }
}
