using Harness.Gl.Egl;

namespace Harness.Gl.Presenting;

/// <summary>The functions of EGL that have to do with surfaces.</summary>
internal sealed unsafe class EglSurfaces
{
    private const int SurfaceType = 0x3033;
    private const int WindowBit = 4;
    private const int RenderableType = 0x3040;
    private const int OpenGlBit = 8;
    private const int RedSize = 0x3024;
    private const int GreenSize = 0x3023;
    private const int BlueSize = 0x3022;
    private const int NativeVisual = 0x302e;
    private const int End = 0x3038;
    private const int MostConfigs = 256;

    private readonly nint _display;
    private readonly delegate* unmanaged<nint, int*, nint*, int, int*, uint> _chooseConfig = (delegate* unmanaged<nint, int*, nint*, int, int*, uint>)Find("eglChooseConfig");
    private readonly delegate* unmanaged<nint, nint, int, int*, uint> _getConfigAttribute = (delegate* unmanaged<nint, nint, int, int*, uint>)Find("eglGetConfigAttrib");
    private readonly delegate* unmanaged<nint, nint, nint, nint*, nint> _createWindow = (delegate* unmanaged<nint, nint, nint, nint*, nint>)Find("eglCreatePlatformWindowSurface");
    private readonly delegate* unmanaged<nint, nint, uint> _destroy = (delegate* unmanaged<nint, nint, uint>)Find("eglDestroySurface");
    private readonly delegate* unmanaged<nint, nint, uint> _swap = (delegate* unmanaged<nint, nint, uint>)Find("eglSwapBuffers");
    private readonly delegate* unmanaged<nint, nint, nint, nint, uint> _makeCurrent = (delegate* unmanaged<nint, nint, nint, nint, uint>)Find("eglMakeCurrent");

    /// <exception cref="EglException">EGL lacks one of them.</exception>
    public EglSurfaces(EglDisplay display) => _display = display.Handle;

    /// <summary>The config of windows whose buffers have that format.</summary>
    /// <exception cref="EglException">There is none.</exception>
    public nint ChooseConfig(uint format)
    {
        var configs = stackalloc nint[MostConfigs];
        int count;
        ReadOnlySpan<int> wanted = [SurfaceType, WindowBit, RenderableType, OpenGlBit, RedSize, 8, GreenSize, 8, BlueSize, 8, End];
        fixed (int* attributes = wanted)
        {
            if (_chooseConfig(_display, attributes, configs, MostConfigs, &count) == 0)
            {
                throw new EglException($"eglChooseConfig failed: {EglLibrary.LatestError()}.");
            }
        }

        for (var i = 0; i < count; i++)
        {
            int visual;
            if (_getConfigAttribute(_display, configs[i], NativeVisual, &visual) != 0 && (uint)visual == format)
            {
                return configs[i];
            }
        }

        throw new EglException($"None of the {count} configs for windows has the format XRGB8888, which the display takes. Is the driver one for another device?");
    }

    /// <summary>A surface over a platform's window.</summary>
    /// <exception cref="EglException">It cannot be made.</exception>
    public nint Create(nint config, nint window)
        => _createWindow(_display, config, window, null) is var surface and not 0
            ? surface
            : throw new EglException($"eglCreatePlatformWindowSurface failed: {EglLibrary.LatestError()}.");

    public void Destroy(nint surface) => _destroy(_display, surface);

    /// <summary>Later calls of this thread go to that context and draw to that surface.</summary>
    /// <exception cref="EglException">They do not.</exception>
    public void MakeCurrent(nint surface, nint context)
    {
        if (_makeCurrent(_display, surface, surface, context) == 0)
        {
            throw new EglException($"eglMakeCurrent failed with a window's surface: {EglLibrary.LatestError()}.");
        }
    }

    /// <summary>Ends the frame: what was drawn is the surface's front buffer.</summary>
    /// <exception cref="EglException">It is not.</exception>
    public void Swap(nint surface)
    {
        if (_swap(_display, surface) == 0)
        {
            throw new EglException($"eglSwapBuffers failed: {EglLibrary.LatestError()}.");
        }
    }

    private static nint Find(string name) => EglContext.ProcAddress(name) is var found and not 0
        ? found
        : throw new EglException($"EGL has no function {name}.");
}
