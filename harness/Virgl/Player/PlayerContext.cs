using System.Runtime.InteropServices;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.Steps;
using Scene = Harness.Scenes.State;

namespace Harness.Virgl.Player;

/// <summary>
/// One context while a scene plays: the state the scene asked for, what the renderer has been told so far, and the objects made on the way. State is sent before the draw
/// that needs it, objects are made once per distinct state, as drivers do.
/// </summary>
internal sealed partial class PlayerContext
{
    /// <summary>Longer shader texts go in several commands, as from drivers whose command buffer is nearly full: 8 KiB a piece.</summary>
    private const int ShaderTextWords = 2048;

    private readonly SceneResources resources;
    private readonly int windowWidth;
    private readonly int windowHeight;
    private readonly ObjectTable objects;
    private readonly Dictionary<(Scenes.Shading.ShaderStage Stage, int Slot), (Scene.TextureView View, Scene.SamplerState Sampler)> textures = [];
    private readonly Dictionary<Scenes.Shading.ShaderStage, EquatableList<float>> constants = [];
    private readonly HashSet<Dirty> dirty = [.. Enum.GetValues<Dirty>()];

    public PlayerContext(uint id, SceneResources resources, int windowWidth, int windowHeight, CommandStream stream)
    {
        (Id, this.resources, this.windowWidth, this.windowHeight) = (id, resources, windowWidth, windowHeight);
        Encoder = new VirglEncoder(stream);
        objects = new ObjectTable(Encoder);
        viewport = new Scene.Viewport(0, 0, windowWidth, windowHeight);
        scissor = new Scene.ScissorBox(0, 0, windowWidth, windowHeight);
    }

    /// <summary>State that is yet to be sent, in the order of sending: the rasterizer before the viewport, whose depth range it decides (PROTOCOL section 3.5).</summary>
    private enum Dirty
    {
        Framebuffer, Shaders, Rasterizer, Viewport, Scissor, DepthStencil, Blend, BlendColour, StencilReference, SampleMask, ClipPlanes, Stipple,
        VertexBuffers, VertexElements, VertexConstants, FragmentConstants, Textures,
    }

    private Scene.Viewport viewport;
    private Scene.ScissorBox scissor;
    private Scene.RasterizerState rasterizer = Scene.RasterizerState.Default;
    private Scene.DepthStencilState depthStencil = Scene.DepthStencilState.Default;
    private Scene.BlendState blend = Scene.BlendState.Default;
    private Scene.Colour blendColour = Scene.Colour.Transparent;
    private (byte Front, byte Back) stencilReference;
    private uint sampleMask = uint.MaxValue;
    private EquatableList<(float A, float B, float C, float D)> clipPlanes = [];
    private EquatableList<uint> stipple = [.. Enumerable.Repeat(uint.MaxValue, 32)];
    private Scene.Framebuffer framebuffer = Scene.Framebuffer.Window;
    private EquatableList<Scene.VertexBufferBinding> vertexBuffers = [];
    private EquatableList<Scene.VertexElement> vertexElements = [];
    private Scene.IndexBufferBinding? indexBuffer;
    private VertexShader? vertexShader;
    private FragmentShader? fragmentShader;

    /// <summary>The renderer's number of the context.</summary>
    public uint Id { get; }

    public VirglEncoder Encoder { get; }

    /// <summary>The window is drawn upside down, so that GL's bottom row is the last row of a transfer and the display shows it the right way up.</summary>
    private bool Flipped => framebuffer.IsWindow;

    /// <summary>Pixels of what is drawn into.</summary>
    private (int Width, int Height) TargetSize => framebuffer.Colours.Count > 0 && framebuffer.Colours[0] is { Texture: { } texture } surface
        ? (texture.WidthOf(surface.Level), texture.HeightOf(surface.Level))
        : framebuffer.DepthStencil?.Texture is { } depth ? (depth.Width, depth.Height) : (windowWidth, windowHeight);

    /// <summary>Takes a state step; false when the step is not one.</summary>
    public bool TrySet(Step step)
    {
        switch (step)
        {
            case SetViewport s: viewport = s.Viewport; dirty.Add(Dirty.Viewport); break;
            case SetScissor s: scissor = s.Box; dirty.Add(Dirty.Scissor); break;
            case SetRasterizer s:
                // The near and far planes mean something else under the other depth range convention (PROTOCOL section 3.5).
                rasterizer = s.State; dirty.UnionWith([Dirty.Rasterizer, Dirty.Viewport]);
                break;
            case SetDepthStencil s: depthStencil = s.State; dirty.Add(Dirty.DepthStencil); break;
            case SetBlend s: blend = s.State; dirty.Add(Dirty.Blend); break;
            case SetBlendColour s: blendColour = s.Colour; dirty.Add(Dirty.BlendColour); break;
            case SetStencilReference s: stencilReference = (s.Front, s.Back); dirty.Add(Dirty.StencilReference); break;
            case Scenes.Steps.SetSampleMask s: sampleMask = s.Mask; dirty.Add(Dirty.SampleMask); break;
            case SetClipPlanes s: clipPlanes = s.Planes; dirty.Add(Dirty.ClipPlanes); break;
            case Scenes.Steps.SetPolygonStipple s: stipple = s.Rows; dirty.Add(Dirty.Stipple); break;
            case SetFramebuffer s:
                // Orientation is the framebuffer's: everything that depends on it goes with it.
                framebuffer = s.Framebuffer;
                dirty.UnionWith([Dirty.Framebuffer, Dirty.Viewport, Dirty.Scissor, Dirty.Rasterizer, Dirty.Stipple, Dirty.Shaders]);
                break;
            case Scenes.Steps.SetVertexBuffers s: vertexBuffers = s.Bindings; dirty.Add(Dirty.VertexBuffers); break;
            case SetVertexElements s: vertexElements = s.Elements; dirty.Add(Dirty.VertexElements); break;
            case Scenes.Steps.SetIndexBuffer s: indexBuffer = s.Binding; break;
            case SetShaders s:
                (vertexShader, fragmentShader) = (s.Vertex, s.Fragment);
                dirty.UnionWith([Dirty.Shaders, Dirty.Rasterizer, Dirty.VertexConstants, Dirty.FragmentConstants]);
                break;
            case SetConstants s:
                constants[s.Stage] = s.Values;
                dirty.Add(s.Stage == Scenes.Shading.ShaderStage.Vertex ? Dirty.VertexConstants : Dirty.FragmentConstants);
                break;
            case Scenes.Steps.SetConstantBuffer s:
                Encoder.SetUniformBuffer((ShaderStage)s.Stage, (uint)s.Block, (uint)s.Offset, (uint)s.Size, resources[s.Buffer].Id);
                break;
            case SetTexture s: textures[(s.Stage, s.Slot)] = (s.View, s.Sampler); dirty.Add(Dirty.Textures); break;
            default: return false;
        }

        return true;
    }

    public void Clear(Scenes.Steps.Clear step)
    {
        Send(Dirty.Framebuffer);
        ClearBuffers buffers = step.Depth is null ? ClearBuffers.None : ClearBuffers.Depth;
        buffers |= step.Stencil is null ? ClearBuffers.None : ClearBuffers.Stencil;
        if (step.Colour is not null)
        {
            for (int i = 0; i < framebuffer.Colours.Count; i++)
            {
                buffers |= (ClearBuffers)((uint)ClearBuffers.Color0 << i);
            }
        }

        Encoder.Clear(buffers, StateTranslation.Of(step.Colour ?? Scene.Colour.Transparent), step.Depth ?? 1, step.Stencil ?? 0);
    }

    /// <summary>What drivers do for a clear that scissor or colour mask limit: a rectangle drawn with a state of its own.</summary>
    public void ClearInside(Scenes.Steps.ClearInside step, GuestResource vertices)
    {
        var saved = (viewport, scissor, rasterizer, depthStencil, blend, vertexBuffers, vertexElements, vertexShader, fragmentShader);
        TrySet(new SetViewport(new Scene.Viewport(0, 0, TargetSize.Width, TargetSize.Height)));
        TrySet(new SetScissor(step.Box));
        TrySet(new SetRasterizer(Scene.RasterizerState.Default with { Scissor = true }));
        TrySet(new SetDepthStencil(Scene.DepthStencilState.Default));
        TrySet(new SetBlend(Scene.BlendState.WithMask(step.Mask)));
        TrySet(new SetVertexElements([new Scene.VertexElement(Format.R32G32_FLOAT)]));
        TrySet(new SetShaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []),
            FragmentShader.Of(Shade.Colour(step.Colour))));
        Encoder.InlineWriteBuffer(vertices.Id, 0, MemoryMarshal.AsBytes<float>([-1, -1, 1, -1, -1, 1, 1, 1]));
        SendAll();
        Encoder.SetVertexBuffers([new VertexBuffer(8, 0, vertices.Id)]);
        Encoder.Draw(PipePrimitive.TriangleStrip, 0, 4);
        (viewport, scissor, rasterizer, depthStencil, blend, vertexBuffers, vertexElements, vertexShader, fragmentShader) = saved;
        dirty.UnionWith(Enum.GetValues<Dirty>());
    }

    public void Draw(Draw step)
    {
        if (step.Count == 0 || step.Instances == 0)
        {
            // Drivers drop empty draws: an instance count of 0 means a draw without instances to the renderer (PROTOCOL section 2.3), which draws once.
            return;
        }

        SendAll();
        if (step.Indexed)
        {
            Scene.IndexBufferBinding binding = indexBuffer ?? throw new InvalidOperationException("An indexed draw needs an index buffer.");
            // The renderer ignores the first index of an indexed draw: it goes into the offset (PROTOCOL section 0.10).
            Encoder.SetIndexBuffer(resources[binding.Buffer].Id, (uint)binding.IndexSize, (uint)(binding.Offset + (step.First * binding.IndexSize)));
        }

        Encoder.DrawVbo(new Commands.DrawVbo(
            step.Indexed ? 0 : (uint)step.First, (uint)step.Count, StateTranslation.Of(step.Primitive), step.Indexed, (uint)step.Instances, step.BaseVertex, (uint)step.StartInstance,
            step.Restart is not null, step.Restart ?? 0));
    }

    /// <summary>
    /// Unbinds every resource and destroys every object, so that the next scene starts with none. virglrenderer tells vertex buffers apart by their numbers alone: one
    /// that stays bound is used on instead of a new one that happens to get its number.
    /// </summary>
    public void DestroyObjects()
    {
        Encoder.SetVertexBuffers([]);
        Encoder.SetIndexBuffer(0);
        Encoder.SetSamplerViews(ShaderStage.Vertex, 0, []);
        Encoder.SetSamplerViews(ShaderStage.Fragment, 0, []);
        objects.DestroyAll();
    }
}
