using System.Runtime.InteropServices;
using System.Text;
using Harness.Scenes.Shading;

namespace Harness.Tests.Scenes.Shading;

/// <summary>A GL context of the machine's own GL without a window (EGL surfaceless, software), as far as compiling and linking shaders goes.</summary>
internal sealed unsafe class SurfacelessGl : IDisposable
{
    private const string Egl = "libEGL.so.1";
    private const uint VertexShader = 0x8b31;
    private const uint FragmentShader = 0x8b30;
    private const uint CompileStatus = 0x8b81;
    private const uint LinkStatus = 0x8b82;

    private readonly nint display;
    private readonly nint context;
    private readonly delegate* unmanaged<uint, uint> createShader;
    private readonly delegate* unmanaged<uint, int, byte**, int*, void> shaderSource;
    private readonly delegate* unmanaged<uint, void> compileShader;
    private readonly delegate* unmanaged<uint, uint, int*, void> getShader;
    private readonly delegate* unmanaged<uint, int, int*, byte*, void> getShaderLog;
    private readonly delegate* unmanaged<uint> createProgram;
    private readonly delegate* unmanaged<uint, uint, void> attachShader;
    private readonly delegate* unmanaged<uint, void> linkProgram;
    private readonly delegate* unmanaged<uint, uint, int*, void> getProgram;
    private readonly delegate* unmanaged<uint, int, int*, byte*, void> getProgramLog;
    private readonly delegate* unmanaged<uint, void> deleteShader;
    private readonly delegate* unmanaged<uint, void> deleteProgram;

    public SurfacelessGl(GlslDialect dialect)
    {
        const int surfacelessMesa = 0x31dd;
        bool es = dialect == GlslDialect.Es300;
        // The library reads the process' own environment, which .NET's copy of it does not reach.
        _ = setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
        display = eglGetPlatformDisplay(surfacelessMesa, 0, 0);
        Require(eglInitialize(display, out _, out _), "eglInitialize");
        Require(eglBindAPI(es ? 0x30a0u : 0x30a2u), "eglBindAPI");
        int[] attributes = es ? [0x3098, 3, 0x30fb, 0, 0x3038] : [0x3098, 3, 0x30fb, 3, 0x30fd, 1, 0x3038];
        context = eglCreateContext(display, 0, 0, attributes);
        Require(context != 0, "eglCreateContext");
        Require(eglMakeCurrent(display, 0, 0, context), "eglMakeCurrent");
        createShader = (delegate* unmanaged<uint, uint>)Load("glCreateShader");
        shaderSource = (delegate* unmanaged<uint, int, byte**, int*, void>)Load("glShaderSource");
        compileShader = (delegate* unmanaged<uint, void>)Load("glCompileShader");
        getShader = (delegate* unmanaged<uint, uint, int*, void>)Load("glGetShaderiv");
        getShaderLog = (delegate* unmanaged<uint, int, int*, byte*, void>)Load("glGetShaderInfoLog");
        createProgram = (delegate* unmanaged<uint>)Load("glCreateProgram");
        attachShader = (delegate* unmanaged<uint, uint, void>)Load("glAttachShader");
        linkProgram = (delegate* unmanaged<uint, void>)Load("glLinkProgram");
        getProgram = (delegate* unmanaged<uint, uint, int*, void>)Load("glGetProgramiv");
        getProgramLog = (delegate* unmanaged<uint, int, int*, byte*, void>)Load("glGetProgramInfoLog");
        deleteShader = (delegate* unmanaged<uint, void>)Load("glDeleteShader");
        deleteProgram = (delegate* unmanaged<uint, void>)Load("glDeleteProgram");
    }

    /// <summary>Compiles both shaders and links them; null, or what GL says against it.</summary>
    public string? Complaint(string vertex, string fragment)
    {
        uint v = createShader(VertexShader);
        uint f = createShader(FragmentShader);
        uint program = createProgram();
        try
        {
            if ((Compiled(v, vertex) ?? Compiled(f, fragment)) is { } complaint)
            {
                return complaint;
            }

            attachShader(program, v);
            attachShader(program, f);
            linkProgram(program);
            int status;
            getProgram(program, LinkStatus, &status);
            return status != 0 ? null : Log(program, getProgramLog);
        }
        finally
        {
            deleteShader(v);
            deleteShader(f);
            deleteProgram(program);
        }
    }

    public void Dispose()
    {
        eglMakeCurrent(display, 0, 0, 0);
        eglDestroyContext(display, context);
    }

    private string? Compiled(uint shader, string source)
    {
        byte[] text = Encoding.ASCII.GetBytes(source);
        fixed (byte* start = text)
        {
            byte* pointer = start;
            int length = text.Length;
            shaderSource(shader, 1, &pointer, &length);
        }

        compileShader(shader);
        int status;
        getShader(shader, CompileStatus, &status);
        return status != 0 ? null : Log(shader, getShaderLog);
    }

    private static string Log(uint name, delegate* unmanaged<uint, int, int*, byte*, void> read)
    {
        byte[] text = new byte[8192];
        int length;
        fixed (byte* start = text)
        {
            read(name, text.Length, &length, start);
        }

        return Encoding.UTF8.GetString(text, 0, length);
    }

    private static void* Load(string name)
    {
        void* function = (void*)eglGetProcAddress(name);
        Require(function != null, name);
        return function;
    }

    private static void Require(bool success, string what)
    {
        if (!success)
        {
            throw new InvalidOperationException($"{what} failed: EGL error 0x{eglGetError():x4}. Is Mesa's EGL (libegl1, libegl-mesa0) installed?");
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi)]
    private static extern int setenv(string name, string value, int overwrite);

    [DllImport(Egl)]
    private static extern nint eglGetPlatformDisplay(int platform, nint native, nint attributes);

    [DllImport(Egl)]
    private static extern bool eglInitialize(nint display, out int major, out int minor);

    [DllImport(Egl)]
    private static extern bool eglBindAPI(uint api);

    [DllImport(Egl)]
    private static extern nint eglCreateContext(nint display, nint config, nint share, int[] attributes);

    [DllImport(Egl)]
    private static extern bool eglMakeCurrent(nint display, nint draw, nint read, nint context);

    [DllImport(Egl)]
    private static extern bool eglDestroyContext(nint display, nint context);

    [DllImport(Egl)]
    private static extern int eglGetError();

    [DllImport(Egl, CharSet = CharSet.Ansi)]
    private static extern nint eglGetProcAddress(string name);
}
