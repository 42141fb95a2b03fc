namespace Harness.Virgl.Commands;

/// <summary>Makes a vertex elements object of at most 32 elements.</summary>
public readonly record struct CreateVertexElements(uint Handle, EquatableArray<VertexElement> Elements) : IVirglCommand<CreateVertexElements>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateVertexElements Decode(ref WordReader words) => new(words.UInt(), words.RestAs<VertexElement>());

    public static void Write(CommandStream stream, uint handle, ReadOnlySpan<VertexElement> elements)
    {
        var words = stream.Begin(CommandId.CreateObject, 1 + (elements.Length * VertexElement.WordCount), (uint)ObjectType.VertexElements);
        words[0] = handle;
        Sequences.Write(elements, words[1..]);
    }

    public void Encode(CommandStream stream) => Write(stream, Handle, Elements);

    public void Describe(FieldWriter fields)
    {
        ObjectWords.Describe(fields, ObjectType.VertexElements, Handle);
        fields.List("elements", Elements.Span);
    }
}

/// <summary>Makes a surface that is drawn multisampled and resolved implicitly (EXT_multisampled_render_to_texture).</summary>
public readonly record struct CreateMsaaSurface(uint Handle, SurfaceState Surface, uint SampleCount) : IVirglCommand<CreateMsaaSurface>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateMsaaSurface Decode(ref WordReader words) => new(words.UInt(), SurfaceState.Read(ref words), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.CreateObject, 2 + SurfaceState.WordCount, (uint)ObjectType.MsaaSurface);
        words[0] = Handle;
        Surface.Write(words[1..]);
        words[^1] = SampleCount;
    }

    public void Describe(FieldWriter fields)
    {
        ObjectWords.Describe(fields, ObjectType.MsaaSurface, Handle, Surface);
        fields.Value("samples", SampleCount);
    }
}

/// <summary>Makes a query whose result goes into the backing of a buffer with bind CUSTOM alone (PROTOCOL section 2.4).</summary>
/// <param name="Offset">Sent, but not looked at: results are always at the start of the backing.</param>
public readonly record struct CreateQuery(uint Handle, QueryType Type, uint Resource, uint Index = 0, uint Offset = 0) : IVirglCommand<CreateQuery>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateQuery Decode(ref WordReader words)
    {
        var handle = words.UInt();
        var type = words.UInt();
        var offset = words.UInt();
        return new CreateQuery(handle, (QueryType)(type & 0xffff), words.UInt(), type >> 16, offset);
    }

    public void Encode(CommandStream stream)
    {
        var type = Bits.Set(Bits.Set(0, 0, 16, (uint)Type), 16, 16, Index);
        var words = stream.Begin(CommandId.CreateObject, 4, (uint)ObjectType.Query);
        words[3] = Resource;
        words[2] = Offset;
        words[1] = type;
        words[0] = Handle;
    }

    public void Describe(FieldWriter fields)
    {
        ObjectWords.Describe(fields, ObjectType.Query, Handle);
        fields.Value("query", Type);
        fields.Value("index", Index);
        fields.Value("offset", Offset);
        fields.Value("res", Resource);
    }
}

/// <summary>Makes a stream-out target: a range of a buffer in bytes.</summary>
public readonly record struct CreateStreamOutputTarget(uint Handle, uint Resource, uint Offset, uint Size) : IVirglCommand<CreateStreamOutputTarget>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateStreamOutputTarget Decode(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.CreateObject, 4, (uint)ObjectType.StreamOutputTarget);
        words[3] = Size;
        words[2] = Offset;
        words[1] = Resource;
        words[0] = Handle;
    }

    public void Describe(FieldWriter fields)
    {
        ObjectWords.Describe(fields, ObjectType.StreamOutputTarget, Handle);
        fields.Value("res", Resource);
        fields.Value("offset", Offset);
        fields.Value("size", Size);
    }
}

/// <summary>Binds a blend, rasterizer, depth-stencil-alpha or vertex elements object; handle 0 unbinds. Other types have commands of their own.</summary>
public readonly record struct BindObject(ObjectType Type, uint Handle) : IVirglCommand
{
    public CommandId Id => CommandId.BindObject;

    public void Encode(CommandStream stream) => stream.Begin(CommandId.BindObject, 1, (uint)Type)[0] = Handle;

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, Type, Handle);
}

/// <summary>Destroys an object. The type is informational.</summary>
public readonly record struct DestroyObject(ObjectType Type, uint Handle) : IVirglCommand
{
    public CommandId Id => CommandId.DestroyObject;

    public void Encode(CommandStream stream) => stream.Begin(CommandId.DestroyObject, 1, (uint)Type)[0] = Handle;

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, Type, Handle);
}
