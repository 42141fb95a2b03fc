namespace Harness.Virgl;

/// <summary>What RESOURCE_CREATE_3D takes (PROTOCOL sections 1.3 and 1.5); sizes in texels, for buffers in bytes.</summary>
/// <param name="Target">PIPE texture target: 0 buffer, 1 1D, 2 2D, 3 3D, 4 cube, 5 rect, 6 1D array, 7 2D array, 8 cube array.</param>
/// <param name="Format">VIRGL_FORMAT number; 64 (R8_UNORM) for buffers.</param>
/// <param name="Bind">VIRGL_BIND bits.</param>
public readonly record struct ResourceDescription(
    uint Target, uint Format, uint Bind, uint Width, uint Height = 1, uint Depth = 1, uint ArraySize = 1,
    uint LastLevel = 0, uint Samples = 0, uint Flags = 0)
{
    /// <summary>Bytes of guest memory behind the resource; 0 for none (multisampled resources cannot be transferred).</summary>
    public int BackingBytes { get; init; }

    /// <summary>
    /// Whether the backing is made of single pages, no two of them neighbours; only with <see cref="ConnectionFeatures.TwoDimensional"/>. It is then not one piece
    /// of this process' memory.
    /// </summary>
    public bool Scattered { get; init; }

    /// <summary>A buffer, its whole size backed.</summary>
    public static ResourceDescription ForBuffer(int bytes, VirglBind bind) =>
        new((uint)PipeTextureTarget.Buffer, (uint)VirglFormat.R8_UNORM, (uint)bind, (uint)bytes) { BackingBytes = bytes };

    /// <summary>A 2D texture of one level, its whole size backed.</summary>
    public static ResourceDescription ForTexture2D(VirglFormat format, VirglBind bind, int width, int height) =>
        new((uint)PipeTextureTarget.Texture2D, (uint)format, (uint)bind, (uint)width, (uint)height)
        {
            BackingBytes = VirglFormatLayout.Of(format).LayerBytes(width, height),
        };
}

/// <summary>A resource and the guest memory behind it, as one connection made it.</summary>
public abstract class GuestResource(uint id, ResourceDescription description)
{
    /// <summary>The number that command streams use.</summary>
    public uint Id { get; } = id;

    /// <summary>What was asked for.</summary>
    public ResourceDescription Description { get; } = description;

    /// <summary>The backing, as one contiguous piece of this process' memory, shared with the far side. Valid until the resource is destroyed.</summary>
    /// <exception cref="InvalidOperationException">It was asked for in scattered pages.</exception>
    public abstract Span<byte> Backing { get; }

    /// <summary>Puts bytes at the backing's beginning.</summary>
    public virtual void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Backing);

    /// <summary>Takes bytes from the backing's beginning.</summary>
    public virtual void Read(Span<byte> bytes) => Backing[..bytes.Length].CopyTo(bytes);

    /// <summary>Makes all bytes of the backing 0.</summary>
    public virtual void Clear() => Backing.Clear();
}

/// <summary>A box of a level and where its bytes are in the backing (PROTOCOL section 1.6).</summary>
/// <param name="Offset">Byte offset of the box's first texel in the backing.</param>
/// <param name="Stride">Bytes from row to row; 0 for the pitch of the whole level.</param>
/// <param name="LayerStride">Bytes from layer to layer; 0 for row pitch times rows of the level.</param>
public readonly record struct Transfer(Box Box, uint Level = 0, ulong Offset = 0, uint Stride = 0, uint LayerStride = 0);

/// <summary>A box in texels (bytes for buffers): origin and extent; z is the layer or cube face.</summary>
public readonly record struct Box(uint X, uint Y, uint Z, uint Width, uint Height, uint Depth);
