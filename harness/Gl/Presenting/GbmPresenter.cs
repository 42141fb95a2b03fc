using Harness.Gl.Egl;
using Harness.Imaging;
using Silk.NET.OpenGL;

namespace Harness.Gl.Presenting;

/// <summary>
/// Draws windows of scenes into buffers for the display, each between two nonce strips. It works in a context of its own that shares textures with the
/// scenes', so that nothing a scene did to its context can reach the display path.
/// </summary>
public sealed class GbmPresenter : IDisposable
{
    /// <summary>The lowest picture that the kernel shows.</summary>
    private const int LeastHeight = 32;

    private readonly GbmDevice _device;
    private readonly EglSurfaces _egl;
    private readonly nint _config;
    private readonly EglContext _context;
    private readonly GL _gl;
    private readonly uint _source;
    private readonly uint _strips;
    private readonly uint _stripTexture;
    private GbmWindow? _window;
    private GbmFrame? _shown;
    private GbmFrame? _leaving;
    private int _stripWidth;

    /// <summary>Makes the context.</summary>
    /// <param name="scenes">The context whose textures are shown; made with the config of <see cref="ConfigFor"/>.</param>
    /// <exception cref="EglException">The driver lacks something.</exception>
    public GbmPresenter(GbmDevice device, EglContext scenes)
    {
        _device = device;
        _egl = new EglSurfaces(scenes.Display);
        _config = _egl.ChooseConfig(GbmLibrary.Xrgb8888);
        _context = scenes.Sibling(scenes.Profile);
        _context.MakeCurrent();
        _gl = GL.GetApi(EglContext.ProcAddress);
        _source = _gl.GenFramebuffer();
        _strips = _gl.GenFramebuffer();
        _stripTexture = _gl.GenTexture();
    }

    /// <summary>The EGL config that contexts must be made with to draw to the display's buffers.</summary>
    /// <exception cref="EglException">There is none.</exception>
    public static nint ConfigFor(EglDisplay display) => new EglSurfaces(display).ChooseConfig(GbmLibrary.Xrgb8888);

    /// <summary>Shows a texture: draws it and hands the finished buffer to the display. No context is current afterwards.</summary>
    /// <param name="texture">Width x height, R8G8B8A8; what was drawn to it has been flushed.</param>
    /// <param name="flip">Begins to show a buffer of that size, when the one before is on the display.</param>
    /// <exception cref="EglException">The driver failed.</exception>
    public void Show(uint texture, int width, int height, uint nonce, Action<GbmFrame, int, int> flip)
    {
        var window = WindowFor(Math.Max(width, NonceStrip.LeastWidth), Math.Max(height + (2 * NonceStrip.Height), LeastHeight));
        _context.Release();
        window.MakeCurrent(_context.Handle);
        try
        {
            Draw(window, texture, width, height, nonce);
            var frame = window.Take();
            flip(frame, window.Width, window.Height);

            // The one before may be on the display until this one is; that before it is off.
            if (_leaving is { } off)
            {
                window.GiveBack(off);
            }

            (_leaving, _shown) = (_shown, frame);
        }
        finally
        {
            _context.Release();
        }
    }

    public void Dispose()
    {
        _window?.Dispose();
        _context.Dispose();
        _gl.Dispose();
    }

    private GbmWindow WindowFor(int width, int height)
    {
        if (_window is { } window && window.Width == width && window.Height == height)
        {
            return window;
        }

        // The display keeps its last buffer until the next mode is set; the kernel holds it for as long.
        _window?.Dispose();
        (_window, _shown, _leaving) = (null, null, null);
        return _window = new GbmWindow(_device, _egl, _config, width, height);
    }

    private void Draw(GbmWindow window, uint texture, int width, int height, uint nonce)
    {
        _gl.Disable(EnableCap.ScissorTest);
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, 0);
        _gl.ClearColor(0, 0, 0, 1);
        _gl.Clear(ClearBufferMask.ColorBufferBit);
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _source);
        _gl.FramebufferTexture2D(FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, texture, 0);
        var top = window.Height - NonceStrip.Height;
        Blit(0, 0, width, height, top - height);
        _gl.FramebufferTexture2D(FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, 0, 0);

        // Window coordinates begin at the bottom.
        UploadStrips(window.Width, nonce);
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _strips);
        Blit(0, 0, window.Width, NonceStrip.Height, top);
        Blit(0, NonceStrip.Height, window.Width, NonceStrip.Height, top - height - NonceStrip.Height);
    }

    private void Blit(int x, int y, int width, int height, int to)
        => _gl.BlitFramebuffer(x, y, x + width, y + height, 0, to, width, to + height, ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);

    /// <summary>A texture of two strips, the top one in its lower rows. All rows of a strip are alike, so that their order does not matter.</summary>
    private unsafe void UploadStrips(int width, uint nonce)
    {
        byte[] texels = [.. NonceStrip.Encode(nonce, StripEdge.Top, width), .. NonceStrip.Encode(nonce, StripEdge.Bottom, width)];
        _gl.BindTexture(TextureTarget.Texture2D, _stripTexture);
        fixed (byte* first = texels)
        {
            if (_stripWidth == width)
            {
                _gl.TexSubImage2D(TextureTarget.Texture2D, 0, 0, 0, (uint)width, 2 * NonceStrip.Height, PixelFormat.Rgba, PixelType.UnsignedByte, first);
                return;
            }

            _gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.Rgba8, (uint)width, 2 * NonceStrip.Height, 0, PixelFormat.Rgba, PixelType.UnsignedByte, first);
        }

        _stripWidth = width;
        _gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _strips);
        _gl.FramebufferTexture2D(FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _stripTexture, 0);
    }
}
