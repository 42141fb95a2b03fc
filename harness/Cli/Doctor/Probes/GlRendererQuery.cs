using System.Runtime.InteropServices;

namespace Harness.Cli.Doctor.Probes;

/// <summary>Makes a GL 3.3 core context without a window, as virglrenderer does, and prints which GL answered. Runs in a process of its own.</summary>
internal static unsafe class GlRendererQuery
{
    // Numbers from the EGL registry and the GL registry.
    private const int PlatformSurfacelessMesa = 0x31DD;
    private const int OpenGlApi = 0x30A2;
    private const int ContextMajorVersion = 0x3098;
    private const int ContextMinorVersion = 0x30FB;
    private const int ContextProfileMask = 0x30FD;
    private const int CoreProfileBit = 1;
    private const int EglNone = 0x3038;
    private const uint GlVendor = 0x1F00;
    private const uint GlRenderer = 0x1F01;
    private const uint GlVersion = 0x1F02;

    /// <summary>Prints lines "vendor: ", "renderer: ", "version: ". Returns 0, or 1 after one line on the error output that says which step failed.</summary>
    public static int Run(TextWriter output, TextWriter errors)
    {
        try
        {
            foreach (var (name, value) in Ask())
            {
                output.WriteLine($"{name}: {value}");
            }

            return 0;
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException or InvalidOperationException)
        {
            errors.WriteLine(failure.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private static (string Name, string Value)[] Ask()
    {
        var egl = NativeLibrary.Load("libEGL.so.1");
        var getProcAddress = (delegate* unmanaged<byte*, nint>)NativeLibrary.GetExport(egl, "eglGetProcAddress");
        var getError = (delegate* unmanaged<int>)NativeLibrary.GetExport(egl, "eglGetError");
        var getPlatformDisplay = (delegate* unmanaged<int, nint, nint, nint>)Address("eglGetPlatformDisplay");
        var initialize = (delegate* unmanaged<nint, int*, int*, uint>)NativeLibrary.GetExport(egl, "eglInitialize");
        var bindApi = (delegate* unmanaged<int, uint>)NativeLibrary.GetExport(egl, "eglBindAPI");
        var createContext = (delegate* unmanaged<nint, nint, nint, int*, nint>)NativeLibrary.GetExport(egl, "eglCreateContext");
        var makeCurrent = (delegate* unmanaged<nint, nint, nint, nint, uint>)NativeLibrary.GetExport(egl, "eglMakeCurrent");

        var display = getPlatformDisplay(PlatformSurfacelessMesa, 0, 0);
        Check(display != 0, "eglGetPlatformDisplay (surfaceless)");
        Check(initialize(display, null, null) != 0, "eglInitialize");
        Check(bindApi(OpenGlApi) != 0, "eglBindAPI (OpenGL)");
        var attributes = stackalloc int[] { ContextMajorVersion, 3, ContextMinorVersion, 3, ContextProfileMask, CoreProfileBit, EglNone };
        var context = createContext(display, 0, 0, attributes);
        Check(context != 0, "eglCreateContext (GL 3.3 core, no config)");
        Check(makeCurrent(display, 0, 0, context) != 0, "eglMakeCurrent (no surface)");

        // The context goes with the process; terminating drivers at exit is where many of them crash.
        var getString = (delegate* unmanaged<uint, byte*>)Address("glGetString");
        return [("vendor", Text(GlVendor)), ("renderer", Text(GlRenderer)), ("version", Text(GlVersion))];

        string Text(uint name) => Marshal.PtrToStringUTF8((nint)getString(name)) ?? throw new InvalidOperationException($"glGetString(0x{name:x}) gave nothing.");

        nint Address(string name)
        {
            var bytes = Marshal.StringToCoTaskMemUTF8(name);
            try
            {
                var address = getProcAddress((byte*)bytes);
                return address != 0 ? address : throw new EntryPointNotFoundException($"EGL does not know {name}.");
            }
            finally
            {
                Marshal.FreeCoTaskMem(bytes);
            }
        }

        void Check(bool good, string step)
        {
            if (!good)
            {
                throw new InvalidOperationException($"{step} failed: EGL error 0x{getError():x}.");
            }
        }
    }
}
