using System.Globalization;
using System.Runtime.InteropServices;

namespace Harness.Tests.Virgl.Vtest.Proxy;

/// <summary>
/// A GL program in a process of its own: clears a framebuffer to red 1, green 1/2, blue 0 and says what it reads back and who rendered. Mesa takes its driver from the environment.
/// </summary>
internal static unsafe class OrangeClear
{
    /// <summary>What this assembly is asked for as a program.</summary>
    public const string Verb = "clear-to-orange";

    private const string Egl = "libEGL.so.1";
    private const int Size = 8;

    /// <summary>Writes <c>R,G,B,A|renderer</c> of the pixel in the middle.</summary>
    public static int Run()
    {
        const int surfacelessMesa = 0x31dd;
        const uint glEs = 0x30a0;
        var display = eglGetPlatformDisplay(surfacelessMesa, 0, 0);
        Require(eglInitialize(display, out _, out _) && eglBindAPI(glEs), "eglInitialize");
        var context = eglCreateContext(display, 0, 0, [0x3098, 3, 0x3038]);
        Require(context != 0 && eglMakeCurrent(display, 0, 0, context), "eglCreateContext");

        const uint renderbuffer = 0x8d41, framebuffer = 0x8d40, colour = 0x8ce0, rgba8 = 0x8058, rgba = 0x1908, bytes = 0x1401, colourBit = 0x4000, rendererName = 0x1f01;
        uint buffer, target;
        ((delegate* unmanaged<int, uint*, void>)Load("glGenRenderbuffers"))(1, &buffer);
        ((delegate* unmanaged<uint, uint, void>)Load("glBindRenderbuffer"))(renderbuffer, buffer);
        ((delegate* unmanaged<uint, uint, int, int, void>)Load("glRenderbufferStorage"))(renderbuffer, rgba8, Size, Size);
        ((delegate* unmanaged<int, uint*, void>)Load("glGenFramebuffers"))(1, &target);
        ((delegate* unmanaged<uint, uint, void>)Load("glBindFramebuffer"))(framebuffer, target);
        ((delegate* unmanaged<uint, uint, uint, uint, void>)Load("glFramebufferRenderbuffer"))(framebuffer, colour, renderbuffer, buffer);
        ((delegate* unmanaged<float, float, float, float, void>)Load("glClearColor"))(1, 0.5f, 0, 1);
        ((delegate* unmanaged<uint, void>)Load("glClear"))(colourBit);
        var pixel = stackalloc byte[4];
        ((delegate* unmanaged<int, int, int, int, uint, uint, void*, void>)Load("glReadPixels"))(Size / 2, Size / 2, 1, 1, rgba, bytes, pixel);
        var renderer = Marshal.PtrToStringAnsi(((delegate* unmanaged<uint, nint>)Load("glGetString"))(rendererName));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pixel[0]},{pixel[1]},{pixel[2]},{pixel[3]}|{renderer}"));
        return 0;
    }

    private static void* Load(string name)
    {
        var function = (void*)eglGetProcAddress(name);
        Require(function != null, name);
        return function;
    }

    private static void Require(bool success, string what)
    {
        if (!success)
        {
            throw new InvalidOperationException($"{what} failed: EGL error 0x{eglGetError():x4}.");
        }
    }

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
    private static extern int eglGetError();

    [DllImport(Egl, CharSet = CharSet.Ansi)]
    private static extern nint eglGetProcAddress(string name);
}
