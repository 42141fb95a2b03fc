namespace Harness.Virgl;

/// <summary>What a shader writes to its stream-out targets (PROTOCOL section 2.2, SHADER). The default value writes nothing.</summary>
/// <param name="Stride0">Dwords from vertex to vertex in buffer 0; the next ones for buffers 1 to 3.</param>
public readonly record struct StreamOutput(
    uint Stride0, uint Stride1, uint Stride2, uint Stride3, EquatableArray<StreamOutputDeclaration> Outputs)
{
    /// <summary>Everything into buffer 0, <paramref name="stride"/> dwords per vertex.</summary>
    public static StreamOutput OneBuffer(uint stride, EquatableArray<StreamOutputDeclaration> outputs) => new(stride, 0, 0, 0, outputs);
}

/// <summary>One output register (or a part of it) that is written out.</summary>
public readonly record struct StreamOutputDeclaration : IWords<StreamOutputDeclaration>
{
    private readonly uint _place;
    private readonly uint _stream;

    private StreamOutputDeclaration(uint place, uint stream) => (_place, _stream) = (place, stream);

    public static int WordCount => 2;

    /// <summary>Index of the OUT register.</summary>
    public uint Register { get => Bits.Get(_place, 0, 8); init => _place = Bits.Set(_place, 0, 8, value); }

    public uint StartComponent { get => Bits.Get(_place, 8, 2); init => _place = Bits.Set(_place, 8, 2, value); }

    public uint ComponentCount { get => Bits.Get(_place, 10, 3); init => _place = Bits.Set(_place, 10, 3, value); }

    public uint Buffer { get => Bits.Get(_place, 13, 3); init => _place = Bits.Set(_place, 13, 3, value); }

    /// <summary>Dwords from the start of the vertex.</summary>
    public uint Offset { get => Bits.Get(_place, 16, 16); init => _place = Bits.Set(_place, 16, 16, value); }

    public uint Stream { get => Bits.Get(_stream, 0, 2); init => _stream = Bits.Set(_stream, 0, 2, value); }

    public static StreamOutputDeclaration Read(ref WordReader words) => new(words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[1] = _stream;
        words[0] = _place;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("out", Register);
        fields.Value("start", StartComponent);
        fields.Value("count", ComponentCount);
        fields.Value("buffer", Buffer);
        fields.Value("offset", Offset);
        fields.Value("stream", Stream);
    }
}
