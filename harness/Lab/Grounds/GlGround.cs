using Harness.Gl.Egl;

namespace Harness.Lab.Grounds;

/// <summary>OpenGL to measure on; its thread is the one that measures.</summary>
/// <param name="NewContext">Makes a context for one launch. Where there is a display, it shares its textures with that.</param>
public sealed record GlGround(Func<EglContext> NewContext)
{
    /// <summary>Finds GL functions. A defect to be noticed puts its own in there.</summary>
    public Func<string, nint> Load { get; init; } = EglContext.ProcAddress;

    /// <summary>Where frames are shown; null where nothing is.</summary>
    public IFrameDisplay? Display { get; init; }
}
