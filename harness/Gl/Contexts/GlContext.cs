using System.Text;
using Harness.Gl.Egl;
using Silk.NET.OpenGL;

namespace Harness.Gl.Contexts;

/// <summary>A context with its calls, what it offers, and the errors it reports.</summary>
internal sealed class GlContext : IDisposable
{
    private const int LongestMessage = 4096;

    private readonly Lazy<LegacyCalls> legacy;
    private readonly bool owned;

    /// <param name="load">Finds GL functions; a mutant puts its own in there.</param>
    /// <param name="owned">Whether the EGL context goes with this one.</param>
    public GlContext(EglContext egl, GL gl, Func<string, nint> load, bool owned)
    {
        (Egl, Gl, this.owned) = (egl, gl, owned);
        egl.MakeCurrent();
        Features = GlFeatures.Of(gl);
        Info = GlInfo.Of(gl, Features);
        legacy = new Lazy<LegacyCalls>(() => new LegacyCalls(load));
        if (Features.DebugMessages)
        {
            gl.Enable(EnableCap.DebugOutput);
        }

        CheckErrors("context");
    }

    public EglContext Egl { get; }

    public GL Gl { get; }

    public GlFeatures Features { get; }

    public GlInfo Info { get; }

    public bool IsCompatibility => Info.Profile == GlProfile.Compatibility;

    /// <summary>Only in a compatibility context.</summary>
    public LegacyCalls Legacy => legacy.Value;

    public void MakeCurrent() => Egl.MakeCurrent();

    /// <summary>Throws when a call since the last check left an error.</summary>
    /// <param name="area">What was done: the step's name.</param>
    /// <param name="step">The step in words, when it is one.</param>
    /// <exception cref="GlException">There is an error.</exception>
    public void CheckErrors(string area, string? step = null)
    {
        GLEnum error = Gl.GetError();
        if (error == GLEnum.NoError)
        {
            return;
        }

        // An implementation may keep several; none may be left for the next scene. A lost context goes on reporting for ever.
        for (int i = 0; i < 16 && Gl.GetError() != GLEnum.NoError; i++)
        {
        }

        GlFault fault = error is GLEnum.OutOfMemory or GLEnum.ContextLost ? GlFault.ContextLost : GlFault.Error;
        throw new GlException(fault, area, $"{step ?? area} left {Name(error)}.{Said()}");
    }

    /// <summary>What the driver reported through KHR_debug since the last time, as the end of a sentence; empty when nothing.</summary>
    public unsafe string Said()
    {
        if (!Features.DebugMessages)
        {
            return string.Empty;
        }

        var said = new StringBuilder();
        byte* text = stackalloc byte[LongestMessage];
        GLEnum source;
        GLEnum type;
        GLEnum severity;
        uint id;
        uint length;
        while (Gl.GetDebugMessageLog(1, LongestMessage, &source, &type, &id, &severity, &length, text) == 1)
        {
            string message = Encoding.UTF8.GetString(text, (int)Math.Max(length, 1) - 1).Trim();
            if (type is GLEnum.DebugTypeError or GLEnum.DebugTypeUndefinedBehavior)
            {
                said.Append(said.Length == 0 ? " The driver says: " : "; ").Append(message);
            }
        }

        return said.ToString();
    }

    public void Dispose()
    {
        if (owned)
        {
            Egl.Dispose();
        }
    }

    private static string Name(GLEnum error) => error switch
    {
        GLEnum.InvalidEnum => "GL_INVALID_ENUM",
        GLEnum.InvalidValue => "GL_INVALID_VALUE",
        GLEnum.InvalidOperation => "GL_INVALID_OPERATION",
        GLEnum.InvalidFramebufferOperation => "GL_INVALID_FRAMEBUFFER_OPERATION",
        GLEnum.OutOfMemory => "GL_OUT_OF_MEMORY",
        GLEnum.StackOverflow => "GL_STACK_OVERFLOW",
        GLEnum.StackUnderflow => "GL_STACK_UNDERFLOW",
        GLEnum.ContextLost => "GL_CONTEXT_LOST",
        _ => $"GL error 0x{(int)error:x4}",
    };
}
