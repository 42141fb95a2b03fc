using Harness.Scenes;

namespace Harness.Virgl.Player;

/// <summary>A box of texels in guest memory where it lies in the whole level: how drivers keep it that cannot choose the strides of transfers.</summary>
internal readonly struct GuestBox
{
    private readonly Region box;
    private readonly LevelPitch pitch;
    private readonly int rowBytes;

    /// <param name="shift">Bytes that everything lies further back.</param>
    public GuestBox(GuestResource resource, int level, Region box, Format format, int shift)
    {
        int texel = FormatLayout.Of(format).Bytes;
        (Resource, this.box, rowBytes) = (resource, box, box.Width * texel);
        pitch = LevelPitch.Of(resource.Description, (uint)level);
        var words = new Box((uint)box.X, (uint)box.Y, (uint)box.Z, (uint)box.Width, (uint)box.Height, (uint)box.Depth);
        Transfer = new Transfer(words, (uint)level, pitch.OffsetOf(words.X, words.Y, words.Z, texel) + (ulong)shift);
    }

    public GuestResource Resource { get; }

    /// <summary>The transfer of the box.</summary>
    public Transfer Transfer { get; }

    /// <summary>Lays tightly packed texels out in the backing.</summary>
    public void Write(Span<byte> backing, ReadOnlySpan<byte> texels)
    {
        for (int row = 0; row < box.Depth * box.Height; row++)
        {
            texels.Slice(row * rowBytes, rowBytes).CopyTo(backing.Slice(RowStart(row), rowBytes));
        }
    }

    /// <summary>The texels in the backing, tightly packed.</summary>
    public byte[] Read(ReadOnlySpan<byte> backing)
    {
        byte[] texels = new byte[box.Depth * box.Height * rowBytes];
        for (int row = 0; row < box.Depth * box.Height; row++)
        {
            backing.Slice(RowStart(row), rowBytes).CopyTo(texels.AsSpan(row * rowBytes));
        }

        return texels;
    }

    private int RowStart(int row) => checked((int)(Transfer.Offset + ((uint)(row / box.Height) * (ulong)pitch.Layer) + ((uint)(row % box.Height) * (ulong)pitch.Row)));
}
