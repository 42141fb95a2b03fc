namespace Harness.Gl.Egl;

/// <summary>
/// An OpenGL context without a surface: what is drawn goes into textures. A context is current on one thread at a time; so is whatever uses it.
/// Contexts made by <see cref="Sibling"/> share textures, buffers and programs.
/// </summary>
public sealed unsafe class EglContext : IDisposable
{
    private const int MajorVersion = 0x3098;
    private const int MinorVersion = 0x30fb;
    private const int ProfileMask = 0x30fd;
    private const int End = 0x3038;

    /// <summary>Versions from the newest down to the oldest that has what scenes need.</summary>
    private static readonly (int Major, int Minor)[] Versions = [(4, 6), (4, 5), (4, 4), (4, 3), (4, 2), (4, 1), (4, 0), (3, 3), (3, 2), (3, 1)];

    [ThreadStatic]
    private static EglContext? current;

    private readonly EglDisplay display;
    private readonly nint config;
    private nint handle;

    private EglContext(EglDisplay display, nint config, nint handle, GlProfile profile) =>
        (this.display, this.config, this.handle, Profile) = (display, config, handle, profile);

    /// <summary>The profile that was asked for.</summary>
    public GlProfile Profile { get; }

    /// <summary>The <c>EGLContext</c>.</summary>
    public nint Handle => handle;

    public EglDisplay Display => display;

    /// <summary>A context of the machine's own GL, of the newest version that there is, without a window system.</summary>
    /// <exception cref="EglException">There is none; the message says why.</exception>
    public static EglContext Surfaceless(GlProfile profile = GlProfile.Core) => Create(EglDisplay.Open(EglPlatform.Surfaceless), profile);

    /// <summary>A context of the newest version that the driver has.</summary>
    /// <param name="config">An <c>EGLConfig</c> where the context is to draw to surfaces as well; 0 for none.</param>
    /// <exception cref="EglException">The driver has no such context.</exception>
    public static EglContext Create(EglDisplay display, GlProfile profile, nint config = 0) => Create(display, profile, config, 0);

    /// <summary>Another context that shares this one's textures, buffers and programs.</summary>
    /// <exception cref="EglException">The driver has no such context.</exception>
    public EglContext Sibling(GlProfile profile) => Create(display, profile, config, handle);

    /// <summary>Later GL calls of this thread go to this context.</summary>
    public void MakeCurrent()
    {
        ObjectDisposedException.ThrowIf(handle == 0, this);
        if (current != this)
        {
            if (EglLibrary.Calls.MakeCurrent(display.Handle, 0, 0, handle) == 0)
            {
                throw new EglException($"eglMakeCurrent failed: {EglLibrary.LatestError()}. Is the context current on another thread, or was the device lost?");
            }

            current = this;
        }
    }

    /// <summary>
    /// Later GL calls of this thread go nowhere. Whoever makes contexts current by other means calls this first.
    /// </summary>
    public void Release()
    {
        EglLibrary.Calls.MakeCurrent(display.Handle, 0, 0, 0);
        current = null;
    }

    /// <summary>A GL function's address; 0 where EGL knows none of that name.</summary>
    public static nint ProcAddress(string name) => EglLibrary.ProcAddress(name);

    public void Dispose()
    {
        if (handle != 0)
        {
            if (current == this)
            {
                Release();
            }

            EglLibrary.Calls.DestroyContext(display.Handle, handle);
            handle = 0;
        }
    }

    private static EglContext Create(EglDisplay display, GlProfile profile, nint config, nint share)
    {
        Require(display, "EGL_KHR_surfaceless_context");
        if (config == 0)
        {
            Require(display, "EGL_KHR_no_config_context");
        }

        EglLibrary.Functions egl = EglLibrary.Calls;
        if (egl.BindApi(EglLibrary.OpenGlApi) == 0)
        {
            throw new EglException($"EGL of {display.Vendor} has no desktop OpenGL, only OpenGL ES: {EglLibrary.LatestError()}. Install a driver built with OpenGL (libgl1-mesa-dri).");
        }

        string latest = string.Empty;
        foreach ((int major, int minor) in Versions)
        {
            // Profiles began with 3.2; before it, a context without the word is a compatibility one where the driver has any.
            bool named = (major, minor) is (> 3, _) or (3, >= 2);
            if (!named && profile == GlProfile.Core)
            {
                break;
            }

            ReadOnlySpan<int> attributes = named
                ? [MajorVersion, major, MinorVersion, minor, ProfileMask, profile == GlProfile.Core ? 1 : 2, End]
                : [MajorVersion, major, MinorVersion, minor, End];
            fixed (int* list = attributes)
            {
                nint handle = egl.CreateContext(display.Handle, config, share, list);
                if (handle != 0)
                {
                    return new EglContext(display, config, handle, profile);
                }
            }

            latest = EglLibrary.LatestError();
        }

        throw new EglException(
            $"The driver has no {profile} context of OpenGL 3 or 4 on the {display.Platform.Name} platform (EGL {display.Version}, {display.Vendor}): eglCreateContext answers {latest} to every version. "
            + "Is the driver one for OpenGL ES alone, or does MESA_GL_VERSION_OVERRIDE forbid it?");
    }

    private static void Require(EglDisplay display, string extension)
    {
        if (!display.Has(extension))
        {
            throw new EglException($"EGL {display.Version} of {display.Vendor} lacks {extension} on the {display.Platform.Name} platform, so that there are no contexts without a surface. Install Mesa's EGL (libegl-mesa0).");
        }
    }
}
