namespace Harness.Virgl;

/// <summary>
/// How the texels of a whole level lie in guest memory when nobody chooses strides: rows and layers tightly packed, all levels one after the other. Transfers
/// of boxes keep to that layout where the connection has no <see cref="ConnectionFeatures.TransferStrides"/>.
/// </summary>
/// <param name="Row">Bytes from row to row.</param>
/// <param name="Layer">Bytes from layer to layer.</param>
/// <param name="Start">Byte offset of the level's first texel.</param>
public readonly record struct LevelPitch(uint Row, uint Layer, ulong Start)
{
    /// <summary>The layout of a level; a buffer is one row of bytes.</summary>
    public static LevelPitch Of(in ResourceDescription resource, uint level)
    {
        var layout = VirglFormatLayout.Of((VirglFormat)resource.Format);
        ulong start = 0;
        for (uint before = 0; ; before++)
        {
            var width = (int)Math.Max(1, resource.Width >> (int)before);
            var height = (int)Math.Max(1, resource.Height >> (int)before);
            var layer = (uint)layout.LayerBytes(width, height);
            if (before == level)
            {
                return new LevelPitch((uint)layout.RowBytes(width), layer, start);
            }

            start += (ulong)layer * Layers(resource, before);
        }
    }

    /// <summary>Byte offset of a texel of the level; <paramref name="texelBytes"/> is the size of one.</summary>
    public ulong OffsetOf(uint x, uint y, uint z, int texelBytes) => Start + ((ulong)z * Layer) + ((ulong)y * Row) + (x * (ulong)texelBytes);

    /// <summary>Whether a transfer's strides, where they matter at all, are those of the level.</summary>
    public bool Suits(in Transfer transfer)
    {
        var row = transfer.Stride == 0 ? Row : transfer.Stride;
        return (transfer.Box.Height <= 1 || row == Row) && (transfer.Box.Depth <= 1 || transfer.LayerStride == 0 || transfer.LayerStride == Layer);
    }

    private static uint Layers(in ResourceDescription resource, uint level)
        => resource.Target == (uint)PipeTextureTarget.Texture3D ? Math.Max(1, resource.Depth >> (int)level) : Math.Max(1, resource.ArraySize);
}
