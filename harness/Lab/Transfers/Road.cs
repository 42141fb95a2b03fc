namespace Harness.Lab.Transfers;

/// <summary>A way for bytes between guest memory and a host resource.</summary>
public enum Road
{
    /// <summary>TRANSFER_TO_HOST_3D and TRANSFER_FROM_HOST_3D: the host reads or writes the resource's backing.</summary>
    Dma,
    /// <summary>The same, with a backing of single pages, no two of them neighbours.</summary>
    ScatteredDma,
    /// <summary>TRANSFER_TO_HOST_2D, as a display driver without 3D sends it.</summary>
    Dma2D,
    /// <summary>RESOURCE_INLINE_WRITE: the bytes are part of the command stream.</summary>
    InlineWrite,
    /// <summary>TRANSFER3D: as the first, but asked for in the command stream.</summary>
    StreamTransfer,
    /// <summary>COPY_TRANSFER3D: between the resource and the backing of a staging buffer, asked for in the command stream.</summary>
    CopyTransfer,
}

/// <summary>What the bytes are.</summary>
public enum PayloadShape
{
    /// <summary>A range of a vertex buffer.</summary>
    Buffer,
    /// <summary>A rectangle of an RGBA texture, as near to a square as powers of two allow.</summary>
    Texture,
}

/// <summary>Words of roads and shapes, for names and tables.</summary>
public static class RoadWords
{
    /// <summary>Kebab-case.</summary>
    public static string Word(this Road road) => road switch
    {
        Road.Dma => "dma",
        Road.ScatteredDma => "dma-scattered",
        Road.Dma2D => "dma-2d",
        Road.InlineWrite => "inline",
        Road.StreamTransfer => "transfer3d",
        Road.CopyTransfer => "copy-transfer3d",
        _ => throw new ArgumentOutOfRangeException(nameof(road), road, null),
    };

    /// <inheritdoc cref="Word(Road)"/>
    public static string Word(this PayloadShape shape) => shape == PayloadShape.Buffer ? "buffer" : "texture";

    /// <summary>The way, as names have it: <c>upload</c>, <c>readback</c>.</summary>
    public static string Word(this Virgl.TransferDirection direction) => direction == Virgl.TransferDirection.ToHost ? "upload" : "readback";
}
