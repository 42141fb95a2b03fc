using Harness.Gl.Egl;

namespace Harness.Gl.Presenting;

/// <summary>A buffer that holds a finished frame and is not drawn to until it is given back.</summary>
/// <param name="Buffer">The <c>gbm_bo*</c>.</param>
/// <param name="GemHandle">Its GEM handle.</param>
/// <param name="Pitch">Bytes from row to row.</param>
public readonly record struct GbmFrame(nint Buffer, uint GemHandle, uint Pitch);

/// <summary>A window of one size: buffers that OpenGL draws to in turns, and that a display can scan out.</summary>
internal sealed class GbmWindow : IDisposable
{
    private readonly EglSurfaces _egl;
    private readonly nint _gbm;
    private readonly nint _surface;

    /// <exception cref="EglException">It cannot be made.</exception>
    public GbmWindow(GbmDevice device, EglSurfaces egl, nint config, int width, int height)
    {
        (_egl, Width, Height) = (egl, width, height);
        _gbm = GbmLibrary.CreateSurface(device.Handle, (uint)width, (uint)height, GbmLibrary.Xrgb8888, GbmLibrary.ScanoutAndRendering);
        if (_gbm == 0)
        {
            throw new EglException($"gbm_surface_create made no surface of {width}x{height} pixels for scanning out.");
        }

        try
        {
            _surface = egl.Create(config, _gbm);
        }
        catch
        {
            GbmLibrary.DestroySurface(_gbm);
            throw;
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Later calls of this thread go to that context, and its default framebuffer is this window's back buffer.</summary>
    public void MakeCurrent(nint context) => _egl.MakeCurrent(_surface, context);

    /// <summary>Ends the frame and takes its buffer.</summary>
    /// <exception cref="EglException">The driver did not hand it out.</exception>
    public GbmFrame Take()
    {
        _egl.Swap(_surface);
        var buffer = GbmLibrary.LockFrontBuffer(_gbm);
        return buffer == 0
            ? throw new EglException("gbm_surface_lock_front_buffer gave no buffer after eglSwapBuffers.")
            : new GbmFrame(buffer, (uint)GbmLibrary.HandleOf(buffer), GbmLibrary.StrideOf(buffer));
    }

    /// <summary>Gives a buffer back to be drawn to.</summary>
    public void GiveBack(GbmFrame frame) => GbmLibrary.ReleaseBuffer(_gbm, frame.Buffer);

    public void Dispose()
    {
        _egl.Destroy(_surface);
        GbmLibrary.DestroySurface(_gbm);
    }
}
