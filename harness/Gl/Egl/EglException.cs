namespace Harness.Gl.Egl;

/// <summary>A GL context could not be had. The message names what was asked of EGL, what it answered, the likely cause and the remedy.</summary>
public sealed class EglException(string message, Exception? inner = null) : Exception(message, inner);
