namespace Harness.Virgl.Commands;

/// <summary>Draws with what is bound. A command of 12 dwords, of 14 with <see cref="Patch"/>, of 20 with <see cref="Indirect"/>.</summary>
/// <param name="Start">First vertex; ignored by the renderer for indexed draws.</param>
/// <param name="InstanceCount">0 is a draw without instancing.</param>
/// <param name="IndexBias">Added to each index.</param>
/// <param name="CountFromStreamOutput">Takes the vertex count from what was written out; 0 normally.</param>
public readonly record struct DrawVbo(
    uint Start, uint Count, PipePrimitive Mode, bool Indexed = false, uint InstanceCount = 1, int IndexBias = 0, uint StartInstance = 0,
    bool PrimitiveRestart = false, uint RestartIndex = 0, uint MinIndex = 0, uint MaxIndex = uint.MaxValue, uint CountFromStreamOutput = 0)
    : IVirglCommand<DrawVbo>
{
    private const int ShortWords = 12;
    private const int PatchWords = 14;
    private const int IndirectWords = 20;

    public CommandId Id => CommandId.DrawVbo;

    /// <summary>For <see cref="PipePrimitive.Patches"/> and multi-draws.</summary>
    public DrawPatch? Patch { get; init; }

    /// <summary>Takes the numbers of the draw from a buffer.</summary>
    public DrawIndirect? Indirect { get; init; }

    public static DrawVbo Decode(ref WordReader words)
    {
        var length = words.Remaining;
        var draw = new DrawVbo(
            words.UInt(), words.UInt(), (PipePrimitive)words.UInt(), words.UInt() != 0, words.UInt(), (int)words.UInt(), words.UInt(),
            words.UInt() != 0, words.UInt(), words.UInt(), words.UInt(), words.UInt());
        if (length >= PatchWords)
        {
            draw = draw with { Patch = new DrawPatch(words.UInt(), words.UInt()) };
        }

        if (length >= IndirectWords)
        {
            draw = draw with { Indirect = DrawIndirect.Read(ref words) };
        }

        return draw;
    }

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.DrawVbo, Indirect is not null ? IndirectWords : Patch is not null ? PatchWords : ShortWords);
        words[11] = CountFromStreamOutput;
        words[10] = MaxIndex;
        words[9] = MinIndex;
        words[8] = RestartIndex;
        words[7] = PrimitiveRestart ? 1u : 0;
        words[6] = StartInstance;
        words[5] = (uint)IndexBias;
        words[4] = InstanceCount;
        words[3] = Indexed ? 1u : 0;
        words[2] = (uint)Mode;
        words[1] = Count;
        words[0] = Start;
        if (words.Length >= PatchWords)
        {
            var patch = Patch.GetValueOrDefault();
            words[12] = patch.VerticesPerPatch;
            words[13] = patch.DrawId;
        }

        Indirect?.Write(words[PatchWords..]);
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("mode", Mode);
        fields.Value("start", Start);
        fields.Value("count", Count);
        fields.Flag("indexed", Indexed);
        fields.Value("instances", InstanceCount);
        fields.Value("index_bias", IndexBias);
        fields.Value("start_instance", StartInstance);
        fields.Flag("primitive_restart", PrimitiveRestart);
        fields.Hex("restart_index", RestartIndex);
        fields.Value("min_index", MinIndex);
        fields.Value("max_index", MaxIndex);
        fields.Value("count_from_so", CountFromStreamOutput);
        if (Patch is { } patch)
        {
            fields.Value("vertices_per_patch", patch.VerticesPerPatch);
            fields.Value("draw_id", patch.DrawId);
        }

        if (Indirect is { } indirect)
        {
            fields.Group("indirect", indirect);
        }
    }
}

/// <summary>The part of a draw of 14 dwords.</summary>
public readonly record struct DrawPatch(uint VerticesPerPatch, uint DrawId);

/// <summary>The part of a draw of 20 dwords: where the draw's numbers come from; offsets and strides in bytes.</summary>
public readonly record struct DrawIndirect(
    uint Resource, uint Offset, uint Stride, uint DrawCount, uint DrawCountOffset, uint DrawCountResource) : IWords<DrawIndirect>
{
    public static int WordCount => 6;

    public static DrawIndirect Read(ref WordReader words) =>
        new(words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[5] = DrawCountResource;
        words[4] = DrawCountOffset;
        words[3] = DrawCount;
        words[2] = Stride;
        words[1] = Offset;
        words[0] = Resource;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("offset", Offset);
        fields.Value("stride", Stride);
        fields.Value("draw_count", DrawCount);
        fields.Value("draw_count_offset", DrawCountOffset);
        fields.Value("draw_count_res", DrawCountResource);
    }
}

/// <summary>Runs the bound compute shader: threads per block, blocks per grid, or the latter from a buffer.</summary>
public readonly record struct LaunchGrid(
    uint BlockX, uint BlockY, uint BlockZ, uint GridX, uint GridY, uint GridZ, uint IndirectResource = 0, uint IndirectOffset = 0)
    : IVirglCommand<LaunchGrid>
{
    public CommandId Id => CommandId.LaunchGrid;

    public static LaunchGrid Decode(ref WordReader words) =>
        new(words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.LaunchGrid, 8);
        words[7] = IndirectOffset;
        words[6] = IndirectResource;
        words[5] = GridZ;
        words[4] = GridY;
        words[3] = GridX;
        words[2] = BlockZ;
        words[1] = BlockY;
        words[0] = BlockX;
    }

    public void Describe(FieldWriter fields)
    {
        fields.List("block", [BlockX, BlockY, BlockZ]);
        fields.List("grid", [GridX, GridY, GridZ]);
        fields.Value("indirect_res", IndirectResource);
        fields.Value("indirect_offset", IndirectOffset);
    }
}

/// <summary>Orders shader writes before later uses of the named kinds.</summary>
public readonly record struct MemoryBarrier(PipeBarrier Flags) : IVirglCommand<MemoryBarrier>
{
    public CommandId Id => CommandId.MemoryBarrier;

    public static MemoryBarrier Decode(ref WordReader words) => new((PipeBarrier)words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.MemoryBarrier, 1)[0] = (uint)Flags;

    public void Describe(FieldWriter fields) => fields.Value("flags", Flags);
}

/// <summary>Lets a texture be read where the framebuffer wrote it.</summary>
public readonly record struct TextureBarrier(TextureBarrierKinds Kinds) : IVirglCommand<TextureBarrier>
{
    public CommandId Id => CommandId.TextureBarrier;

    public static TextureBarrier Decode(ref WordReader words) => new((TextureBarrierKinds)words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.TextureBarrier, 1)[0] = (uint)Kinds;

    public void Describe(FieldWriter fields) => fields.Value("kinds", Kinds);
}
