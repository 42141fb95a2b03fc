using Harness.Gl.Contexts;

namespace Harness.Gl.Objects;

/// <summary>Says what a context lacks for a scene.</summary>
internal static class Lacks
{
    /// <exception cref="GlException">The context does not have it.</exception>
    public static void Unless(bool has, GlContext context, string what)
    {
        if (!has)
        {
            throw new GlException(GlFault.NotSupported, "context", $"The scene needs {what}, which {context.Info.Renderer} lacks in its OpenGL {context.Info.Version} ({context.Info.Profile} profile).");
        }
    }
}
