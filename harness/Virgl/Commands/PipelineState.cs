namespace Harness.Virgl.Commands;

/// <summary>Sets viewports from a slot on; slots and viewports together at most 16.</summary>
public readonly record struct SetViewportState(uint StartSlot, EquatableArray<Viewport> Viewports) : IVirglCommand<SetViewportState>
{
    public CommandId Id => CommandId.SetViewportState;

    public static SetViewportState Decode(ref WordReader words) => new(words.UInt(), words.RestAs<Viewport>());

    public static void Write(CommandStream stream, uint startSlot, ReadOnlySpan<Viewport> viewports)
    {
        var words = stream.Begin(CommandId.SetViewportState, 1 + (viewports.Length * Viewport.WordCount));
        words[0] = startSlot;
        Sequences.Write(viewports, words[1..]);
    }

    public void Encode(CommandStream stream) => Write(stream, StartSlot, Viewports);

    public void Describe(FieldWriter fields)
    {
        fields.Value("start", StartSlot);
        fields.List("viewports", Viewports.Span);
    }
}

/// <summary>Sets scissor rectangles from a slot on; the rasterizer object switches them on.</summary>
public readonly record struct SetScissorState(uint StartSlot, EquatableArray<ScissorRect> Scissors) : IVirglCommand<SetScissorState>
{
    public CommandId Id => CommandId.SetScissorState;

    public static SetScissorState Decode(ref WordReader words) => new(words.UInt(), words.RestAs<ScissorRect>());

    public static void Write(CommandStream stream, uint startSlot, ReadOnlySpan<ScissorRect> scissors)
    {
        var words = stream.Begin(CommandId.SetScissorState, 1 + (scissors.Length * ScissorRect.WordCount));
        words[0] = startSlot;
        Sequences.Write(scissors, words[1..]);
    }

    public void Encode(CommandStream stream) => Write(stream, StartSlot, Scissors);

    public void Describe(FieldWriter fields)
    {
        fields.Value("start", StartSlot);
        fields.List("scissors", Scissors.Span);
    }
}

/// <summary>Sets the stencil reference values, 8 bits each.</summary>
public readonly record struct SetStencilRef(uint Front, uint Back) : IVirglCommand<SetStencilRef>
{
    public CommandId Id => CommandId.SetStencilRef;

    public static SetStencilRef Decode(ref WordReader words)
    {
        var word = words.UInt();
        return new SetStencilRef(Bits.Get(word, 0, 8), Bits.Get(word, 8, 8));
    }

    public void Encode(CommandStream stream)
    {
        var word = Bits.Set(Bits.Set(0, 0, 8, Front), 8, 8, Back);
        stream.Begin(CommandId.SetStencilRef, 1)[0] = word;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("front", Front);
        fields.Value("back", Back);
    }
}

/// <summary>Sets the constant blend colour.</summary>
public readonly record struct SetBlendColor(ColorWords Color) : IVirglCommand<SetBlendColor>
{
    public CommandId Id => CommandId.SetBlendColor;

    public static SetBlendColor Decode(ref WordReader words) => new(ColorWords.Read(ref words));

    public void Encode(CommandStream stream) => Color.Write(stream.Begin(CommandId.SetBlendColor, ColorWords.WordCount));

    public void Describe(FieldWriter fields) => Color.Describe(fields);
}

/// <summary>Sets the polygon stipple pattern: 32 rows of 32 bits.</summary>
public readonly record struct SetPolygonStipple(EquatableArray<uint> Rows) : IVirglCommand<SetPolygonStipple>
{
    public CommandId Id => CommandId.SetPolygonStipple;

    public static SetPolygonStipple Decode(ref WordReader words) => new(EquatableArray.Create(words.Take(32)));

    public static void Write(CommandStream stream, ReadOnlySpan<uint> rows) =>
        rows.CopyTo(stream.Begin(CommandId.SetPolygonStipple, rows.Length));

    public void Encode(CommandStream stream) => Write(stream, Rows);

    public void Describe(FieldWriter fields) => fields.Words("rows", Rows.Span);
}

/// <summary>Sets the eight user clip planes; the rasterizer object switches them on.</summary>
public readonly record struct SetClipState(EquatableArray<ClipPlane> Planes) : IVirglCommand<SetClipState>
{
    public CommandId Id => CommandId.SetClipState;

    public static SetClipState Decode(ref WordReader words) => new(words.Many<ClipPlane>(8));

    public static void Write(CommandStream stream, ReadOnlySpan<ClipPlane> planes) =>
        Sequences.Write(planes, stream.Begin(CommandId.SetClipState, planes.Length * ClipPlane.WordCount));

    public void Encode(CommandStream stream) => Write(stream, Planes);

    public void Describe(FieldWriter fields) => fields.List("planes", Planes.Span);
}

/// <summary>Sets the samples that may be written.</summary>
public readonly record struct SetSampleMask(uint Mask) : IVirglCommand<SetSampleMask>
{
    public CommandId Id => CommandId.SetSampleMask;

    public static SetSampleMask Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.SetSampleMask, 1)[0] = Mask;

    public void Describe(FieldWriter fields) => fields.Hex("mask", Mask);
}

/// <summary>Sets how many samples are shaded at least.</summary>
public readonly record struct SetMinSamples(uint Count) : IVirglCommand<SetMinSamples>
{
    public CommandId Id => CommandId.SetMinSamples;

    public static SetMinSamples Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.SetMinSamples, 1)[0] = Count;

    public void Describe(FieldWriter fields) => fields.Value("count", Count);
}

/// <summary>Sets the default tessellation levels.</summary>
public readonly record struct SetTessellationState(float Outer0, float Outer1, float Outer2, float Outer3, float Inner0, float Inner1)
    : IVirglCommand<SetTessellationState>
{
    public CommandId Id => CommandId.SetTessellationState;

    public static SetTessellationState Decode(ref WordReader words) =>
        new(words.Float(), words.Float(), words.Float(), words.Float(), words.Float(), words.Float());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.SetTessellationState, 6);
        words[5] = BitConverter.SingleToUInt32Bits(Inner1);
        words[4] = BitConverter.SingleToUInt32Bits(Inner0);
        words[3] = BitConverter.SingleToUInt32Bits(Outer3);
        words[2] = BitConverter.SingleToUInt32Bits(Outer2);
        words[1] = BitConverter.SingleToUInt32Bits(Outer1);
        words[0] = BitConverter.SingleToUInt32Bits(Outer0);
    }

    public void Describe(FieldWriter fields)
    {
        fields.List("outer", [Outer0, Outer1, Outer2, Outer3]);
        fields.List("inner", [Inner0, Inner1]);
    }
}
