using Silk.NET.OpenGL;

namespace Harness.Lab.Roads;

/// <summary>An RGBA texture of four bytes a texel, and the framebuffer of it.</summary>
internal sealed unsafe class GlTexture : GlStore
{
    private readonly uint _name;
    private readonly uint _framebuffer;
    private readonly int _width;
    private readonly int _height;

    public GlTexture(GL gl, int width, int height) : base(gl)
    {
        (_name, _framebuffer, _width, _height) = (gl.GenTexture(), gl.GenFramebuffer(), width, height);
        Bind();
        gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.Rgba8, (uint)width, (uint)height, 0, PixelFormat.Rgba, PixelType.UnsignedByte, null);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
        BindFramebuffer(FramebufferTarget.Framebuffer);
        gl.FramebufferTexture2D(FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _name, 0);
    }

    /// <summary>Later uploads go to this one.</summary>
    public void Bind() => Gl.BindTexture(TextureTarget.Texture2D, _name);

    /// <summary>Later reading, or drawing, means this one.</summary>
    public void BindFramebuffer(FramebufferTarget target) => Gl.BindFramebuffer(target, _framebuffer);

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        Bind();
        WriteRows(0, _height, bytes);
    }

    public override void Read(Span<byte> bytes)
    {
        BindFramebuffer(FramebufferTarget.ReadFramebuffer);
        ReadRows(0, _height, bytes);
    }

    /// <summary>glTexSubImage2D, of the bound texture.</summary>
    public void WriteRows(int row, int rows, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            Gl.TexSubImage2D(TextureTarget.Texture2D, 0, 0, row, (uint)_width, (uint)rows, PixelFormat.Rgba, PixelType.UnsignedByte, first);
        }
    }

    /// <summary>glReadPixels, of the framebuffer bound to be read.</summary>
    public void ReadRows(int row, int rows, Span<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            Gl.ReadPixels(0, row, (uint)_width, (uint)rows, PixelFormat.Rgba, PixelType.UnsignedByte, first);
        }
    }

    public override void CopyTo(GlStore other)
    {
        BindFramebuffer(FramebufferTarget.ReadFramebuffer);
        ((GlTexture)other).BindFramebuffer(FramebufferTarget.DrawFramebuffer);
        Gl.BlitFramebuffer(0, 0, _width, _height, 0, 0, _width, _height, ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
    }

    public override void Dispose()
    {
        Gl.DeleteFramebuffer(_framebuffer);
        Gl.DeleteTexture(_name);
    }
}
