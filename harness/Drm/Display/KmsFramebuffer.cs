namespace Harness.Drm.Display;

/// <summary>A picture that a <see cref="KmsScreen"/> can show.</summary>
/// <param name="Id">The kernel's number of it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public readonly record struct KmsFramebuffer(uint Id, int Width, int Height);
