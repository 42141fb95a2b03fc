using System.Runtime.InteropServices;

namespace Harness.Gl.Egl;

/// <summary>
/// The functions of libEGL.so.1. They are looked up in the process' global scope, as a program linked against the library would find them: a preloaded library
/// that defines one comes first.
/// </summary>
internal static unsafe partial class EglLibrary
{
    public const int Extensions = 0x3055;
    public const int Vendor = 0x3053;
    public const int Version = 0x3054;
    public const uint OpenGlApi = 0x30a2;

    private const string FileName = "libEGL.so.1";
    private const int BindNow = 0x2;
    private const int Global = 0x100;

    private static readonly Lazy<Functions> Loaded = new(Load);

    /// <exception cref="EglException">The library is missing, or too old.</exception>
    public static Functions Calls => Loaded.Value;

    /// <summary>The latest error of the calling thread, by name.</summary>
    public static string LatestError() => Calls.GetError() switch
    {
        0x3000 => "EGL_SUCCESS",
        0x3001 => "EGL_NOT_INITIALIZED",
        0x3002 => "EGL_BAD_ACCESS",
        0x3003 => "EGL_BAD_ALLOC",
        0x3004 => "EGL_BAD_ATTRIBUTE",
        0x3005 => "EGL_BAD_CONFIG",
        0x3006 => "EGL_BAD_CONTEXT",
        0x3008 => "EGL_BAD_DISPLAY",
        0x3009 => "EGL_BAD_MATCH",
        0x300c => "EGL_BAD_PARAMETER",
        0x300e => "EGL_CONTEXT_LOST",
        var other => $"EGL error 0x{other:x4}",
    };

    public static nint ProcAddress(string name)
    {
        nint text = Marshal.StringToCoTaskMemUTF8(name);
        try
        {
            return Calls.GetProcAddress((byte*)text);
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }

    private static Functions Load()
    {
        if (Open(FileName, BindNow | Global) == 0)
        {
            string reason = Marshal.PtrToStringUTF8(LoadError()) ?? "no reason given";
            throw new EglException($"{FileName} could not be loaded: {reason}. Install the packages libegl1 and libegl-mesa0, or name the driver's folder in LD_LIBRARY_PATH.");
        }

        return new Functions
        {
            GetProcAddress = (delegate* unmanaged<byte*, nint>)Find("eglGetProcAddress"),
            GetError = (delegate* unmanaged<int>)Find("eglGetError"),
            QueryString = (delegate* unmanaged<nint, int, byte*>)Find("eglQueryString"),
            GetPlatformDisplay = (delegate* unmanaged<uint, nint, nint*, nint>)Find("eglGetPlatformDisplay"),
            Initialize = (delegate* unmanaged<nint, int*, int*, uint>)Find("eglInitialize"),
            BindApi = (delegate* unmanaged<uint, uint>)Find("eglBindAPI"),
            CreateContext = (delegate* unmanaged<nint, nint, nint, int*, nint>)Find("eglCreateContext"),
            MakeCurrent = (delegate* unmanaged<nint, nint, nint, nint, uint>)Find("eglMakeCurrent"),
            DestroyContext = (delegate* unmanaged<nint, nint, uint>)Find("eglDestroyContext"),
        };
    }

    private static nint Find(string name) => Symbol(0, name) is var found and not 0
        ? found
        : throw new EglException($"{FileName} has no function {name}: it is older than EGL 1.5. Install libglvnd's or Mesa's own.");

    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string file, int flags);

    [LibraryImport("libc", EntryPoint = "dlsym", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Symbol(nint scope, string name);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint LoadError();

    internal sealed class Functions
    {
        public required delegate* unmanaged<byte*, nint> GetProcAddress { get; init; }

        public required delegate* unmanaged<int> GetError { get; init; }

        public required delegate* unmanaged<nint, int, byte*> QueryString { get; init; }

        public required delegate* unmanaged<uint, nint, nint*, nint> GetPlatformDisplay { get; init; }

        public required delegate* unmanaged<nint, int*, int*, uint> Initialize { get; init; }

        public required delegate* unmanaged<uint, uint> BindApi { get; init; }

        public required delegate* unmanaged<nint, nint, nint, int*, nint> CreateContext { get; init; }

        public required delegate* unmanaged<nint, nint, nint, nint, uint> MakeCurrent { get; init; }

        public required delegate* unmanaged<nint, nint, uint> DestroyContext { get; init; }
    }
}
