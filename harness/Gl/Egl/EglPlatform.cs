namespace Harness.Gl.Egl;

/// <summary>Where an EGL display comes from. Contexts know nothing of it: a platform of another kind (a GBM device, say) is another value of this type.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Platform">The EGL platform enumerant.</param>
/// <param name="NativeDisplay">The platform's own display: 0 for none, a <c>gbm_device*</c> for GBM.</param>
/// <param name="Extension">The EGL client extension that the platform comes with.</param>
public sealed record EglPlatform(string Name, uint Platform, nint NativeDisplay, string Extension)
{
    /// <summary>No window system at all; everything is drawn into textures.</summary>
    public static EglPlatform Surfaceless { get; } = new("surfaceless", 0x31dd, 0, "EGL_MESA_platform_surfaceless");

    /// <summary>Buffers of a DRM device.</summary>
    /// <param name="device">A <c>gbm_device*</c>; it must outlive the display.</param>
    public static EglPlatform Gbm(nint device) => new("GBM", 0x31d7, device, "EGL_KHR_platform_gbm");
}
