using Harness.Gl.Contexts;
using Harness.Scenes;
using Silk.NET.OpenGL;
using TextureTarget = Silk.NET.OpenGL.TextureTarget;
using Framebuffer = Harness.Scenes.State.Framebuffer;

namespace Harness.Gl.Objects;

/// <summary>The framebuffer objects of one context, one for each set of attachments; they are not shared between contexts.</summary>
internal sealed class FramebufferTable(GlContext context, SceneObjects objects)
{
    private readonly Dictionary<Framebuffer, uint> made = [];

    public uint Get(Framebuffer framebuffer)
    {
        if (!made.TryGetValue(framebuffer, out uint name))
        {
            name = context.Gl.GenFramebuffer();
            made.Add(framebuffer, name);
            Attach(framebuffer, name);
        }

        return name;
    }

    /// <summary>A framebuffer with that surface as its only colour; the window's own for the window.</summary>
    public uint Get(Surface surface) => Get(surface.Texture is null ? Framebuffer.Window : new Framebuffer([surface]));

    public void Delete()
    {
        foreach (uint name in made.Values)
        {
            context.Gl.DeleteFramebuffer(name);
        }

        made.Clear();
    }

    private void Attach(Framebuffer framebuffer, uint name)
    {
        GL gl = context.Gl;
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, name);
        Span<DrawBufferMode> buffers = stackalloc DrawBufferMode[Math.Max(framebuffer.Colours.Count, 1)];
        buffers[0] = DrawBufferMode.None;
        for (int i = 0; i < framebuffer.Colours.Count; i++)
        {
            Attach(framebuffer.Colours[i], FramebufferAttachment.ColorAttachment0 + i);
            buffers[i] = DrawBufferMode.ColorAttachment0 + i;
        }

        gl.DrawBuffers(buffers);
        gl.ReadBuffer(framebuffer.Colours.Count > 0 ? ReadBufferMode.ColorAttachment0 : ReadBufferMode.None);
        if (framebuffer.IsWindow && objects.WindowDepth != 0)
        {
            gl.FramebufferRenderbuffer(FramebufferTarget.Framebuffer, PointOf(objects.WindowDepthFormat), RenderbufferTarget.Renderbuffer, objects.WindowDepth);
        }
        else if (framebuffer.DepthStencil is { Texture: { } depth } surface)
        {
            Attach(surface, PointOf(depth.Format));
        }

        GLEnum status = gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
        {
            string formats = string.Join(", ", framebuffer.Colours.Append(framebuffer.DepthStencil).Select(s => s is null ? null : s.Texture?.Format.ToString() ?? "window").OfType<string>());
            throw new GlException(
                GlFault.IncompleteFramebuffer,
                "SetFramebuffer",
                $"The framebuffer of {formats} is not complete: glCheckFramebufferStatus gives 0x{(int)status:x4}.{context.Said()}");
        }
    }

    private void Attach(Surface surface, FramebufferAttachment point)
    {
        GL gl = context.Gl;
        uint texture = objects[surface];
        const FramebufferTarget target = FramebufferTarget.Framebuffer;
        switch (surface.Texture?.Target)
        {
            case Scenes.TextureTarget.OneD:
                gl.FramebufferTexture1D(target, point, TextureTarget.Texture1D, texture, surface.Level);
                break;
            case Scenes.TextureTarget.Cube:
                gl.FramebufferTexture2D(target, point, TextureTarget.TextureCubeMapPositiveX + surface.Layer, texture, surface.Level);
                break;
            case Scenes.TextureTarget.ThreeD or Scenes.TextureTarget.TwoDArray:
                gl.FramebufferTextureLayer(target, point, texture, surface.Level, surface.Layer);
                break;
            default:
                gl.FramebufferTexture2D(target, point, surface.Texture?.Samples > 1 ? TextureTarget.Texture2DMultisample : TextureTarget.Texture2D, texture, surface.Level);
                break;
        }
    }

    private static FramebufferAttachment PointOf(Format format)
    {
        FormatLayout layout = FormatLayout.Of(format);
        return !layout.HasStencil ? FramebufferAttachment.DepthAttachment
            : !layout.HasDepth ? FramebufferAttachment.StencilAttachment
            : FramebufferAttachment.DepthStencilAttachment;
    }
}
