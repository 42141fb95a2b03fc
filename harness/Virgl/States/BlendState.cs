namespace Harness.Virgl;

/// <summary>A BLEND object (PROTOCOL section 2.2). Without <see cref="IndependentBlend"/> only <see cref="Target0"/> counts.</summary>
public readonly record struct BlendState : IWords<BlendState>
{
    private readonly uint _switches;
    private readonly uint _logicOp;

    private BlendState(uint switches, uint logicOp) => (_switches, _logicOp) = (switches, logicOp);

    public static int WordCount => 10;

    /// <summary>No blending, all channels of all targets written.</summary>
    public static BlendState Opaque { get; } = AllTargets(BlendTarget.Opaque);

    public bool IndependentBlend { get => Bits.Get(_switches, 0); init => _switches = Bits.Set(_switches, 0, value); }

    public bool LogicOpEnable { get => Bits.Get(_switches, 1); init => _switches = Bits.Set(_switches, 1, value); }

    public bool Dither { get => Bits.Get(_switches, 2); init => _switches = Bits.Set(_switches, 2, value); }

    public bool AlphaToCoverage { get => Bits.Get(_switches, 3); init => _switches = Bits.Set(_switches, 3, value); }

    public bool AlphaToOne { get => Bits.Get(_switches, 4); init => _switches = Bits.Set(_switches, 4, value); }

    public LogicOp LogicOp { get => (LogicOp)Bits.Get(_logicOp, 0, 4); init => _logicOp = Bits.Set(_logicOp, 0, 4, (uint)value); }

    public BlendTarget Target0 { get; init; }

    public BlendTarget Target1 { get; init; }

    public BlendTarget Target2 { get; init; }

    public BlendTarget Target3 { get; init; }

    public BlendTarget Target4 { get; init; }

    public BlendTarget Target5 { get; init; }

    public BlendTarget Target6 { get; init; }

    public BlendTarget Target7 { get; init; }

    /// <summary>The same for all eight targets.</summary>
    public static BlendState AllTargets(BlendTarget target) => new()
    {
        Target0 = target,
        Target1 = target,
        Target2 = target,
        Target3 = target,
        Target4 = target,
        Target5 = target,
        Target6 = target,
        Target7 = target,
    };

    public static BlendState Read(ref WordReader words) => new(words.UInt(), words.UInt())
    {
        Target0 = BlendTarget.Read(ref words),
        Target1 = BlendTarget.Read(ref words),
        Target2 = BlendTarget.Read(ref words),
        Target3 = BlendTarget.Read(ref words),
        Target4 = BlendTarget.Read(ref words),
        Target5 = BlendTarget.Read(ref words),
        Target6 = BlendTarget.Read(ref words),
        Target7 = BlendTarget.Read(ref words),
    };

    public void Write(Span<uint> words)
    {
        words[9] = Target7.Word;
        words[8] = Target6.Word;
        words[7] = Target5.Word;
        words[6] = Target4.Word;
        words[5] = Target3.Word;
        words[4] = Target2.Word;
        words[3] = Target1.Word;
        words[2] = Target0.Word;
        words[1] = _logicOp;
        words[0] = _switches;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Flag("independent_blend", IndependentBlend);
        fields.Flag("logicop_enable", LogicOpEnable);
        fields.Value("logicop", LogicOp);
        fields.Flag("dither", Dither);
        fields.Flag("alpha_to_coverage", AlphaToCoverage);
        fields.Flag("alpha_to_one", AlphaToOne);
        fields.Group("rt0", Target0);
        if (Target1 == Target0 && Target2 == Target0 && Target3 == Target0 && Target4 == Target0
            && Target5 == Target0 && Target6 == Target0 && Target7 == Target0)
        {
            fields.Flag("rt1..7=rt0", true);
            return;
        }

        fields.Group("rt1", Target1);
        fields.Group("rt2", Target2);
        fields.Group("rt3", Target3);
        fields.Group("rt4", Target4);
        fields.Group("rt5", Target5);
        fields.Group("rt6", Target6);
        fields.Group("rt7", Target7);
    }
}

/// <summary>How one colour buffer is blended and which channels are written. The default value writes nothing; see <see cref="Opaque"/>.</summary>
public readonly record struct BlendTarget : IWords<BlendTarget>
{
    private BlendTarget(uint word) => Word = word;

    public static int WordCount => 1;

    /// <summary>No blending, all channels written.</summary>
    public static BlendTarget Opaque { get; } = new()
    {
        ColorSource = BlendFactor.One,
        ColorDestination = BlendFactor.Zero,
        AlphaSource = BlendFactor.One,
        AlphaDestination = BlendFactor.Zero,
        ColorMask = ColorMask.All,
    };

    public bool Enable { get => Bits.Get(Word, 0); init => Word = Bits.Set(Word, 0, value); }

    public BlendFunction ColorFunction { get => (BlendFunction)Bits.Get(Word, 1, 3); init => Word = Bits.Set(Word, 1, 3, (uint)value); }

    public BlendFactor ColorSource { get => (BlendFactor)Bits.Get(Word, 4, 5); init => Word = Bits.Set(Word, 4, 5, (uint)value); }

    public BlendFactor ColorDestination { get => (BlendFactor)Bits.Get(Word, 9, 5); init => Word = Bits.Set(Word, 9, 5, (uint)value); }

    public BlendFunction AlphaFunction { get => (BlendFunction)Bits.Get(Word, 14, 3); init => Word = Bits.Set(Word, 14, 3, (uint)value); }

    public BlendFactor AlphaSource { get => (BlendFactor)Bits.Get(Word, 17, 5); init => Word = Bits.Set(Word, 17, 5, (uint)value); }

    public BlendFactor AlphaDestination { get => (BlendFactor)Bits.Get(Word, 22, 5); init => Word = Bits.Set(Word, 22, 5, (uint)value); }

    public ColorMask ColorMask { get => (ColorMask)Bits.Get(Word, 27, 4); init => Word = Bits.Set(Word, 27, 4, (uint)value); }

    internal uint Word { get; private init; }

    public static BlendTarget Read(ref WordReader words) => new(words.UInt());

    public void Write(Span<uint> words) => words[0] = Word;

    public void Describe(FieldWriter fields)
    {
        if (this == new BlendTarget { ColorMask = ColorMask })
        {
            fields.Value("colormask", ColorMask);
            return;
        }

        fields.Flag("enable", Enable);
        fields.Value("rgb_func", ColorFunction);
        fields.Value("rgb_src", ColorSource);
        fields.Value("rgb_dst", ColorDestination);
        fields.Value("alpha_func", AlphaFunction);
        fields.Value("alpha_src", AlphaSource);
        fields.Value("alpha_dst", AlphaDestination);
        fields.Value("colormask", ColorMask);
    }
}
