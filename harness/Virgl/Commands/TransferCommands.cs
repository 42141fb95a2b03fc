namespace Harness.Virgl.Commands;

/// <summary>The box of a resource that a transfer in the stream moves, and how its bytes lie elsewhere (PROTOCOL section 1.6).</summary>
/// <param name="Stride">Bytes from row to row; 0 for the pitch of the whole level.</param>
/// <param name="LayerStride">Bytes from layer to layer; 0 for the size of a whole layer.</param>
/// <param name="Usage">Not looked at; 0.</param>
public readonly record struct TransferRegion(uint Resource, uint Level, Box Box, uint Stride = 0, uint LayerStride = 0, uint Usage = 0)
    : IWords<TransferRegion>
{
    public static int WordCount => 5 + BoxWords.Count;

    public static TransferRegion Read(ref WordReader words)
    {
        var resource = words.UInt();
        var level = words.UInt();
        var usage = words.UInt();
        var stride = words.UInt();
        var layerStride = words.UInt();
        return new TransferRegion(resource, level, BoxWords.Read(ref words), stride, layerStride, usage);
    }

    public void Write(Span<uint> words)
    {
        BoxWords.Write(Box, words.Slice(5, BoxWords.Count));
        words[4] = LayerStride;
        words[3] = Stride;
        words[2] = Usage;
        words[1] = Level;
        words[0] = Resource;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("level", Level);
        fields.Value("usage", Usage);
        fields.Value("stride", Stride);
        fields.Value("layer_stride", LayerStride);
        fields.Group("box", Box);
    }
}

/// <summary>Writes the bytes that follow in the stream into a box of a resource. A sub-box of a texture needs an explicit stride.</summary>
/// <param name="Data">From the box's first texel on, padded to whole dwords.</param>
public readonly record struct ResourceInlineWrite(TransferRegion Region, EquatableArray<uint> Data) : IVirglCommand<ResourceInlineWrite>
{
    /// <summary>The most bytes one command can carry.</summary>
    public const int MaxBytes = (CommandStream.MaxPayload - 11) * sizeof(uint);

    public CommandId Id => CommandId.ResourceInlineWrite;

    public static ResourceInlineWrite Decode(ref WordReader words) => new(TransferRegion.Read(ref words), words.Rest());

    /// <summary>Takes the room of the command and returns its data bytes to fill, padding included and cleared.</summary>
    public static Span<byte> Begin(CommandStream stream, in TransferRegion region, int bytes)
    {
        if (bytes > MaxBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, $"one RESOURCE_INLINE_WRITE holds at most {MaxBytes} bytes");
        }

        var dataWords = (bytes + sizeof(uint) - 1) / sizeof(uint);
        var words = stream.Begin(CommandId.ResourceInlineWrite, TransferRegion.WordCount + dataWords);
        region.Write(words[..TransferRegion.WordCount]);
        if (dataWords > 0)
        {
            words[^1] = 0;
        }

        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(words[TransferRegion.WordCount..])[..bytes];
    }

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.ResourceInlineWrite, TransferRegion.WordCount + Data.Count);
        Region.Write(words[..TransferRegion.WordCount]);
        Data.Span.CopyTo(words[TransferRegion.WordCount..]);
    }

    public void Describe(FieldWriter fields)
    {
        Region.Describe(fields);
        fields.Words("data", Data.Span);
    }
}

/// <summary>Copies between a resource and its own backing, in the order of the stream.</summary>
/// <param name="Offset">Byte offset of the box's first texel in the backing.</param>
public readonly record struct Transfer3D(TransferRegion Region, uint Offset, TransferDirection Direction) : IVirglCommand<Transfer3D>
{
    public CommandId Id => CommandId.Transfer3D;

    public static Transfer3D Decode(ref WordReader words) =>
        new(TransferRegion.Read(ref words), words.UInt(), (TransferDirection)words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.Transfer3D, 13);
        Region.Write(words[..TransferRegion.WordCount]);
        words[11] = Offset;
        words[12] = (uint)Direction;
    }

    public void Describe(FieldWriter fields)
    {
        Region.Describe(fields);
        fields.Value("offset", Offset);
        fields.Value("direction", Direction);
    }
}

/// <summary>Copies between a resource and a staging buffer (bind STAGING, with backing). Strides must be explicit.</summary>
/// <param name="Region">Of the texture or buffer; its strides are those of the staging bytes.</param>
/// <param name="Offset">Byte offset of the box's first texel in the staging buffer.</param>
public readonly record struct CopyTransfer3D(TransferRegion Region, uint Staging, uint Offset, CopyTransferFlags Flags) : IVirglCommand<CopyTransfer3D>
{
    public CommandId Id => CommandId.CopyTransfer3D;

    public static CopyTransfer3D Decode(ref WordReader words) =>
        new(TransferRegion.Read(ref words), words.UInt(), words.UInt(), (CopyTransferFlags)words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.CopyTransfer3D, 14);
        Region.Write(words[..TransferRegion.WordCount]);
        words[11] = Staging;
        words[12] = Offset;
        words[13] = (uint)Flags;
    }

    public void Describe(FieldWriter fields)
    {
        Region.Describe(fields);
        fields.Value("staging", Staging);
        fields.Value("offset", Offset);
        fields.Value("flags", Flags);
    }
}
