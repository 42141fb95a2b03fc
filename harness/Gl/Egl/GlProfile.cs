namespace Harness.Gl.Egl;

/// <summary>The two profiles of OpenGL.</summary>
public enum GlProfile
{
    /// <summary>What is not deprecated.</summary>
    Core,
    /// <summary>With the fixed-function words: alpha test, stipple, polygon modes by face.</summary>
    Compatibility,
}
