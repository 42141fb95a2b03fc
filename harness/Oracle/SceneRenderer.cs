using Harness.Oracle.Storage;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Oracle;

/// <summary>Executes a scene's steps on the CPU.</summary>
internal sealed class SceneRenderer(Scene scene, OracleOptions options)
{
    private readonly SceneState state = new(scene);

    /// <summary>The window after all steps.</summary>
    public TextureStorage Run()
    {
        for (int i = 0; i < scene.Steps.Count; i++)
        {
            try
            {
                Execute(scene.Steps[i]);
            }
            catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or ArgumentException)
            {
                throw new InvalidOperationException($"Scene {scene.Name}, step {i} ({scene.Steps[i].GetType().Name}): {e.Message}", e);
            }
        }

        return state.Window;
    }

    private void Execute(Step step)
    {
        PipelineState current = state.Current;
        switch (step)
        {
            case CreateResource s: state.Create(s.Resource); break;
            case UpdateBuffer s: s.Data.Span.CopyTo(state.Buffers[s.Buffer.Id].AsSpan(s.Offset)); break;
            case UpdateTexture s: Update(s); break;
            case CopyThroughGuest s: CopyTexels(s); break;
            case CopyBuffer s: state.Buffers[s.Source.Id].AsSpan(s.SourceOffset, s.Size).CopyTo(state.Buffers[s.Destination.Id].AsSpan(s.DestinationOffset)); break;
            case SetViewport s: current.Viewport = s.Viewport; break;
            case SetScissor s: current.Scissor = s.Box; break;
            case SetRasterizer s: current.Rasterizer = s.State; break;
            case SetDepthStencil s: current.DepthStencil = s.State; break;
            case SetBlend s: current.Blend = s.State; break;
            case SetBlendColour s: current.BlendColour = s.Colour; break;
            case SetStencilReference s: (current.StencilFront, current.StencilBack) = (s.Front, s.Back); break;
            case SetSampleMask s: current.SampleMask = s.Mask; break;
            case SetClipPlanes s: current.ClipPlanes = s.Planes; break;
            case SetPolygonStipple s: current.Stipple = s.Rows; break;
            case SetFramebuffer s: current.Framebuffer = s.Framebuffer; break;
            case SetVertexBuffers s: current.VertexBuffers = s.Bindings; break;
            case SetVertexElements s: current.VertexElements = s.Elements; break;
            case SetIndexBuffer s: current.IndexBuffer = s.Binding; break;
            case SetShaders s: (current.VertexShader, current.FragmentShader) = (s.Vertex, s.Fragment); break;
            case SetConstants s: current.Constants[s.Stage] = s.Values; break;
            case SetConstantBuffer s: current.ConstantBuffers[(s.Stage, s.Block)] = (s.Buffer, s.Offset, s.Size); break;
            case SetTexture s: current.Textures[(s.Stage, s.Slot)] = (s.View, s.Sampler); break;
            case Clear s: Clear(s); break;
            case ClearInside s: ClearInside(s); break;
            case Draw s: new DrawRenderer(current, state.Resolve(current.Framebuffer), state.Buffers, state.Texture, options).Draw(s); break;
            case Blit s: new CopyRenderer(state).Blit(s); break;
            case CopyRegion s: new CopyRenderer(state).Copy(s); break;
            case UseContext s: state.Context = s.Context; break;
            case BreakContext: state.ResetContext(); break;
            default: throw new InvalidOperationException($"{step.GetType().Name} belongs to the display path and cannot be mixed with drawing.");
        }
    }

    private void Update(UpdateTexture step)
    {
        int bytes = FormatLayout.Of(step.Texture.Format).Bytes;
        int stride = step.Stride == 0 ? step.Box.Width * bytes : step.Stride;
        int layerStride = step.LayerStride == 0 ? stride * step.Box.Height : step.LayerStride;
        state.Textures[step.Texture.Id].Write(step.Level, step.Box, step.Data.Span[step.Offset..], stride, layerStride);
    }

    private void CopyTexels(CopyThroughGuest step)
    {
        if (step.Source.Format != step.Destination.Format)
        {
            throw new InvalidOperationException("Bytes read back from one format mean nothing in another.");
        }

        TextureStorage source = state.Textures[step.Source.Id];
        TextureStorage destination = state.Textures[step.Destination.Id];
        source.Check(step.SourceLevel, step.SourceBox);
        destination.Check(step.DestinationLevel, step.DestinationBox);
        for (int z = 0; z < step.SourceBox.Depth; z++)
        {
            for (int y = 0; y < step.SourceBox.Height; y++)
            {
                for (int x = 0; x < step.SourceBox.Width; x++)
                {
                    destination.At(step.DestinationLevel, step.DestinationBox.X + x, step.DestinationBox.Y + y, step.DestinationBox.Z + z) =
                        source.At(step.SourceLevel, step.SourceBox.X + x, step.SourceBox.Y + y, step.SourceBox.Z + z);
                }
            }
        }
    }

    private void Clear(Clear step)
    {
        Targets targets = state.Resolve(state.Current.Framebuffer);
        if (step.Colour is { } colour)
        {
            FillColours(targets, colour, new ScissorBox(0, 0, targets.Width, targets.Height), ColourMask.All);
        }

        if (step.Depth is not null || step.Stencil is not null)
        {
            (targets.DepthStencil ?? throw new InvalidOperationException("There is no depth-stencil buffer to clear.")).Clear(step.Depth, step.Stencil);
        }
    }

    private void ClearInside(ClearInside step) => FillColours(state.Resolve(state.Current.Framebuffer), step.Colour, step.Box, step.Mask);

    private static void FillColours(Targets targets, Colour colour, ScissorBox box, ColourMask mask)
    {
        foreach (ColourAttachment attachment in targets.Colours)
        {
            Texel texel = attachment.Storage.Quantise(Quad<Interval>.Of(colour.R, colour.G, colour.B, colour.A));
            for (int y = Math.Max(0, box.Y); y < Math.Min(targets.Height, box.Y + box.Height); y++)
            {
                for (int x = Math.Max(0, box.X); x < Math.Min(targets.Width, box.X + box.Width); x++)
                {
                    for (int sample = 0; sample < targets.Samples; sample++)
                    {
                        ref Texel at = ref attachment.Storage.At(attachment.Level, x, y, attachment.Layer, sample);
                        if (mask == ColourMask.All)
                        {
                            at = texel;
                            continue;
                        }

                        Quad<Interval> value = at.Value;
                        System.Numerics.Vector4 nominal = at.Nominal;
                        for (int c = 0; c < 4; c++)
                        {
                            if (mask.HasFlag((ColourMask)(1 << c)))
                            {
                                (value[c], nominal[c]) = (texel.Value[c], texel.Nominal[c]);
                            }
                        }

                        at = new Texel(value, nominal);
                    }
                }
            }
        }
    }
}
