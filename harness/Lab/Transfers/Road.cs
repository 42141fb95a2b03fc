namespace Harness.Lab.Transfers;

/// <summary>A way for bytes between guest memory and a host resource: words of the protocol, or calls of OpenGL, which leave the choice of words to the driver.</summary>
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
    /// <summary>glBufferSubData; back, glGetBufferSubData.</summary>
    GlSubData,
    /// <summary>glMapBufferRange and glUnmapBuffer, to write to or to read from.</summary>
    GlMap,
    /// <summary>glTexSubImage2D.</summary>
    GlTexSubImage,
    /// <summary>glReadPixels, from a framebuffer of the texture.</summary>
    GlReadPixels,
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
        Road.GlSubData => "gl-sub-data",
        Road.GlMap => "gl-map",
        Road.GlTexSubImage => "gl-tex-sub-image",
        Road.GlReadPixels => "gl-read-pixels",
        _ => throw new ArgumentOutOfRangeException(nameof(road), road, null),
    };

    /// <summary>Whether it is OpenGL's, else the protocol's.</summary>
    public static bool IsGl(this Road road) => road >= Road.GlSubData;

    /// <summary>Whether payloads of that shape can go that way at all.</summary>
    public static bool Leads(this Road road, Virgl.TransferDirection direction, PayloadShape shape) => road switch
    {
        Road.Dma2D => direction == Virgl.TransferDirection.ToHost && shape == PayloadShape.Texture,
        Road.InlineWrite => direction == Virgl.TransferDirection.ToHost,
        Road.GlSubData or Road.GlMap => shape == PayloadShape.Buffer,
        Road.GlTexSubImage => direction == Virgl.TransferDirection.ToHost && shape == PayloadShape.Texture,
        Road.GlReadPixels => direction == Virgl.TransferDirection.FromHost && shape == PayloadShape.Texture,
        _ => true,
    };

    /// <inheritdoc cref="Word(Road)"/>
    public static string Word(this PayloadShape shape) => shape == PayloadShape.Buffer ? "buffer" : "texture";

    /// <summary>The way, as names have it: <c>upload</c>, <c>readback</c>.</summary>
    public static string Word(this Virgl.TransferDirection direction) => direction == Virgl.TransferDirection.ToHost ? "upload" : "readback";
}
