namespace Harness.Virgl;

/// <summary>A SAMPLER_STATE object (PROTOCOL section 2.2). The default value repeats and takes the nearest texel of the nearest level between 0 and 0.</summary>
public readonly record struct SamplerState : IWords<SamplerState>
{
    private readonly uint _switches;

    private SamplerState(uint switches) => _switches = switches;

    public static int WordCount => 8;

    public TextureWrap WrapS { get => (TextureWrap)Bits.Get(_switches, 0, 3); init => _switches = Bits.Set(_switches, 0, 3, (uint)value); }

    public TextureWrap WrapT { get => (TextureWrap)Bits.Get(_switches, 3, 3); init => _switches = Bits.Set(_switches, 3, 3, (uint)value); }

    public TextureWrap WrapR { get => (TextureWrap)Bits.Get(_switches, 6, 3); init => _switches = Bits.Set(_switches, 6, 3, (uint)value); }

    public ImageFilter MinFilter { get => (ImageFilter)Bits.Get(_switches, 9, 2); init => _switches = Bits.Set(_switches, 9, 2, (uint)value); }

    public MipFilter MipFilter { get => (MipFilter)Bits.Get(_switches, 11, 2); init => _switches = Bits.Set(_switches, 11, 2, (uint)value); }

    public ImageFilter MagFilter { get => (ImageFilter)Bits.Get(_switches, 13, 2); init => _switches = Bits.Set(_switches, 13, 2, (uint)value); }

    /// <summary>Compare the third coordinate with the texel instead of delivering the texel.</summary>
    public bool CompareEnable { get => Bits.Get(_switches, 15); init => _switches = Bits.Set(_switches, 15, value); }

    public CompareFunction CompareFunction
    {
        get => (CompareFunction)Bits.Get(_switches, 16, 3);
        init => _switches = Bits.Set(_switches, 16, 3, (uint)value);
    }

    public bool SeamlessCubeMap { get => Bits.Get(_switches, 19); init => _switches = Bits.Set(_switches, 19, value); }

    /// <summary>0 to 63; virglrenderer 1.1 reads 5 bits.</summary>
    public uint MaxAnisotropy { get => Bits.Get(_switches, 20, 6); init => _switches = Bits.Set(_switches, 20, 6, value); }

    public float LodBias { get; init; }

    public float MinLod { get; init; }

    public float MaxLod { get; init; }

    public ColorWords BorderColor { get; init; }

    public static SamplerState Read(ref WordReader words) => new(words.UInt())
    {
        LodBias = words.Float(),
        MinLod = words.Float(),
        MaxLod = words.Float(),
        BorderColor = ColorWords.Read(ref words),
    };

    public void Write(Span<uint> words)
    {
        BorderColor.Write(words.Slice(4, 4));
        words[3] = BitConverter.SingleToUInt32Bits(MaxLod);
        words[2] = BitConverter.SingleToUInt32Bits(MinLod);
        words[1] = BitConverter.SingleToUInt32Bits(LodBias);
        words[0] = _switches;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("wrap_s", WrapS);
        fields.Value("wrap_t", WrapT);
        fields.Value("wrap_r", WrapR);
        fields.Value("min", MinFilter);
        fields.Value("mip", MipFilter);
        fields.Value("mag", MagFilter);
        fields.Flag("compare", CompareEnable);
        fields.Value("compare_func", CompareFunction);
        fields.Flag("seamless_cube_map", SeamlessCubeMap);
        fields.Value("max_anisotropy", MaxAnisotropy);
        fields.Value("lod_bias", LodBias);
        fields.Value("min_lod", MinLod);
        fields.Value("max_lod", MaxLod);
        fields.Group("border", BorderColor);
    }
}

/// <summary>Four raw 32-bit channels: floats, or integers for integer formats, or texel bytes, as the place wants them.</summary>
public readonly record struct ColorWords(uint Red, uint Green, uint Blue, uint Alpha) : IWords<ColorWords>
{
    public static int WordCount => 4;

    public static ColorWords Float(float red, float green, float blue, float alpha) => new(
        BitConverter.SingleToUInt32Bits(red), BitConverter.SingleToUInt32Bits(green),
        BitConverter.SingleToUInt32Bits(blue), BitConverter.SingleToUInt32Bits(alpha));

    public static ColorWords Signed(int red, int green, int blue, int alpha) => new((uint)red, (uint)green, (uint)blue, (uint)alpha);

    public static ColorWords Read(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[3] = Alpha;
        words[2] = Blue;
        words[1] = Green;
        words[0] = Red;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("r", BitConverter.UInt32BitsToSingle(Red));
        fields.Value("g", BitConverter.UInt32BitsToSingle(Green));
        fields.Value("b", BitConverter.UInt32BitsToSingle(Blue));
        fields.Value("a", BitConverter.UInt32BitsToSingle(Alpha));
    }
}
