using Harness.Scenes;
using Harness.Scenes.Shading;
using Scene = Harness.Scenes.State;

namespace Harness.Virgl.Player;

/// <summary>State on its way to the renderer: what is dirty is translated and sent.</summary>
internal sealed partial class PlayerContext
{
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
        return objects.Get(ObjectType.Surface, (surface, depth), handle => Encoder.CreateSurface(handle, new SurfaceState
        {
            Resource = resource,
            Format = format,
            Level = (uint)surface.Level,
            FirstLayer = (uint)surface.Layer,
            LastLayer = (uint)surface.Layer,
        }));
    }

    private void SendAll()
    {
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
                objects.Bind(ObjectType.DepthStencilAlpha, translated, h => Encoder.CreateDepthStencilAlpha(h, translated));
                break;
            }

            case Dirty.Blend:
            {
                BlendState translated = StateTranslation.Of(blend);
                objects.Bind(ObjectType.Blend, translated, h => Encoder.CreateBlend(h, translated));
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
        int bottom = Flipped ? windowHeight - (scissor.Y + scissor.Height) : scissor.Y;
        Encoder.SetScissorState(new ScissorRect(Edge(scissor.X), Edge(bottom), Edge(scissor.X + scissor.Width), Edge(bottom + scissor.Height)));

        static uint Edge(int coordinate) => (uint)Math.Clamp(coordinate, 0, ushort.MaxValue);
    }

    private void SendRasterizer()
    {
        RasterizerState translated = StateTranslation.Of(rasterizer, Flipped);
        objects.Bind(ObjectType.Rasterizer, translated, h => Encoder.CreateRasterizer(h, translated));
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
            ? objects.Get(ObjectType.Surface, "window depth", h => Encoder.CreateSurface(h, new SurfaceState { Resource = window.Id, Format = (VirglFormat)window.Description.Format }))
            : SurfaceObject(framebuffer.DepthStencil, true);
        Encoder.SetFramebufferState(depth, [.. framebuffer.Colours.Select(c => SurfaceObject(c, false))]);
    }

    private void SendVertexElements()
    {
        // Also without elements: the renderer skips draws while no object is bound.
        objects.Bind(ObjectType.VertexElements, vertexElements, h => Encoder.CreateVertexElements(
            h, [.. vertexElements.Select(e => new VertexElement((uint)e.Offset, (uint)e.Divisor, (uint)e.Buffer, StateTranslation.Of(e.Format)))]));
    }

    private void SendShaders()
    {
        if (vertexShader is null || fragmentShader is null)
        {
            return;
        }

        bool flipped = Flipped && fragmentShader.Code.Interface.BuiltIns.Contains(BuiltIn.FragmentCoordinate);
        uint vertex = objects.Get(ObjectType.Shader, vertexShader, h => Encoder.CreateShader(h, ShaderStage.Vertex, TgsiEmitter.Emit(vertexShader), maxTextWords: ShaderTextWords));
        uint fragment = objects.Get(ObjectType.Shader, (fragmentShader, flipped), h => Encoder.CreateShader(h, ShaderStage.Fragment, TgsiEmitter.Emit(fragmentShader, new TgsiOptions(flipped)), maxTextWords: ShaderTextWords));
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
                    views[slot] = objects.Get(ObjectType.SamplerView, view, h => Encoder.CreateSamplerView(h, view));
                    samplers[slot] = objects.Get(ObjectType.SamplerState, sampler, h => Encoder.CreateSamplerState(h, sampler));
                }
            }

            Encoder.SetSamplerViews((ShaderStage)stage, 0, views);
            if (slots > 0)
            {
                Encoder.BindSamplerStates((ShaderStage)stage, 0, samplers);
            }
        }
    }
}
