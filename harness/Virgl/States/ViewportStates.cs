namespace Harness.Virgl;

/// <summary>A viewport: window coordinate = scale x normalised device coordinate + translate. The flip table is PROTOCOL section 3.5.</summary>
public readonly record struct Viewport(float ScaleX, float ScaleY, float ScaleZ, float TranslateX, float TranslateY, float TranslateZ)
    : IWords<Viewport>
{
    public static int WordCount => 6;

    /// <summary>A whole target with y up: +1 is row 0 of a transfer of a resource without Y_0_TOP.</summary>
    public static Viewport YUp(float width, float height) => new(width / 2, -height / 2, 0.5f, width / 2, height / 2, 0.5f);

    /// <summary>A whole target with y down: -1 is row 0 of a transfer of a resource without Y_0_TOP.</summary>
    public static Viewport YDown(float width, float height) => new(width / 2, height / 2, 0.5f, width / 2, height / 2, 0.5f);

    public static Viewport Read(ref WordReader words) =>
        new(words.Float(), words.Float(), words.Float(), words.Float(), words.Float(), words.Float());

    public void Write(Span<uint> words)
    {
        words[5] = BitConverter.SingleToUInt32Bits(TranslateZ);
        words[4] = BitConverter.SingleToUInt32Bits(TranslateY);
        words[3] = BitConverter.SingleToUInt32Bits(TranslateX);
        words[2] = BitConverter.SingleToUInt32Bits(ScaleZ);
        words[1] = BitConverter.SingleToUInt32Bits(ScaleY);
        words[0] = BitConverter.SingleToUInt32Bits(ScaleX);
    }

    public void Describe(FieldWriter fields)
    {
        fields.List("scale", [ScaleX, ScaleY, ScaleZ]);
        fields.List("translate", [TranslateX, TranslateY, TranslateZ]);
    }
}

/// <summary>A scissor rectangle in pixels, 0 to 65535; the maxima are exclusive.</summary>
public readonly record struct ScissorRect : IWords<ScissorRect>
{
    private readonly uint _min;
    private readonly uint _max;

    public ScissorRect(uint minX, uint minY, uint maxX, uint maxY)
    {
        MinX = minX;
        MinY = minY;
        MaxX = maxX;
        MaxY = maxY;
    }

    private ScissorRect(uint min, uint max) => (_min, _max) = (min, max);

    public static int WordCount => 2;

    public uint MinX { get => Bits.Get(_min, 0, 16); init => _min = Bits.Set(_min, 0, 16, value); }

    public uint MinY { get => Bits.Get(_min, 16, 16); init => _min = Bits.Set(_min, 16, 16, value); }

    public uint MaxX { get => Bits.Get(_max, 0, 16); init => _max = Bits.Set(_max, 0, 16, value); }

    public uint MaxY { get => Bits.Get(_max, 16, 16); init => _max = Bits.Set(_max, 16, 16, value); }

    public static ScissorRect Read(ref WordReader words) => new(words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[1] = _max;
        words[0] = _min;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("minx", MinX);
        fields.Value("miny", MinY);
        fields.Value("maxx", MaxX);
        fields.Value("maxy", MaxY);
    }
}

/// <summary>A user clip plane: a fragment stays where the dot product with the clip vertex is not negative.</summary>
public readonly record struct ClipPlane(float X, float Y, float Z, float W) : IWords<ClipPlane>
{
    public static int WordCount => 4;

    public static ClipPlane Read(ref WordReader words) => new(words.Float(), words.Float(), words.Float(), words.Float());

    public void Write(Span<uint> words)
    {
        words[3] = BitConverter.SingleToUInt32Bits(W);
        words[2] = BitConverter.SingleToUInt32Bits(Z);
        words[1] = BitConverter.SingleToUInt32Bits(Y);
        words[0] = BitConverter.SingleToUInt32Bits(X);
    }

    public void Describe(FieldWriter fields) => fields.List("plane", [X, Y, Z, W]);
}
