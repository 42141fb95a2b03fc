namespace Harness.Virgl.Commands;

/// <summary>Sets what is drawn into: surface handles, at most 8 colours (0 leaves one out), and a depth-stencil surface or 0.</summary>
public readonly record struct SetFramebufferState(uint DepthStencil, EquatableArray<uint> Colors) : IVirglCommand<SetFramebufferState>
{
    public CommandId Id => CommandId.SetFramebufferState;

    public static SetFramebufferState Decode(ref WordReader words)
    {
        var count = words.UInt();
        var depthStencil = words.UInt();
        return new SetFramebufferState(depthStencil, EquatableArray.Create(words.Take((int)Math.Min(count, CommandStream.MaxPayload))));
    }

    public static void Write(CommandStream stream, uint depthStencil, ReadOnlySpan<uint> colors)
    {
        var words = stream.Begin(CommandId.SetFramebufferState, 2 + colors.Length);
        words[0] = (uint)colors.Length;
        words[1] = depthStencil;
        colors.CopyTo(words[2..]);
    }

    public void Encode(CommandStream stream) => Write(stream, DepthStencil, Colors);

    public void Describe(FieldWriter fields)
    {
        fields.List("colors", Colors.Span);
        fields.Value("zs", DepthStencil);
    }
}

/// <summary>Sets the size of a framebuffer without surfaces; 16 bits each.</summary>
public readonly record struct SetFramebufferStateNoAttachment(uint Width, uint Height, uint Layers, uint Samples)
    : IVirglCommand<SetFramebufferStateNoAttachment>
{
    public CommandId Id => CommandId.SetFramebufferStateNoAttachment;

    public static SetFramebufferStateNoAttachment Decode(ref WordReader words)
    {
        var size = words.UInt();
        var kind = words.UInt();
        return new SetFramebufferStateNoAttachment(size & 0xffff, size >> 16, kind & 0xffff, kind >> 16);
    }

    public void Encode(CommandStream stream)
    {
        var size = Bits.Set(Bits.Set(0, 0, 16, Width), 16, 16, Height);
        var kind = Bits.Set(Bits.Set(0, 0, 16, Layers), 16, 16, Samples);
        var words = stream.Begin(CommandId.SetFramebufferStateNoAttachment, 2);
        words[0] = size;
        words[1] = kind;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("width", Width);
        fields.Value("height", Height);
        fields.Value("layers", Layers);
        fields.Value("samples", Samples);
    }
}

/// <summary>Clears bound surfaces whole; neither scissor nor write masks count.</summary>
/// <param name="Color">Floats, or integers for pure integer formats.</param>
public readonly record struct Clear(ClearBuffers Buffers, ColorWords Color, double Depth = 1, uint Stencil = 0) : IVirglCommand<Clear>
{
    public CommandId Id => CommandId.Clear;

    public static Clear Decode(ref WordReader words) =>
        new((ClearBuffers)words.UInt(), ColorWords.Read(ref words), words.Double(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.Clear, 8);
        var depth = BitConverter.DoubleToUInt64Bits(Depth);
        words[7] = Stencil;
        words[6] = (uint)(depth >> 32);
        words[5] = (uint)depth;
        Color.Write(words.Slice(1, 4));
        words[0] = (uint)Buffers;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("buffers", Buffers);
        fields.Group("color", Color);
        fields.Value("depth", Depth);
        fields.Value("stencil", Stencil);
    }
}

/// <summary>Clears a box of a level of a resource that need not be bound.</summary>
/// <param name="Texel">In the resource's own format: for R8G8B8A8 the first dword is 0xAABBGGRR.</param>
public readonly record struct ClearTexture(uint Resource, uint Level, Box Box, ColorWords Texel) : IVirglCommand<ClearTexture>
{
    public CommandId Id => CommandId.ClearTexture;

    public static ClearTexture Decode(ref WordReader words) =>
        new(words.UInt(), words.UInt(), BoxWords.Read(ref words), ColorWords.Read(ref words));

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.ClearTexture, 12);
        words[0] = Resource;
        words[1] = Level;
        BoxWords.Write(Box, words.Slice(2, BoxWords.Count));
        Texel.Write(words.Slice(8, 4));
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("level", Level);
        fields.Group("box", Box);
        fields.Words("texel", [Texel.Red, Texel.Green, Texel.Blue, Texel.Alpha]);
    }
}

/// <summary>Clears a rectangle of a surface (virglrenderer 1.1 and later).</summary>
/// <param name="Buffers">3 bits, counted like the low bits of CLEAR.</param>
public readonly record struct ClearSurface(
    bool RenderCondition, uint Buffers, uint Surface, ColorWords Color, uint X, uint Y, uint Width, uint Height) : IVirglCommand<ClearSurface>
{
    public CommandId Id => CommandId.ClearSurface;

    public static ClearSurface Decode(ref WordReader words)
    {
        var switches = words.UInt();
        return new ClearSurface(
            Bits.Get(switches, 0), Bits.Get(switches, 1, 3), words.UInt(), ColorWords.Read(ref words),
            words.UInt(), words.UInt(), words.UInt(), words.UInt());
    }

    public void Encode(CommandStream stream)
    {
        var switches = Bits.Set(Bits.Set(0, 0, RenderCondition), 1, 3, Buffers);
        var words = stream.Begin(CommandId.ClearSurface, 10);
        words[0] = switches;
        words[1] = Surface;
        Color.Write(words.Slice(2, 4));
        words[6] = X;
        words[7] = Y;
        words[8] = Width;
        words[9] = Height;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Flag("render_condition", RenderCondition);
        fields.Value("buffers", Buffers);
        fields.Value("surface", Surface);
        fields.Group("color", Color);
        fields.Value("x", X);
        fields.Value("y", Y);
        fields.Value("width", Width);
        fields.Value("height", Height);
    }
}
