namespace Harness.Virgl;

/// <summary>A DSA object (PROTOCOL section 2.2). The default value tests nothing.</summary>
public readonly record struct DepthStencilAlphaState : IWords<DepthStencilAlphaState>
{
    private readonly uint _switches;

    private DepthStencilAlphaState(uint switches) => _switches = switches;

    public static int WordCount => 4;

    public bool DepthEnable { get => Bits.Get(_switches, 0); init => _switches = Bits.Set(_switches, 0, value); }

    public bool DepthWrite { get => Bits.Get(_switches, 1); init => _switches = Bits.Set(_switches, 1, value); }

    public CompareFunction DepthFunction
    {
        get => (CompareFunction)Bits.Get(_switches, 2, 3);
        init => _switches = Bits.Set(_switches, 2, 3, (uint)value);
    }

    public bool AlphaEnable { get => Bits.Get(_switches, 8); init => _switches = Bits.Set(_switches, 8, value); }

    public CompareFunction AlphaFunction
    {
        get => (CompareFunction)Bits.Get(_switches, 9, 3);
        init => _switches = Bits.Set(_switches, 9, 3, (uint)value);
    }

    public float AlphaReference { get; init; }

    public StencilFace Front { get; init; }

    /// <summary>Counts only when enabled; else <see cref="Front"/> holds for both faces.</summary>
    public StencilFace Back { get; init; }

    public static DepthStencilAlphaState Read(ref WordReader words) => new(words.UInt())
    {
        Front = StencilFace.Read(ref words),
        Back = StencilFace.Read(ref words),
        AlphaReference = words.Float(),
    };

    public void Write(Span<uint> words)
    {
        words[3] = BitConverter.SingleToUInt32Bits(AlphaReference);
        words[2] = Back.Word;
        words[1] = Front.Word;
        words[0] = _switches;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Flag("depth_enable", DepthEnable);
        fields.Flag("depth_write", DepthWrite);
        fields.Value("depth_func", DepthFunction);
        fields.Flag("alpha_enable", AlphaEnable);
        fields.Value("alpha_func", AlphaFunction);
        fields.Value("alpha_ref", AlphaReference);
        fields.Group("front", Front);
        fields.Group("back", Back);
    }
}

/// <summary>The stencil test of one face.</summary>
public readonly record struct StencilFace : IWords<StencilFace>
{
    private StencilFace(uint word) => Word = word;

    public static int WordCount => 1;

    public bool Enable { get => Bits.Get(Word, 0); init => Word = Bits.Set(Word, 0, value); }

    public CompareFunction Function { get => (CompareFunction)Bits.Get(Word, 1, 3); init => Word = Bits.Set(Word, 1, 3, (uint)value); }

    public StencilOp FailOp { get => (StencilOp)Bits.Get(Word, 4, 3); init => Word = Bits.Set(Word, 4, 3, (uint)value); }

    public StencilOp DepthPassOp { get => (StencilOp)Bits.Get(Word, 7, 3); init => Word = Bits.Set(Word, 7, 3, (uint)value); }

    public StencilOp DepthFailOp { get => (StencilOp)Bits.Get(Word, 10, 3); init => Word = Bits.Set(Word, 10, 3, (uint)value); }

    public uint ValueMask { get => Bits.Get(Word, 13, 8); init => Word = Bits.Set(Word, 13, 8, value); }

    public uint WriteMask { get => Bits.Get(Word, 21, 8); init => Word = Bits.Set(Word, 21, 8, value); }

    internal uint Word { get; private init; }

    public static StencilFace Read(ref WordReader words) => new(words.UInt());

    public void Write(Span<uint> words) => words[0] = Word;

    public void Describe(FieldWriter fields)
    {
        if (Word == 0)
        {
            fields.Flag("off", true);
            return;
        }

        fields.Flag("enable", Enable);
        fields.Value("func", Function);
        fields.Value("fail", FailOp);
        fields.Value("zpass", DepthPassOp);
        fields.Value("zfail", DepthFailOp);
        fields.Hex("valuemask", ValueMask);
        fields.Hex("writemask", WriteMask);
    }
}
