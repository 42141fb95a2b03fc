namespace Harness.Scenes.Shading;

public enum GlslDialect
{
    /// <summary>OpenGL 3.3 core profile.</summary>
    Core330,
    /// <summary>OpenGL ES 3.0.</summary>
    Es300,
    /// <summary>GLSL 1.40 with explicit locations: all that some drivers offer in the compatibility profile.</summary>
    Compatibility140,
}

/// <summary>How shaders are written as GLSL.</summary>
public sealed record GlslOptions
{
    public GlslDialect Dialect { get; init; }

    /// <summary>The target is drawn upside down: fragment and point coordinates are turned back; uniform <c>targetHeight</c> holds its height in pixels.</summary>
    public bool FlipY { get; init; }

    /// <summary>Varyings of <see cref="Interpolation.Colour"/> are flat, as under <see cref="State.RasterizerState.FlatShade"/>.</summary>
    public bool FlatColours { get; init; }

    /// <summary>Colour attachments of the target: a shader with a single colour writes it to all of them.</summary>
    public int Attachments { get; init; } = 1;

    /// <summary>User clip planes: the vertex shader gives its position's distance to each, and uniform <c>clipPlanes[]</c> holds them.</summary>
    public int ClipDistances { get; init; }

    internal bool IsEs => Dialect == GlslDialect.Es300;
}
