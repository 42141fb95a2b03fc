namespace Harness.Virgl;

/// <summary>What a resource may be used for (<see cref="ResourceDescription.Bind"/>).</summary>
[Flags]
public enum VirglBind : uint
{
    None = 0,
    DepthStencil = 1u << 0,
    RenderTarget = 1u << 1,
    SamplerView = 1u << 3,
    VertexBuffer = 1u << 4,
    IndexBuffer = 1u << 5,
    ConstantBuffer = 1u << 6,
    DisplayTarget = 1u << 7,
    CommandArgs = 1u << 8,
    StreamOutput = 1u << 11,
    ShaderBuffer = 1u << 14,
    QueryBuffer = 1u << 15,
    Cursor = 1u << 16,
    /// <summary>The bind of query result buffers, which may carry no other.</summary>
    Custom = 1u << 17,
    Scanout = 1u << 18,
    Staging = 1u << 19,
    Shared = 1u << 20,
    Linear = 1u << 22,
}

/// <summary>What CLEAR clears. Only colour buffers that are bound may be named.</summary>
[Flags]
public enum ClearBuffers : uint
{
    None = 0,
    Depth = 1u << 0,
    Stencil = 1u << 1,
    Color0 = 1u << 2,
    Color1 = 1u << 3,
    Color2 = 1u << 4,
    Color3 = 1u << 5,
    Color4 = 1u << 6,
    Color5 = 1u << 7,
    Color6 = 1u << 8,
    Color7 = 1u << 9,
}

[Flags]
public enum ColorMask : uint
{
    None = 0,
    Red = 1,
    Green = 2,
    Blue = 4,
    Alpha = 8,
    All = 15,
}

[Flags]
public enum BlitMask : uint
{
    None = 0,
    Red = 1,
    Green = 2,
    Blue = 4,
    Alpha = 8,
    Color = 15,
    Depth = 16,
    Stencil = 32,
}

[Flags]
public enum PipeBarrier : uint
{
    None = 0,
    MappedBuffer = 1u << 0,
    ShaderBuffer = 1u << 1,
    QueryBuffer = 1u << 2,
    VertexBuffer = 1u << 3,
    IndexBuffer = 1u << 4,
    ConstantBuffer = 1u << 5,
    IndirectBuffer = 1u << 6,
    Texture = 1u << 7,
    Image = 1u << 8,
    Framebuffer = 1u << 9,
    StreamOutput = 1u << 10,
    Global = 1u << 11,
    All = 0xfff,
}

[Flags]
public enum TextureBarrierKinds : uint
{
    None = 0,
    Sampler = 1,
    Framebuffer = 2,
}

[Flags]
public enum CopyTransferFlags : uint
{
    None = 0,
    /// <summary>Wait for what still uses the range.</summary>
    Synchronized = 1,
    /// <summary>From the host resource into the staging buffer.</summary>
    ReadFromHost = 2,
}
