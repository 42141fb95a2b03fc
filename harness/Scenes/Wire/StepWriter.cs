using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Scenes.Wire;

/// <summary>Writes steps: their <see cref="StepKind"/>, then their fields in the order of declaration.</summary>
internal sealed class StepWriter(ResourceTable resources, ShaderTableWriter shaders)
{
    private readonly WireWriter writer = new();

    public ReadOnlySpan<byte> Written => writer.Written;

    public void Write(Step step)
    {
        switch (step)
        {
            case CreateResource s: Kind(StepKind.CreateResource); resources.Refer(writer, s.Resource); break;
            case UpdateBuffer s:
                Kind(StepKind.UpdateBuffer);
                resources.Refer(writer, s.Buffer);
                writer.Integer(s.Offset);
                writer.Data(s.Data.Span);
                writer.Choice(s.Road);
                break;
            case UpdateTexture s:
                Kind(StepKind.UpdateTexture);
                resources.Refer(writer, s.Texture);
                writer.Integer(s.Level);
                writer.Region(s.Box);
                writer.Data(s.Data.Span);
                writer.Choice(s.Road);
                writer.Integers(s.Stride, s.LayerStride, s.Offset);
                break;
            case CopyThroughGuest s:
                Kind(StepKind.CopyThroughGuest);
                resources.Refer(writer, s.Source);
                writer.Integer(s.SourceLevel);
                writer.Region(s.SourceBox);
                resources.Refer(writer, s.Destination);
                writer.Integer(s.DestinationLevel);
                writer.Region(s.DestinationBox);
                writer.Integers(s.Stride, s.Offset);
                break;
            case CopyBuffer s:
                Kind(StepKind.CopyBuffer);
                resources.Refer(writer, s.Source);
                writer.Integer(s.SourceOffset);
                resources.Refer(writer, s.Destination);
                writer.Integers(s.DestinationOffset, s.Size);
                break;
            case CopyRegion s:
                Kind(StepKind.CopyRegion);
                Surface(s.Source);
                writer.Region(s.SourceBox);
                Surface(s.Destination);
                writer.Integers(s.X, s.Y);
                break;
            case Blit s:
                Kind(StepKind.Blit);
                Surface(s.Source);
                writer.BlitBox(s.SourceBox);
                Surface(s.Destination);
                writer.BlitBox(s.DestinationBox);
                writer.Choice(s.Filter);
                writer.Switch(s.Scissor is not null);
                if (s.Scissor is { } box)
                {
                    writer.ScissorBox(box);
                }

                break;
            case UseContext s: Kind(StepKind.UseContext); writer.Integer(s.Context); break;
            case BreakContext s: Kind(StepKind.BreakContext); writer.Choice(s.Stream); break;
            default: WriteState(step); break;
        }
    }

    private void WriteState(Step step)
    {
        switch (step)
        {
            case SetViewport s: Kind(StepKind.SetViewport); writer.Viewport(s.Viewport); break;
            case SetScissor s: Kind(StepKind.SetScissor); writer.ScissorBox(s.Box); break;
            case SetRasterizer s: Kind(StepKind.SetRasterizer); writer.Rasterizer(s.State); break;
            case SetDepthStencil s: Kind(StepKind.SetDepthStencil); writer.DepthStencil(s.State); break;
            case SetBlend s: Kind(StepKind.SetBlend); writer.Blend(s.State); break;
            case SetStencilReference s: Kind(StepKind.SetStencilReference); writer.Byte(s.Front); writer.Byte(s.Back); break;
            case SetBlendColour s: Kind(StepKind.SetBlendColour); writer.Colour(s.Colour); break;
            case SetSampleMask s: Kind(StepKind.SetSampleMask); writer.Unsigned(s.Mask); break;
            case SetClipPlanes s:
                Kind(StepKind.SetClipPlanes);
                writer.Count(s.Planes.Count);
                foreach ((float a, float b, float c, float d) in s.Planes)
                {
                    writer.Floats(a, b, c, d);
                }

                break;
            case SetPolygonStipple s:
                Kind(StepKind.SetPolygonStipple);
                writer.Count(s.Rows.Count);
                foreach (uint row in s.Rows)
                {
                    writer.Unsigned(row);
                }

                break;
            case SetFramebuffer s:
                Kind(StepKind.SetFramebuffer);
                writer.Count(s.Framebuffer.Colours.Count);
                foreach (Surface colour in s.Framebuffer.Colours)
                {
                    Surface(colour);
                }

                writer.Switch(s.Framebuffer.DepthStencil is not null);
                if (s.Framebuffer.DepthStencil is { } depth)
                {
                    Surface(depth);
                }

                break;
            case SetVertexBuffers s:
                Kind(StepKind.SetVertexBuffers);
                writer.Count(s.Bindings.Count);
                foreach (VertexBufferBinding binding in s.Bindings)
                {
                    resources.Refer(writer, binding.Buffer);
                    writer.Integers(binding.Stride, binding.Offset);
                }

                break;
            case SetVertexElements s:
                Kind(StepKind.SetVertexElements);
                writer.Count(s.Elements.Count);
                foreach (VertexElement element in s.Elements)
                {
                    writer.Choice(element.Format);
                    writer.Integers(element.Offset, element.Buffer, element.Divisor);
                }

                break;
            case SetIndexBuffer s:
                Kind(StepKind.SetIndexBuffer);
                resources.Refer(writer, s.Binding.Buffer);
                writer.Integers(s.Binding.IndexSize, s.Binding.Offset);
                break;
            case SetShaders s:
                Kind(StepKind.SetShaders);
                writer.Count(shaders.Number(s.Vertex));
                writer.Count(shaders.Number(s.Fragment));
                break;
            case SetConstants s:
                Kind(StepKind.SetConstants);
                writer.Choice(s.Stage);
                writer.Count(s.Values.Count);
                writer.Floats(s.Values.Span);
                break;
            case SetConstantBuffer s:
                Kind(StepKind.SetConstantBuffer);
                writer.Choice(s.Stage);
                writer.Integer(s.Block);
                resources.Refer(writer, s.Buffer);
                writer.Integers(s.Offset, s.Size);
                break;
            case SetTexture s:
                Kind(StepKind.SetTexture);
                writer.Choice(s.Stage);
                writer.Integer(s.Slot);
                View(s.View);
                writer.Sampler(s.Sampler);
                break;
            default: WriteDrawing(step); break;
        }
    }

    private void WriteDrawing(Step step)
    {
        switch (step)
        {
            case Clear s:
                Kind(StepKind.Clear);
                writer.Switch(s.Colour is not null);
                if (s.Colour is { } colour)
                {
                    writer.Colour(colour);
                }

                writer.Switch(s.Depth is not null);
                if (s.Depth is { } depth)
                {
                    writer.Double(depth);
                }

                writer.Switch(s.Stencil is not null);
                if (s.Stencil is { } stencil)
                {
                    writer.Byte(stencil);
                }

                break;
            case ClearInside s: Kind(StepKind.ClearInside); writer.Colour(s.Colour); writer.ScissorBox(s.Box); writer.Byte((byte)s.Mask); break;
            case Draw s:
                Kind(StepKind.Draw);
                writer.Choice(s.Primitive);
                writer.Integers(s.First, s.Count);
                writer.Switch(s.Indexed);
                writer.Integers(s.Instances, s.BaseVertex, s.StartInstance);
                writer.Switch(s.Restart is not null);
                if (s.Restart is { } restart)
                {
                    writer.Unsigned(restart);
                }

                break;
            default: WriteDisplay(step); break;
        }
    }

    private void WriteDisplay(Step step)
    {
        switch (step)
        {
            case CreateFramebuffer2D s:
                Kind(StepKind.CreateFramebuffer2D);
                writer.Integer(s.Id);
                writer.Choice(s.Format);
                writer.Integers(s.Width, s.Height);
                writer.Switch(s.Scattered);
                break;
            case FillBacking s: Kind(StepKind.FillBacking); writer.Integer(s.Id); writer.DisplayRectangle(s.Rectangle); writer.Colour(s.Colour); break;
            case TransferToHost2D s:
                Kind(StepKind.TransferToHost2D);
                writer.Integer(s.Id);
                writer.DisplayRectangle(s.Rectangle);
                writer.OptionalInteger(s.Offset);
                break;
            case SetScanout s: Kind(StepKind.SetScanout); writer.OptionalInteger(s.Id); writer.DisplayRectangle(s.Rectangle); break;
            case FlushResource s: Kind(StepKind.FlushResource); writer.Integer(s.Id); writer.DisplayRectangle(s.Rectangle); break;
            case ReplaceBacking s: Kind(StepKind.ReplaceBacking); writer.Integer(s.Id); writer.Switch(s.Scattered); break;
            case CreateCursor s: Kind(StepKind.CreateCursor); writer.Integer(s.Id); writer.Data(s.Bgra.Span); break;
            case UpdateCursor s: Kind(StepKind.UpdateCursor); writer.Integers(s.Id, s.X, s.Y, s.HotX, s.HotY); break;
            case MoveCursor s: Kind(StepKind.MoveCursor); writer.Integers(s.X, s.Y); break;
            case HideCursor: Kind(StepKind.HideCursor); break;
            default: throw new ArgumentException($"A {step.GetType().Name} has no form on the wire.", nameof(step));
        }
    }

    private void Kind(StepKind kind) => writer.Byte((byte)kind);

    private void Surface(Surface surface)
    {
        writer.Switch(surface.Texture is not null);
        if (surface.Texture is { } texture)
        {
            resources.Refer(writer, texture);
        }

        writer.Integers(surface.Level, surface.Layer);
    }

    private void View(TextureView view)
    {
        resources.Refer(writer, view.Texture);
        writer.Integers(view.FirstLevel, view.LastLevel);
        writer.Count(view.Swizzles.Count);
        foreach (Swizzle swizzle in view.Swizzles)
        {
            writer.Choice(swizzle);
        }
    }
}
