namespace Harness.Virgl.Commands;

/// <summary>Copies a box with scaling, format conversion or multisample resolve.</summary>
public readonly record struct Blit(BlitMask Mask, ImageFilter Filter, BlitEnd Destination, BlitEnd Source) : IVirglCommand<Blit>
{
    public CommandId Id => CommandId.Blit;

    public bool ScissorEnable { get; init; }

    public bool RenderConditionEnable { get; init; }

    public bool AlphaBlend { get; init; }

    /// <summary>Counts only with <see cref="ScissorEnable"/>.</summary>
    public ScissorRect Scissor { get; init; }

    public static Blit Decode(ref WordReader words)
    {
        var switches = words.UInt();
        var scissor = ScissorRect.Read(ref words);
        return new Blit((BlitMask)Bits.Get(switches, 0, 8), (ImageFilter)Bits.Get(switches, 8, 2), BlitEnd.Read(ref words), BlitEnd.Read(ref words))
        {
            ScissorEnable = Bits.Get(switches, 10),
            RenderConditionEnable = Bits.Get(switches, 11),
            AlphaBlend = Bits.Get(switches, 12),
            Scissor = scissor,
        };
    }

    public void Encode(CommandStream stream)
    {
        var switches = Bits.Set(Bits.Set(0, 0, 8, (uint)Mask), 8, 2, (uint)Filter);
        switches = Bits.Set(Bits.Set(Bits.Set(switches, 10, ScissorEnable), 11, RenderConditionEnable), 12, AlphaBlend);
        var words = stream.Begin(CommandId.Blit, 21);
        words[0] = switches;
        Scissor.Write(words.Slice(1, 2));
        Destination.Write(words.Slice(3, 9));
        Source.Write(words.Slice(12, 9));
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("mask", Mask);
        fields.Value("filter", Filter);
        fields.Flag("render_condition", RenderConditionEnable);
        fields.Flag("alpha_blend", AlphaBlend);
        if (ScissorEnable)
        {
            fields.Group("scissor", Scissor);
        }

        fields.Group("dst", Destination);
        fields.Group("src", Source);
    }
}

/// <summary>One end of a blit. Widths and heights are signed in the stream: a negative one mirrors.</summary>
public readonly record struct BlitEnd(uint Resource, uint Level, VirglFormat Format, Box Box) : IWords<BlitEnd>
{
    public static int WordCount => 3 + BoxWords.Count;

    public static BlitEnd Read(ref WordReader words) => new(words.UInt(), words.UInt(), (VirglFormat)words.UInt(), BoxWords.Read(ref words));

    public void Write(Span<uint> words)
    {
        BoxWords.Write(Box, words.Slice(3, BoxWords.Count));
        words[2] = (uint)Format;
        words[1] = Level;
        words[0] = Resource;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("level", Level);
        fields.Value("format", Format);
        fields.Group("box", Box);
    }
}

/// <summary>Copies a box bit by bit, between textures or between buffers (x and width in bytes).</summary>
public readonly record struct ResourceCopyRegion(
    uint Destination, uint DestinationLevel, uint X, uint Y, uint Z, uint Source, uint SourceLevel, Box SourceBox) : IVirglCommand<ResourceCopyRegion>
{
    public CommandId Id => CommandId.ResourceCopyRegion;

    public static ResourceCopyRegion Decode(ref WordReader words) => new(
        words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), BoxWords.Read(ref words));

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.ResourceCopyRegion, 13);
        BoxWords.Write(SourceBox, words.Slice(7, BoxWords.Count));
        words[6] = SourceLevel;
        words[5] = Source;
        words[4] = Z;
        words[3] = Y;
        words[2] = X;
        words[1] = DestinationLevel;
        words[0] = Destination;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("dst", Destination);
        fields.Value("dst_level", DestinationLevel);
        fields.Value("x", X);
        fields.Value("y", Y);
        fields.Value("z", Z);
        fields.Value("src", Source);
        fields.Value("src_level", SourceLevel);
        fields.Group("box", SourceBox);
    }
}
