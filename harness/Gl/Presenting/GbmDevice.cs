using Harness.Gl.Egl;

namespace Harness.Gl.Presenting;

/// <summary>A DRM device whose buffers OpenGL draws to: <c>/dev/dri/card0</c>, opened by somebody who keeps it open.</summary>
public sealed class GbmDevice : IDisposable
{
    private nint _handle;

    /// <summary>Takes a DRM device's descriptor; it stays the caller's.</summary>
    /// <exception cref="EglException">libgbm does not know the device, or is missing.</exception>
    public GbmDevice(int descriptor)
    {
        try
        {
            _handle = GbmLibrary.CreateDevice(descriptor);
        }
        catch (DllNotFoundException e)
        {
            throw new EglException($"libgbm.so.1 could not be loaded: {e.Message} Install the package libgbm1, or name the driver's folder in LD_LIBRARY_PATH.");
        }

        if (_handle == 0)
        {
            throw new EglException("gbm_create_device failed: libgbm found no backend for the device. GBM_BACKENDS_PATH must lead to one that fits this libgbm.");
        }
    }

    /// <summary>The <c>gbm_device*</c>.</summary>
    public nint Handle => _handle;

    /// <summary>The EGL platform of this device.</summary>
    public EglPlatform Platform => EglPlatform.Gbm(_handle);

    public void Dispose()
    {
        if (_handle != 0)
        {
            GbmLibrary.DestroyDevice(_handle);
            _handle = 0;
        }
    }
}
