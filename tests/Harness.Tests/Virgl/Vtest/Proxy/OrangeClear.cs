using Harness.Gl.Egl;
using Silk.NET.OpenGL;

namespace Harness.Tests.Virgl.Vtest.Proxy;

/// <summary>
/// A GL program in a process of its own: clears a framebuffer to red 1, green 1/2, blue 0 and says what it reads back and who rendered. Mesa takes its driver from the environment.
/// </summary>
internal static unsafe class OrangeClear
{
    /// <summary>What this assembly is asked for as a program.</summary>
    public const string Verb = "clear-to-orange";

    private const int Size = 8;

    /// <summary>Writes <c>R,G,B,A|renderer</c> of the pixel in the middle.</summary>
    public static int Run()
    {
        using var context = EglContext.Surfaceless();
        context.MakeCurrent();
        var gl = GL.GetApi(EglContext.ProcAddress);
        var target = gl.GenRenderbuffer();
        gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, target);
        gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, InternalFormat.Rgba8, Size, Size);
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, gl.GenFramebuffer());
        gl.FramebufferRenderbuffer(FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, RenderbufferTarget.Renderbuffer, target);
        gl.ClearColor(1, 0.5f, 0, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        var pixel = stackalloc byte[4];
        gl.ReadPixels(Size / 2, Size / 2, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixel);
        Console.WriteLine($"{pixel[0]},{pixel[1]},{pixel[2]},{pixel[3]}|{gl.GetStringS(StringName.Renderer)}");
        return 0;
    }
}
