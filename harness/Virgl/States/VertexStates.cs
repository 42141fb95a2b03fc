namespace Harness.Virgl;

/// <summary>One element of a VERTEX_ELEMENTS object: where input k of the vertex shader is fetched from.</summary>
/// <param name="Offset">Bytes from the start of a vertex.</param>
/// <param name="InstanceDivisor">0: per vertex; n: advances every n instances.</param>
/// <param name="BufferIndex">Slot of SET_VERTEX_BUFFERS, below 32.</param>
public readonly record struct VertexElement(uint Offset, uint InstanceDivisor, uint BufferIndex, VirglFormat Format) : IWords<VertexElement>
{
    public static int WordCount => 4;

    public static VertexElement Read(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt(), (VirglFormat)words.UInt());

    public void Write(Span<uint> words)
    {
        words[3] = (uint)Format;
        words[2] = BufferIndex;
        words[1] = InstanceDivisor;
        words[0] = Offset;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("offset", Offset);
        fields.Value("divisor", InstanceDivisor);
        fields.Value("buffer", BufferIndex);
        fields.Value("format", Format);
    }
}

/// <summary>One slot of SET_VERTEX_BUFFERS: bytes from vertex to vertex, byte offset of the first, the buffer.</summary>
public readonly record struct VertexBuffer(uint Stride, uint Offset, uint Resource) : IWords<VertexBuffer>
{
    public static int WordCount => 3;

    public static VertexBuffer Read(ref WordReader words) => new(words.UInt(), words.UInt(), words.UInt());

    public void Write(Span<uint> words)
    {
        words[2] = Resource;
        words[1] = Offset;
        words[0] = Stride;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("stride", Stride);
        fields.Value("offset", Offset);
        fields.Value("res", Resource);
    }
}
