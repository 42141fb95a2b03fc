using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using Silk.NET.OpenGL;

namespace Harness.Gl.Objects;

/// <summary>Blits, copies, and the way through memory. Window and textures alike have row 0 at the bottom, so that nothing is turned over.</summary>
internal sealed unsafe class Copies(GlContext context, SceneObjects objects, FramebufferTable framebuffers)
{
    private readonly GL gl = context.Gl;

    /// <summary>Framebuffer bindings and the scissor are the caller's to set again.</summary>
    public void Blit(Blit step)
    {
        (uint source, uint destination) = (framebuffers.Get(step.Source), framebuffers.Get(step.Destination));
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, source);
        gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, destination);
        if (step.Scissor is { } box)
        {
            gl.Enable(EnableCap.ScissorTest);
            gl.Scissor(box.X, box.Y, (uint)box.Width, (uint)box.Height);
        }
        else
        {
            gl.Disable(EnableCap.ScissorTest);
        }

        (BlitBox from, BlitBox to) = (step.SourceBox, step.DestinationBox);
        gl.BlitFramebuffer(
            from.X0, from.Y0, from.X1, from.Y1, to.X0, to.Y0, to.X1, to.Y1,
            ClearBufferMask.ColorBufferBit, step.Filter == Filter.Nearest ? BlitFramebufferFilter.Nearest : BlitFramebufferFilter.Linear);
    }

    public void Copy(CopyRegion step)
    {
        Lacks.Unless(context.Features.CopyImage, context, "copies of images (OpenGL 4.3 or GL_ARB_copy_image)");
        Region box = step.SourceBox;
        gl.CopyImageSubData(
            objects[step.Source], TargetOf(step.Source), step.Source.Level, box.X, box.Y, step.Source.Layer,
            objects[step.Destination], TargetOf(step.Destination), step.Destination.Level, step.X, step.Y, step.Destination.Layer,
            (uint)box.Width, (uint)box.Height, 1);
    }

    public void Copy(CopyBuffer step)
    {
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, objects[step.Source]);
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, objects[step.Destination]);
        gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, step.SourceOffset, step.DestinationOffset, (nuint)step.Size);
    }

    /// <summary>glReadPixels with pack state, glTexSubImage with unpack state. The framebuffer binding is the caller's to set again.</summary>
    public void CopyThroughMemory(CopyThroughGuest step)
    {
        int texel = FormatLayout.Of(step.Source.Format).Bytes;
        int stride = step.Stride == 0 ? step.SourceBox.Width * texel : step.Stride;
        int layer = stride * step.SourceBox.Height;
        byte[] memory = new byte[step.Offset + (layer * step.SourceBox.Depth)];
        fixed (byte* bytes = memory)
        {
            for (int z = 0; z < step.SourceBox.Depth; z++)
            {
                Read(step, step.SourceBox.Z + z, stride, texel, bytes + step.Offset + (z * layer));
            }

            TexelWriter.Write(gl, step.Destination, objects[step.Destination], step.DestinationLevel, step.DestinationBox, bytes + step.Offset, stride, layer);
        }
    }

    private void Read(CopyThroughGuest step, int layer, int stride, int texel, byte* to)
    {
        (_, PixelFormat format, PixelType type) = TexelFormat.Of(step.Source.Format);
        Region box = step.SourceBox;
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, framebuffers.Get(new Surface(step.Source, step.SourceLevel, layer)));
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
        if (stride % texel == 0)
        {
            gl.PixelStore(PixelStoreParameter.PackRowLength, stride / texel);
            gl.ReadPixels(box.X, box.Y, (uint)box.Width, (uint)box.Height, format, type, to);
            gl.PixelStore(PixelStoreParameter.PackRowLength, 0);
        }
        else
        {
            for (int y = 0; y < box.Height; y++)
            {
                gl.ReadPixels(box.X, box.Y + y, (uint)box.Width, 1, format, type, to + (y * stride));
            }
        }

        gl.PixelStore(PixelStoreParameter.PackAlignment, 4);
    }

    private static CopyImageSubDataTarget TargetOf(Surface surface) => (CopyImageSubDataTarget)(surface.Texture is { } texture ? Words.Of(texture) : Silk.NET.OpenGL.TextureTarget.Texture2D);
}
