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
internal sealed class PlayerContext
{
    /// <summary>Longer shader texts go in several commands, as from drivers whose command buffer is nearly full: 8 KiB a piece.</summary>
    private const int ShaderTextWords = 2048;

    private readonly SceneResources resources;
    private readonly int windowWidth;
    private readonly int windowHeight;
    private readonly Dictionary<object, uint> objects = [];
    private readonly List<(ObjectType Type, uint Handle)> destroyLater = [];
    private readonly Dictionary<(Scenes.Shading.ShaderStage Stage, int Slot), (Scene.TextureView View, Scene.SamplerState Sampler)> textures = [];
    private readonly Dictionary<Scenes.Shading.ShaderStage, EquatableList<float>> constants = [];
    private readonly HashSet<Dirty> dirty = [.. Enum.GetValues<Dirty>()];
    private uint nextHandle = 1;

    public PlayerContext(uint id, SceneResources resources, int windowWidth, int windowHeight, CommandStream stream)
    {
        (Id, this.resources, this.windowWidth, this.windowHeight) = (id, resources, windowWidth, windowHeight);
        Encoder = new VirglEncoder(stream);
        viewport = new Scene.Viewport(0, 0, windowWidth, windowHeight);
        scissor = new Scene.ScissorBox(0, 0, windowWidth, windowHeight);
    }

    private enum Dirty { Viewport, Scissor, Rasterizer, DepthStencil, Blend, BlendColour, StencilReference, SampleMask, ClipPlanes, Stipple, Framebuffer, VertexBuffers, VertexElements, Shaders, VertexConstants, FragmentConstants, Textures }

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

    private int TargetHeight => framebuffer.Colours.Count > 0 && framebuffer.Colours[0] is { Texture: { } texture } surface
        ? texture.HeightOf(surface.Level)
        : framebuffer.DepthStencil?.Texture?.Height ?? windowHeight;

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
        TrySet(new SetViewport(new Scene.Viewport(0, 0, TargetWidth, TargetHeight)));
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
    /// Unbinds every resource and object and destroys every object, so that the next scene starts with none. virglrenderer tells vertex buffers apart by their
    /// numbers alone, and depth-stencil states and vertex elements by their addresses: one that stays bound is used on instead of a new one that happens to get
    /// its number or its memory.
    /// </summary>
    public void DestroyObjects()
    {
        Encoder.SetVertexBuffers([]);
        Encoder.SetIndexBuffer(0);
        Encoder.SetSamplerViews(ShaderStage.Vertex, 0, []);
        Encoder.SetSamplerViews(ShaderStage.Fragment, 0, []);
        foreach (ObjectType type in (ReadOnlySpan<ObjectType>)[ObjectType.DepthStencilAlpha, ObjectType.VertexElements, ObjectType.Blend, ObjectType.Rasterizer])
        {
            Encoder.BindObject(type, 0);
        }

        foreach ((ObjectType type, uint handle) in destroyLater)
        {
            Encoder.DestroyObject(type, handle);
        }

        destroyLater.Clear();
        objects.Clear();
    }

    /// <summary>A surface on a level and layer; made once.</summary>
    private uint SurfaceObject(Surface? surface, bool depth)
    {
        if (surface is null)
        {
            return 0;
        }

        (uint resource, VirglFormat format) = surface.Texture is { } texture
            ? (resources[texture].Id, StateTranslation.Of(texture.Format))
            : (resources.Window.Id, VirglFormat.R8G8B8A8_UNORM);
        return Object(ObjectType.Surface, (surface, depth), handle => Encoder.CreateSurface(handle, new SurfaceState
        {
            Resource = resource,
            Format = format,
            Level = (uint)surface.Level,
            FirstLayer = (uint)surface.Layer,
            LastLayer = (uint)surface.Layer,
        }));
    }

    private int TargetWidth => framebuffer.Colours.Count > 0 && framebuffer.Colours[0] is { Texture: { } texture } surface
        ? texture.WidthOf(surface.Level)
        : framebuffer.DepthStencil?.Texture?.Width ?? windowWidth;

    private void SendAll()
    {
        // Framebuffer first: a change of orientation marks others. Rasterizer before viewport (depth range convention).
        foreach (Dirty state in (ReadOnlySpan<Dirty>)[Dirty.Framebuffer, Dirty.Shaders, Dirty.Rasterizer, Dirty.Viewport])
        {
            Send(state);
        }

        foreach (Dirty state in Enum.GetValues<Dirty>())
        {
            Send(state);
        }
    }

    private void Send(Dirty state)
    {
        if (!dirty.Remove(state))
        {
            return;
        }

        switch (state)
        {
            case Dirty.Viewport: SendViewport(); break;
            case Dirty.Scissor: SendScissor(); break;
            case Dirty.Rasterizer: SendRasterizer(); break;
            case Dirty.DepthStencil:
            {
                DepthStencilAlphaState translated = StateTranslation.Of(depthStencil);
                Encoder.BindObject(ObjectType.DepthStencilAlpha, Object(ObjectType.DepthStencilAlpha, translated, h => Encoder.CreateDepthStencilAlpha(h, translated)));
                break;
            }

            case Dirty.Blend:
            {
                BlendState translated = StateTranslation.Of(blend);
                Encoder.BindObject(ObjectType.Blend, Object(ObjectType.Blend, translated, h => Encoder.CreateBlend(h, translated)));
                break;
            }

            case Dirty.BlendColour: Encoder.SetBlendColor(blendColour.R, blendColour.G, blendColour.B, blendColour.A); break;
            case Dirty.StencilReference: Encoder.SetStencilRef(stencilReference.Front, stencilReference.Back); break;
            case Dirty.SampleMask: Encoder.SetSampleMask(sampleMask); break;
            case Dirty.ClipPlanes: SendClipPlanes(); break;
            case Dirty.Stipple: SendStipple(); break;
            case Dirty.Framebuffer: SendFramebuffer(); break;
            case Dirty.VertexBuffers:
                Encoder.SetVertexBuffers([.. vertexBuffers.Select(b => new VertexBuffer((uint)b.Stride, (uint)b.Offset, resources[b.Buffer].Id))]);
                break;
            case Dirty.VertexElements: SendVertexElements(); break;
            case Dirty.Shaders: SendShaders(); break;
            case Dirty.VertexConstants: SendConstants(Scenes.Shading.ShaderStage.Vertex, vertexShader?.Code.Interface.ConstantRegisters ?? 0); break;
            case Dirty.FragmentConstants: SendConstants(Scenes.Shading.ShaderStage.Fragment, fragmentShader?.Code.Interface.ConstantRegisters ?? 0); break;
            case Dirty.Textures: SendTextures(); break;
        }
    }

    private void SendViewport()
    {
        (float halfWidth, float halfHeight) = (viewport.Width / 2, viewport.Height / 2);
        float centreY = viewport.Y + halfHeight;
        (float scaleZ, float translateZ) = rasterizer.ClipHalfZ
            ? (viewport.Far - viewport.Near, viewport.Near)
            : ((viewport.Far - viewport.Near) / 2, (viewport.Far + viewport.Near) / 2);
        Encoder.SetViewportState(new Viewport(
            halfWidth, Flipped ? -halfHeight : halfHeight, scaleZ, viewport.X + halfWidth, Flipped ? windowHeight - centreY : centreY, translateZ));
    }

    private void SendScissor()
    {
        int bottom = Flipped ? TargetHeight - (scissor.Y + scissor.Height) : scissor.Y;
        Encoder.SetScissorState(new ScissorRect(Edge(scissor.X), Edge(bottom), Edge(scissor.X + scissor.Width), Edge(bottom + scissor.Height)));

        static uint Edge(int coordinate) => (uint)Math.Clamp(coordinate, 0, ushort.MaxValue);
    }

    private void SendRasterizer()
    {
        // Point coordinates come with the fragment's own semantic; no generic varying is replaced.
        RasterizerState translated = StateTranslation.Of(rasterizer, Flipped, spriteCoordinates: 0);
        Encoder.BindObject(ObjectType.Rasterizer, Object(ObjectType.Rasterizer, translated, h => Encoder.CreateRasterizer(h, translated)));
    }

    private void SendClipPlanes()
    {
        Span<ClipPlane> planes = stackalloc ClipPlane[8];
        for (int i = 0; i < clipPlanes.Count; i++)
        {
            planes[i] = new ClipPlane(clipPlanes[i].A, clipPlanes[i].B, clipPlanes[i].C, clipPlanes[i].D);
        }

        Encoder.SetClipState(planes);
    }

    /// <summary>Rows count from the bottom of the window; the renderer counts transfer rows.</summary>
    private void SendStipple()
    {
        Span<uint> rows = stackalloc uint[32];
        for (int row = 0; row < 32; row++)
        {
            rows[row] = stipple[Flipped ? (windowHeight - 1 - row) & 31 : row];
        }

        Encoder.SetPolygonStipple(rows);
    }

    private void SendFramebuffer()
    {
        uint depth = framebuffer.IsWindow && resources.WindowDepth is { } window
            ? Object(ObjectType.Surface, "window depth", h => Encoder.CreateSurface(h, new SurfaceState { Resource = window.Id, Format = (VirglFormat)window.Description.Format }))
            : SurfaceObject(framebuffer.DepthStencil, true);
        Encoder.SetFramebufferState(depth, [.. framebuffer.Colours.Select(c => SurfaceObject(c, false))]);
    }

    private void SendVertexElements()
    {
        // Also without elements: the renderer skips draws while no object is bound.
        Encoder.BindObject(ObjectType.VertexElements, Object(ObjectType.VertexElements, vertexElements, h => Encoder.CreateVertexElements(
            h, [.. vertexElements.Select(e => new VertexElement((uint)e.Offset, (uint)e.Divisor, (uint)e.Buffer, StateTranslation.Of(e.Format)))])));
    }

    private void SendShaders()
    {
        if (vertexShader is null || fragmentShader is null)
        {
            return;
        }

        bool flipped = Flipped && fragmentShader.Code.Interface.BuiltIns.Contains(BuiltIn.FragmentCoordinate);
        uint vertex = Object(ObjectType.Shader, vertexShader, h => Encoder.CreateShader(h, ShaderStage.Vertex, TgsiEmitter.Emit(vertexShader), maxTextWords: ShaderTextWords));
        uint fragment = Object(ObjectType.Shader, (fragmentShader, flipped), h => Encoder.CreateShader(h, ShaderStage.Fragment, TgsiEmitter.Emit(fragmentShader, new TgsiOptions(flipped)), maxTextWords: ShaderTextWords));
        Encoder.BindShader(vertex, ShaderStage.Vertex);
        Encoder.BindShader(fragment, ShaderStage.Fragment);
    }

    /// <summary>The renderer reads as many registers as the shader declares, whatever was sent (PROTOCOL section 0.11).</summary>
    private void SendConstants(Scenes.Shading.ShaderStage stage, int registers)
    {
        EquatableList<float> values = constants.GetValueOrDefault(stage, []);
        if (values.Count == 0 && registers == 0)
        {
            return;
        }

        float[] padded = new float[Math.Max(values.Count, registers * 4)];
        values.Span.CopyTo(padded);
        Encoder.SetConstantBuffer((ShaderStage)stage, padded);
    }

    private void SendTextures()
    {
        foreach (Scenes.Shading.ShaderStage stage in new[] { Scenes.Shading.ShaderStage.Vertex, Scenes.Shading.ShaderStage.Fragment })
        {
            int slots = textures.Keys.Where(k => k.Stage == stage).Select(k => k.Slot + 1).DefaultIfEmpty(0).Max();
            uint[] views = new uint[slots];
            uint[] samplers = new uint[slots];
            for (int slot = 0; slot < slots; slot++)
            {
                if (textures.TryGetValue((stage, slot), out (Scene.TextureView View, Scene.SamplerState Sampler) bound))
                {
                    SamplerView view = StateTranslation.Of(bound.View, resources[bound.View.Texture].Id);
                    SamplerState sampler = StateTranslation.Of(bound.Sampler);
                    views[slot] = Object(ObjectType.SamplerView, view, h => Encoder.CreateSamplerView(h, view));
                    samplers[slot] = Object(ObjectType.SamplerState, sampler, h => Encoder.CreateSamplerState(h, sampler));
                }
            }

            Encoder.SetSamplerViews((ShaderStage)stage, 0, views);
            if (slots > 0)
            {
                Encoder.BindSamplerStates((ShaderStage)stage, 0, samplers);
            }
        }
    }

    /// <summary>One object for each distinct state; handles share one name space across types (PROTOCOL section 0.9).</summary>
    private uint Object(ObjectType type, object state, Action<uint> create)
    {
        ref uint handle = ref CollectionsMarshal.GetValueRefOrAddDefault(objects, (type, state), out bool known);
        if (!known)
        {
            handle = nextHandle++;
            create(handle);
            destroyLater.Add((type, handle));
        }

        return handle;
    }
}
