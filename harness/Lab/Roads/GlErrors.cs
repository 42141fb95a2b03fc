using Harness.Gl.Contexts;
using Silk.NET.OpenGL;

namespace Harness.Lab.Roads;

/// <summary>What OpenGL has to say of a turn.</summary>
internal static class GlErrors
{
    /// <exception cref="GlException">A call since the last check left an error.</exception>
    public static void Check(GL gl, string name)
    {
        var error = gl.GetError();
        if (error != GLEnum.NoError)
        {
            throw new GlException(
                error is GLEnum.OutOfMemory or GLEnum.ContextLost ? GlFault.ContextLost : GlFault.Error, name, $"{name}: OpenGL reports error 0x{(int)error:x4}.");
        }
    }
}
