namespace Harness.Virgl;

/// <summary>A SURFACE object: a level and layers of a texture to draw into (PROTOCOL section 2.2). For buffers the same dwords are elements.</summary>
public readonly record struct SurfaceState : IWords<SurfaceState>
{
    /// <summary>A surface of one layer of one level.</summary>
    public SurfaceState(uint resource, VirglFormat format, uint level = 0, uint layer = 0) : this(resource, format, level, layer, layer)
    {
    }

    /// <summary>A surface of a run of layers of one level.</summary>
    public SurfaceState(uint resource, VirglFormat format, uint level, uint firstLayer, uint lastLayer)
    {
        Resource = resource;
        Format = format;
        Level = level;
        FirstLayer = firstLayer;
        LastLayer = lastLayer;
    }

    public static int WordCount => 4;

    public uint Resource { get; init; }

    public VirglFormat Format { get; init; }

    /// <summary>The level; the first element of a buffer.</summary>
    public uint Level { get; init; }

    public uint FirstLayer { get => Bits.Get(LastElement, 0, 16); init => LastElement = Bits.Set(LastElement, 0, 16, value); }

    public uint LastLayer { get => Bits.Get(LastElement, 16, 16); init => LastElement = Bits.Set(LastElement, 16, 16, value); }

    /// <summary>The last element of a buffer; the dword that holds the layers of a texture.</summary>
    public uint LastElement { get; init; }

    public static SurfaceState Read(ref WordReader words) => new()
    {
        Resource = words.UInt(),
        Format = (VirglFormat)words.UInt(),
        Level = words.UInt(),
        LastElement = words.UInt(),
    };

    public void Write(Span<uint> words)
    {
        words[3] = LastElement;
        words[2] = Level;
        words[1] = (uint)Format;
        words[0] = Resource;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("format", Format);
        fields.Value("level", Level);
        fields.Value("first_layer", FirstLayer);
        fields.Value("last_layer", LastLayer);
    }
}
