using Harness.Gl.Egl;
using Silk.NET.OpenGL;

namespace Harness.Gl.Contexts;

/// <summary>What a context says of itself.</summary>
/// <param name="Version">The words of GL_VERSION: <c>4.5 (Core Profile) Mesa 22.3.6</c>.</param>
/// <param name="GlslVersion">The words of GL_SHADING_LANGUAGE_VERSION.</param>
/// <param name="Profile">What was given, which for versions before 3.2 is told by GL_ARB_compatibility.</param>
public sealed record GlInfo(string Vendor, string Renderer, string Version, string GlslVersion, GlProfile Profile)
{
    /// <summary>Reads it from the current context.</summary>
    internal static GlInfo Of(GL gl, GlFeatures features) => new(
        gl.GetStringS(StringName.Vendor), gl.GetStringS(StringName.Renderer), gl.GetStringS(StringName.Version), gl.GetStringS(StringName.ShadingLanguageVersion), ProfileOf(gl, features));

    public override string ToString() => $"{Renderer}, OpenGL {Version} ({Profile} profile), GLSL {GlslVersion}, {Vendor}";

    private static GlProfile ProfileOf(GL gl, GlFeatures features) => features.Version >= 302
        ? (gl.GetInteger((GLEnum)0x9126) & 1) != 0 ? GlProfile.Core : GlProfile.Compatibility
        : features.Has(int.MaxValue, "GL_ARB_compatibility") || features.Version < 301 ? GlProfile.Compatibility : GlProfile.Core;
}
