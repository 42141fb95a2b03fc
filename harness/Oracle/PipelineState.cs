using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Oracle;

/// <summary>The state of one context, initially OpenGL's.</summary>
internal sealed class PipelineState(int width, int height)
{
    public Viewport Viewport { get; set; } = new(0, 0, width, height);

    public ScissorBox Scissor { get; set; } = new(0, 0, width, height);

    public RasterizerState Rasterizer { get; set; } = RasterizerState.Default;

    public DepthStencilState DepthStencil { get; set; } = DepthStencilState.Default;

    public BlendState Blend { get; set; } = BlendState.Default;

    public Colour BlendColour { get; set; } = Colour.Transparent;

    public byte StencilFront { get; set; }

    public byte StencilBack { get; set; }

    public uint SampleMask { get; set; } = uint.MaxValue;

    public EquatableList<(float A, float B, float C, float D)> ClipPlanes { get; set; } = [];

    public EquatableList<uint> Stipple { get; set; } = [.. Enumerable.Repeat(uint.MaxValue, 32)];

    public Framebuffer Framebuffer { get; set; } = Framebuffer.Window;

    public EquatableList<VertexBufferBinding> VertexBuffers { get; set; } = [];

    public EquatableList<VertexElement> VertexElements { get; set; } = [];

    public IndexBufferBinding? IndexBuffer { get; set; }

    public VertexShader? VertexShader { get; set; }

    public FragmentShader? FragmentShader { get; set; }

    public Dictionary<ShaderStage, EquatableList<float>> Constants { get; } = [];

    public Dictionary<(ShaderStage Stage, int Block), (BufferResource Buffer, int Offset, int Size)> ConstantBuffers { get; } = [];

    public Dictionary<(ShaderStage Stage, int Slot), (TextureView View, SamplerState Sampler)> Textures { get; } = [];
}
