namespace Harness.Virgl.Commands;

/// <summary>Goes on in another sub-context: its own objects and state. 0 is there from the start.</summary>
public readonly record struct SetSubContext(uint SubContext) : IVirglCommand<SetSubContext>
{
    public CommandId Id => CommandId.SetSubContext;

    public static SetSubContext Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.SetSubContext, 1)[0] = SubContext;

    public void Describe(FieldWriter fields) => fields.Value("sub_ctx", SubContext);
}

/// <summary>Makes a sub-context and goes on in it.</summary>
public readonly record struct CreateSubContext(uint SubContext) : IVirglCommand<CreateSubContext>
{
    public CommandId Id => CommandId.CreateSubContext;

    public static CreateSubContext Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.CreateSubContext, 1)[0] = SubContext;

    public void Describe(FieldWriter fields) => fields.Value("sub_ctx", SubContext);
}

/// <summary>Destroys a sub-context with its objects.</summary>
public readonly record struct DestroySubContext(uint SubContext) : IVirglCommand<DestroySubContext>
{
    public CommandId Id => CommandId.DestroySubContext;

    public static DestroySubContext Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.DestroySubContext, 1)[0] = SubContext;

    public void Describe(FieldWriter fields) => fields.Value("sub_ctx", SubContext);
}

/// <summary>Changes a workaround of the renderer.</summary>
public readonly record struct SetTweaks(uint Tweak, uint Value) : IVirglCommand<SetTweaks>
{
    public CommandId Id => CommandId.SetTweaks;

    public static SetTweaks Decode(ref WordReader words) => new(words.UInt(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.SetTweaks, 2);
        words[1] = Value;
        words[0] = Tweak;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("tweak", Tweak);
        fields.Value("value", Value);
    }
}

/// <summary>Asks for the memory figures of the host, written into a resource's backing.</summary>
public readonly record struct GetMemoryInfo(uint Resource) : IVirglCommand<GetMemoryInfo>
{
    public CommandId Id => CommandId.GetMemoryInfo;

    public static GetMemoryInfo Decode(ref WordReader words) => new(words.UInt());

    public void Encode(CommandStream stream) => stream.Begin(CommandId.GetMemoryInfo, 1)[0] = Resource;

    public void Describe(FieldWriter fields) => fields.Value("res", Resource);
}

/// <summary>Prepares a host resource for a blob of a context.</summary>
public readonly record struct PipeResourceCreate(
    uint Target, VirglFormat Format, VirglBind Bind, uint Width, uint Height, uint Depth, uint ArraySize, uint LastLevel, uint Samples,
    uint Flags, uint BlobId) : IVirglCommand<PipeResourceCreate>
{
    public CommandId Id => CommandId.PipeResourceCreate;

    public static PipeResourceCreate Decode(ref WordReader words) => new(
        words.UInt(), (VirglFormat)words.UInt(), (VirglBind)words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(),
        words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.PipeResourceCreate, 11);
        words[10] = BlobId;
        words[9] = Flags;
        words[8] = Samples;
        words[7] = LastLevel;
        words[6] = ArraySize;
        words[5] = Depth;
        words[4] = Height;
        words[3] = Width;
        words[2] = (uint)Bind;
        words[1] = (uint)Format;
        words[0] = Target;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("target", (PipeTextureTarget)Target);
        fields.Value("format", Format);
        fields.Value("bind", Bind);
        fields.List("size", [Width, Height, Depth]);
        fields.Value("array_size", ArraySize);
        fields.Value("last_level", LastLevel);
        fields.Value("samples", Samples);
        fields.Hex("flags", Flags);
        fields.Value("blob_id", BlobId);
    }
}

/// <summary>Tells what an untyped (imported) resource is.</summary>
public readonly record struct PipeResourceSetType(
    uint Resource, VirglFormat Format, VirglBind Bind, uint Width, uint Height, uint Usage, ulong Modifier, EquatableArray<ResourcePlane> Planes)
    : IVirglCommand<PipeResourceSetType>
{
    public CommandId Id => CommandId.PipeResourceSetType;

    public static PipeResourceSetType Decode(ref WordReader words) => new(
        words.UInt(), (VirglFormat)words.UInt(), (VirglBind)words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.ULong(),
        words.RestAs<ResourcePlane>());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.PipeResourceSetType, 8 + (Planes.Count * ResourcePlane.WordCount));
        words[0] = Resource;
        words[1] = (uint)Format;
        words[2] = (uint)Bind;
        words[3] = Width;
        words[4] = Height;
        words[5] = Usage;
        words[6] = (uint)Modifier;
        words[7] = (uint)(Modifier >> 32);
        Sequences.Write(Planes.Span, words[8..]);
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("format", Format);
        fields.Value("bind", Bind);
        fields.Value("width", Width);
        fields.Value("height", Height);
        fields.Hex("usage", Usage);
        fields.Hex("modifier", Modifier);
        fields.List("planes", Planes.Span);
    }
}
