using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Scenes.Steps;

/// <summary>One thing a scene does. State persists from step to step until changed, as in OpenGL.</summary>
public abstract record Step;

/// <summary>Makes a resource; its contents are zero.</summary>
public sealed record CreateResource(Resource Resource) : Step;

/// <summary>Writes bytes into a buffer at a byte offset.</summary>
public sealed record UpdateBuffer(BufferResource Buffer, int Offset, EquatableList<byte> Data, TransferRoad Road) : Step;

/// <summary>Writes texels into a box of a level. Row 0 of the data is texel row 0 (t = 0).</summary>
/// <param name="Stride">Bytes from row to row in <paramref name="Data"/>; 0 for tightly packed.</param>
/// <param name="LayerStride">Bytes from layer to layer; 0 for tightly packed.</param>
/// <param name="Offset">Bytes in <paramref name="Data"/> before the first texel.</param>
public sealed record UpdateTexture(
    TextureResource Texture, int Level, Region Box, EquatableList<byte> Data, TransferRoad Road, int Stride = 0, int LayerStride = 0, int Offset = 0) : Step
{
    /// <summary>The transfer on the control queue needs strides of its own: they matter, and are not those of the whole level.</summary>
    public bool ChoosesStrides => Road == TransferRoad.Dma && !GuestRows.Suit(Texture, Level, Box, Stride, LayerStride);
}

/// <summary>Reads a box back into guest memory and writes those bytes into a box of the same size of another texture: TRANSFER_FROM_HOST and TRANSFER_TO_HOST.</summary>
/// <param name="Stride">Bytes from row to row in guest memory; 0 for tightly packed.</param>
/// <param name="Offset">Bytes in guest memory before the first texel.</param>
public sealed record CopyThroughGuest(
    TextureResource Source, int SourceLevel, Region SourceBox, TextureResource Destination, int DestinationLevel, Region DestinationBox, int Stride = 0, int Offset = 0) : Step
{
    /// <inheritdoc cref="UpdateTexture.ChoosesStrides"/>
    public bool ChoosesStrides => !GuestRows.Suit(Source, SourceLevel, SourceBox, Stride, 0) || !GuestRows.Suit(Destination, DestinationLevel, DestinationBox, Stride, 0);
}

public sealed record SetViewport(Viewport Viewport) : Step;

/// <summary>The scissor box; it acts while <see cref="RasterizerState.Scissor"/> is on.</summary>
public sealed record SetScissor(ScissorBox Box) : Step;

public sealed record SetRasterizer(RasterizerState State) : Step;

public sealed record SetDepthStencil(DepthStencilState State) : Step;

public sealed record SetBlend(BlendState State) : Step;

public sealed record SetStencilReference(byte Front, byte Back) : Step;

public sealed record SetBlendColour(Colour Colour) : Step;

/// <summary>Samples that may be written, one bit each; acts on multisampled attachments only.</summary>
public sealed record SetSampleMask(uint Mask) : Step;

/// <summary>User clip planes 0.., four floats each; a vertex is kept where plane . clip position is not negative.</summary>
public sealed record SetClipPlanes(EquatableList<(float A, float B, float C, float D)> Planes) : Step;

/// <summary>32 rows of 32 bits, row 0 at the bottom, most significant bit leftmost, as glPolygonStipple.</summary>
public sealed record SetPolygonStipple(EquatableList<uint> Rows) : Step;

public sealed record SetFramebuffer(Framebuffer Framebuffer) : Step;

public sealed record SetVertexBuffers(EquatableList<VertexBufferBinding> Bindings) : Step;

public sealed record SetVertexElements(EquatableList<VertexElement> Elements) : Step;

public sealed record SetIndexBuffer(IndexBufferBinding Binding) : Step;

public sealed record SetShaders(VertexShader Vertex, FragmentShader Fragment) : Step;

/// <summary>Constant registers 0.. of a stage, four floats a register.</summary>
public sealed record SetConstants(ShaderStage Stage, EquatableList<float> Values) : Step;

/// <summary>Binds part of a buffer as constant block 1.. of a stage; size and offset in bytes (offset a multiple of 256).</summary>
public sealed record SetConstantBuffer(ShaderStage Stage, int Block, BufferResource Buffer, int Offset, int Size) : Step;

/// <summary>Binds a texture and its sampler to a slot of a stage.</summary>
public sealed record SetTexture(ShaderStage Stage, int Slot, TextureView View, SamplerState Sampler) : Step;

/// <summary>Clears attachments, whole: scissor and masks do not act (gallium's clear; OpenGL drivers draw a rectangle where they do). Null leaves a buffer alone.</summary>
public sealed record Clear(Colour? Colour, double? Depth = null, byte? Stencil = null) : Step;

/// <summary>Clears a rectangle of the bound colour attachments as glClear under an enabled scissor does: only inside the box, honouring the colour mask.</summary>
public sealed record ClearInside(Colour Colour, ScissorBox Box, ColourMask Mask = ColourMask.All) : Step;

/// <summary>Draws primitives.</summary>
/// <param name="First">First vertex, or first index.</param>
/// <param name="BaseVertex">Added to each index before the fetch.</param>
/// <param name="Restart">Index value that ends a primitive; null for none.</param>
public sealed record Draw(
    Primitive Primitive, int First, int Count, bool Indexed = false, int Instances = 1, int BaseVertex = 0, int StartInstance = 0, uint? Restart = null) : Step;

/// <summary>Scaled copy of rectangles (glBlitFramebuffer). A negative destination extent mirrors. Boxes in GL coordinates of each surface (row 0 at the bottom of the window, at t = 0 of a texture).</summary>
public sealed record Blit(Surface Source, BlitBox SourceBox, Surface Destination, BlitBox DestinationBox, Filter Filter = Filter.Nearest, ScissorBox? Scissor = null) : Step;

/// <summary>Two corners of a blit: x0, y0 inclusive, x1, y1 exclusive; swapped corners mirror.</summary>
public readonly record struct BlitBox(int X0, int Y0, int X1, int Y1);

/// <summary>Copies texels unchanged (glCopyImageSubData). Boxes in GL coordinates as for <see cref="Blit"/>.</summary>
public sealed record CopyRegion(Surface Source, Region SourceBox, Surface Destination, int X, int Y) : Step;

/// <summary>Copies bytes from buffer to buffer.</summary>
public sealed record CopyBuffer(BufferResource Source, int SourceOffset, BufferResource Destination, int DestinationOffset, int Size) : Step;
