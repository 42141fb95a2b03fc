namespace Harness.Virgl;

/// <summary>A SAMPLER_VIEW object (PROTOCOL section 2.2). Texture views have layers and levels, buffer views elements: the same dwords.</summary>
public readonly record struct SamplerView : IWords<SamplerView>
{
    private readonly uint _format;
    private readonly uint _swizzle;

    private SamplerView(uint resource, uint format, uint first, uint last, uint swizzle) =>
        (Resource, _format, FirstElement, LastElement, _swizzle) = (resource, format, first, last, swizzle);

    public static int WordCount => 5;

    public uint Resource { get; init; }

    public VirglFormat Format { get => (VirglFormat)Bits.Get(_format, 0, 24); init => _format = Bits.Set(_format, 0, 24, (uint)value); }

    /// <summary>How the shader sees the resource; <see cref="PipeTextureTarget.Buffer"/> (0) means: as what it was made.</summary>
    public PipeTextureTarget Target
    {
        get => (PipeTextureTarget)Bits.Get(_format, 24, 8);
        init => _format = Bits.Set(_format, 24, 8, (uint)value);
    }

    /// <summary>Of a buffer view; the dword that holds the layers of a texture view.</summary>
    public uint FirstElement { get; init; }

    /// <summary>Of a buffer view; the dword that holds the levels of a texture view.</summary>
    public uint LastElement { get; init; }

    public uint FirstLayer { get => Bits.Get(FirstElement, 0, 16); init => FirstElement = Bits.Set(FirstElement, 0, 16, value); }

    public uint LastLayer { get => Bits.Get(FirstElement, 16, 16); init => FirstElement = Bits.Set(FirstElement, 16, 16, value); }

    public uint FirstLevel { get => Bits.Get(LastElement, 0, 8); init => LastElement = Bits.Set(LastElement, 0, 8, value); }

    public uint LastLevel { get => Bits.Get(LastElement, 8, 8); init => LastElement = Bits.Set(LastElement, 8, 8, value); }

    public Swizzle Red { get => (Swizzle)Bits.Get(_swizzle, 0, 3); init => _swizzle = Bits.Set(_swizzle, 0, 3, (uint)value); }

    public Swizzle Green { get => (Swizzle)Bits.Get(_swizzle, 3, 3); init => _swizzle = Bits.Set(_swizzle, 3, 3, (uint)value); }

    public Swizzle Blue { get => (Swizzle)Bits.Get(_swizzle, 6, 3); init => _swizzle = Bits.Set(_swizzle, 6, 3, (uint)value); }

    public Swizzle Alpha { get => (Swizzle)Bits.Get(_swizzle, 9, 3); init => _swizzle = Bits.Set(_swizzle, 9, 3, (uint)value); }

    /// <summary>A view of layers and levels of a texture, channels as they are.</summary>
    public static SamplerView Texture(
        uint resource, VirglFormat format, uint lastLevel = 0, uint lastLayer = 0, PipeTextureTarget target = 0) => new()
        {
            Resource = resource,
            Format = format,
            Target = target,
            LastLayer = lastLayer,
            LastLevel = lastLevel,
            Red = Swizzle.Red,
            Green = Swizzle.Green,
            Blue = Swizzle.Blue,
            Alpha = Swizzle.Alpha,
        };

    /// <summary>A view of elements of a buffer.</summary>
    public static SamplerView Buffer(uint resource, VirglFormat format, uint firstElement, uint lastElement) =>
        Texture(resource, format) with { FirstElement = firstElement, LastElement = lastElement };

    public static SamplerView Read(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[4] = _swizzle;
        words[3] = LastElement;
        words[2] = FirstElement;
        words[1] = _format;
        words[0] = Resource;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("format", Format);
        fields.Value("target", (uint)Target);
        fields.Value("first_layer", FirstLayer);
        fields.Value("last_layer", LastLayer);
        fields.Value("first_level", FirstLevel);
        fields.Value("last_level", LastLevel);
        fields.Value("r", Red);
        fields.Value("g", Green);
        fields.Value("b", Blue);
        fields.Value("a", Alpha);
    }
}
