namespace Harness.Gl.Contexts;

/// <summary>How a GL implementation failed a scene.</summary>
public enum GlFault
{
    /// <summary>A call that the specification allows left an error (<c>glGetError</c>).</summary>
    Error,
    /// <summary>A shader was not compiled, or a program not linked.</summary>
    ShaderRefused,
    /// <summary>A framebuffer of formats that must be renderable is not complete.</summary>
    IncompleteFramebuffer,
    /// <summary>The implementation's version and extensions lack what the scene needs; nothing is wrong with that.</summary>
    NotSupported,
    /// <summary>The context was lost, or memory ran out; contexts after it must be made anew.</summary>
    ContextLost,
}

/// <summary>A GL implementation failed a scene. The message says which step it was, what GL answered, and the driver's own words where it has any.</summary>
public sealed class GlException(GlFault fault, string area, string message) : Exception(message)
{
    /// <summary>The class of the failure; decides the verdict.</summary>
    public GlFault Fault { get; } = fault;

    /// <summary>The kind of call: the step's name, or <c>ReadBack</c>.</summary>
    public string Area { get; } = area;
}
