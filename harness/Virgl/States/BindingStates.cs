namespace Harness.Virgl;

/// <summary>A range of a buffer bound as shader buffer or atomic counter buffer, in bytes. Resource 0 unbinds.</summary>
public readonly record struct BufferBinding(uint Offset, uint Length, uint Resource) : IWords<BufferBinding>
{
    public static int WordCount => 3;

    public static BufferBinding Read(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[2] = Resource;
        words[1] = Length;
        words[0] = Offset;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("offset", Offset);
        fields.Value("length", Length);
        fields.Value("res", Resource);
    }
}

/// <summary>A shader image. Textures have layers and a level, buffers an offset and a size in bytes: the same dwords.</summary>
public readonly record struct ImageBinding(VirglFormat Format, ImageAccess Access, uint Offset, uint Size, uint Resource) : IWords<ImageBinding>
{
    public static int WordCount => 5;

    public uint FirstLayer { get => Bits.Get(Offset, 0, 16); init => Offset = Bits.Set(Offset, 0, 16, value); }

    public uint LastLayer { get => Bits.Get(Offset, 16, 16); init => Offset = Bits.Set(Offset, 16, 16, value); }

    public uint Level { get => Size; init => Size = value; }

    /// <summary>A level of a texture.</summary>
    public static ImageBinding Texture(uint resource, VirglFormat format, ImageAccess access, uint level = 0, uint firstLayer = 0, uint lastLayer = 0) =>
        new(format, access, firstLayer | lastLayer << 16, level, resource);

    public static ImageBinding Read(ref WordReader words) =>
        new((VirglFormat)words.UInt(), (ImageAccess)words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[4] = Resource;
        words[3] = Size;
        words[2] = Offset;
        words[1] = (uint)Access;
        words[0] = (uint)Format;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("format", Format);
        fields.Value("access", Access);
        fields.Value("first_layer", FirstLayer);
        fields.Value("last_layer", LastLayer);
        fields.Value("level_or_size", Size);
        fields.Value("res", Resource);
    }
}

/// <summary>One plane of PIPE_RESOURCE_SET_TYPE, in bytes.</summary>
public readonly record struct ResourcePlane(uint Stride, uint Offset) : IWords<ResourcePlane>
{
    public static int WordCount => 2;

    public static ResourcePlane Read(ref WordReader words) => new(words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[1] = Offset;
        words[0] = Stride;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("stride", Stride);
        fields.Value("offset", Offset);
    }
}
