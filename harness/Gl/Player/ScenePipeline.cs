using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Gl.Player;

/// <summary>State that GL has not been told yet.</summary>
[Flags]
internal enum Dirty
{
    None = 0,
    Framebuffer = 1,
    Viewport = 1 << 1,
    Scissor = 1 << 2,
    Rasterizer = 1 << 3,
    DepthStencil = 1 << 4,
    Blend = 1 << 5,
    BlendColour = 1 << 6,
    SampleMask = 1 << 7,
    Stipple = 1 << 8,
    VertexInput = 1 << 9,
    Program = 1 << 10,
    VertexConstants = 1 << 11,
    FragmentConstants = 1 << 12,
    ClipPlanes = 1 << 13,
    ConstantBuffers = 1 << 14,
    Textures = 1 << 15,
    All = (1 << 16) - 1,
}

/// <summary>The state that a scene asked of one context, initially OpenGL's, and what of it is yet to be told to GL.</summary>
internal sealed class ScenePipeline(int width, int height)
{
    public Dirty Dirty { get; set; } = Dirty.All;

    public Viewport Viewport { get; private set; } = new(0, 0, width, height);

    public ScissorBox Scissor { get; private set; } = new(0, 0, width, height);

    public RasterizerState Rasterizer { get; private set; } = RasterizerState.Default;

    public DepthStencilState DepthStencil { get; private set; } = DepthStencilState.Default;

    public (byte Front, byte Back) StencilReference { get; private set; }

    public BlendState Blend { get; private set; } = BlendState.Default;

    public Colour BlendColour { get; private set; } = Colour.Transparent;

    public uint SampleMask { get; private set; } = uint.MaxValue;

    public EquatableList<(float A, float B, float C, float D)> ClipPlanes { get; private set; } = [];

    /// <summary>Empty until the scene sets one: all bits are set.</summary>
    public EquatableList<uint> Stipple { get; private set; } = [];

    public Framebuffer Framebuffer { get; private set; } = Framebuffer.Window;

    public EquatableList<VertexBufferBinding> VertexBuffers { get; private set; } = [];

    public EquatableList<VertexElement> VertexElements { get; private set; } = [];

    public IndexBufferBinding? IndexBuffer { get; private set; }

    public VertexShader? VertexShader { get; private set; }

    public FragmentShader? FragmentShader { get; private set; }

    public EquatableList<float> VertexConstants { get; private set; } = [];

    public EquatableList<float> FragmentConstants { get; private set; } = [];

    public Dictionary<(ShaderStage Stage, int Block), SetConstantBuffer> ConstantBuffers { get; } = [];

    public Dictionary<(ShaderStage Stage, int Slot), (TextureView View, SamplerState Sampler)> Textures { get; } = [];

    /// <summary>Takes a state step; false when the step is not one.</summary>
    public bool TrySet(Step step)
    {
        switch (step)
        {
            case SetViewport s: Viewport = s.Viewport; Dirty |= Dirty.Viewport; break;
            case SetScissor s: Scissor = s.Box; Dirty |= Dirty.Scissor; break;
            case SetRasterizer s:
                // Flat colours and clip planes are the program's business.
                Rasterizer = s.State; Dirty |= Dirty.Rasterizer | Dirty.Program;
                break;
            case SetDepthStencil s: DepthStencil = s.State; Dirty |= Dirty.DepthStencil; break;
            case SetStencilReference s: StencilReference = (s.Front, s.Back); Dirty |= Dirty.DepthStencil; break;
            case SetBlend s: Blend = s.State; Dirty |= Dirty.Blend; break;
            case SetBlendColour s: BlendColour = s.Colour; Dirty |= Dirty.BlendColour; break;
            case SetSampleMask s: SampleMask = s.Mask; Dirty |= Dirty.SampleMask; break;
            case SetClipPlanes s: ClipPlanes = s.Planes; Dirty |= Dirty.ClipPlanes; break;
            case SetPolygonStipple s: Stipple = s.Rows; Dirty |= Dirty.Stipple; break;
            case SetFramebuffer s:
                // A shader of one colour writes it to all attachments.
                Framebuffer = s.Framebuffer; Dirty |= Dirty.Framebuffer | Dirty.Program;
                break;
            case SetVertexBuffers s: VertexBuffers = s.Bindings; Dirty |= Dirty.VertexInput; break;
            case SetVertexElements s: VertexElements = s.Elements; Dirty |= Dirty.VertexInput; break;
            case SetIndexBuffer s: IndexBuffer = s.Binding; break;
            case SetShaders s: (VertexShader, FragmentShader) = (s.Vertex, s.Fragment); Dirty |= Dirty.Program; break;
            case SetConstants { Stage: ShaderStage.Vertex } s: VertexConstants = s.Values; Dirty |= Dirty.VertexConstants; break;
            case SetConstants s: FragmentConstants = s.Values; Dirty |= Dirty.FragmentConstants; break;
            case SetConstantBuffer s: ConstantBuffers[(s.Stage, s.Block)] = s; Dirty |= Dirty.ConstantBuffers; break;
            case SetTexture s: Textures[(s.Stage, s.Slot)] = (s.View, s.Sampler); Dirty |= Dirty.Textures; break;
            default: return false;
        }

        return true;
    }
}
