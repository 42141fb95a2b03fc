using System.Runtime.InteropServices;

namespace Harness.Gl.Egl;

/// <summary>
/// An initialised EGL display. EGL hands the same one to everybody who asks for a platform, so it is left initialised for as long as the process lives.
/// </summary>
public sealed unsafe class EglDisplay
{
    private readonly HashSet<string> extensions;

    private EglDisplay(EglPlatform platform, nint handle, string version)
    {
        (Platform, Handle, Version) = (platform, handle, version);
        extensions = [.. Words(handle, EglLibrary.Extensions).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Vendor = Words(handle, EglLibrary.Vendor);
    }

    public EglPlatform Platform { get; }

    /// <summary>The <c>EGLDisplay</c>.</summary>
    public nint Handle { get; }

    /// <summary>EGL's version: <c>1.5</c>.</summary>
    public string Version { get; }

    public string Vendor { get; }

    public bool Has(string extension) => extensions.Contains(extension);

    /// <summary>Opens the platform's display and loads its driver.</summary>
    /// <exception cref="EglException">EGL lacks the platform, or no driver can be loaded.</exception>
    public static EglDisplay Open(EglPlatform platform)
    {
        EglLibrary.Functions egl = EglLibrary.Calls;
        string client = Words(0, EglLibrary.Extensions);
        if (!client.Split(' ').Contains(platform.Extension))
        {
            throw new EglException(
                $"EGL has no {platform.Name} platform: its client extensions ({(client.Length == 0 ? "none" : client)}) lack {platform.Extension}. "
                + "Install libegl-mesa0, and see that __EGL_VENDOR_LIBRARY_FILENAMES and __EGL_VENDOR_LIBRARY_DIRS do not hide it.");
        }

        nint display = egl.GetPlatformDisplay(platform.Platform, platform.NativeDisplay, null);
        if (display == 0)
        {
            throw new EglException($"eglGetPlatformDisplay gave no display of the {platform.Name} platform: {EglLibrary.LatestError()}. Is the native display that was handed over still open?");
        }

        int major;
        int minor;
        if (egl.Initialize(display, &major, &minor) == 0)
        {
            throw new EglException(
                $"eglInitialize failed on the {platform.Name} platform: {EglLibrary.LatestError()}. No driver could be loaded: install libgl1-mesa-dri, see that LIBGL_DRIVERS_PATH leads to one, "
                + "and set LIBGL_ALWAYS_SOFTWARE=1 where there is no GPU. With EGL_LOG_LEVEL=debug and LIBGL_DEBUG=verbose Mesa says what it tried.");
        }

        return new EglDisplay(platform, display, $"{major}.{minor}");
    }

    private static string Words(nint display, int name) => Marshal.PtrToStringUTF8((nint)EglLibrary.Calls.QueryString(display, name)) ?? string.Empty;
}
