using Silk.NET.OpenGL;

namespace Harness.Lab.Roads;

/// <summary>A buffer or texture of the host's.</summary>
internal abstract class GlStore(GL gl) : IDisposable
{
    /// <summary>The calls.</summary>
    protected GL Gl => gl;

    /// <summary>Writes all of it, by the plainest call.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Reads all of it, by the plainest call.</summary>
    public abstract void Read(Span<byte> bytes);

    /// <summary>
    /// Copies all of it on the host. A driver may keep what it has uploaded and answer from that; what the host itself has written it must ask the host for.
    /// </summary>
    /// <param name="other">Of the same kind and size.</param>
    public abstract void CopyTo(GlStore other);

    public abstract void Dispose();
}
