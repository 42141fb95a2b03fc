namespace Harness.Scenes.State;

public enum CullFace { None, Front, Back, FrontAndBack }

public enum PolygonMode { Fill, Line, Point }

/// <summary>The state that gallium calls rasterizer; defaults are OpenGL's initial state.</summary>
public sealed record RasterizerState
{
    public static RasterizerState Default { get; } = new();

    public CullFace Cull { get; init; }

    /// <summary>True: counter-clockwise triangles (seen in GL window space, y up) are front-facing, as glFrontFace(GL_CCW).</summary>
    public bool FrontCounterClockwise { get; init; } = true;

    public PolygonMode FillFront { get; init; }

    public PolygonMode FillBack { get; init; }

    public bool Scissor { get; init; }

    /// <summary>Colours of <see cref="Shading.Interpolation.Colour"/> varyings are constant over a primitive.</summary>
    public bool FlatShade { get; init; }

    /// <summary>True: the first vertex of a primitive is the provoking one; GL's default is the last.</summary>
    public bool ProvokingFirst { get; init; }

    /// <summary>Clip against the near and far planes; false is GL_DEPTH_CLAMP.</summary>
    public bool DepthClip { get; init; } = true;

    /// <summary>Clip volume of z is 0..w instead of -w..w (glClipControl ZERO_TO_ONE).</summary>
    public bool ClipHalfZ { get; init; }

    /// <summary>GL_RASTERIZER_DISCARD.</summary>
    public bool Discard { get; init; }

    public bool OffsetFill { get; init; }

    public bool OffsetLine { get; init; }

    public bool OffsetPoint { get; init; }

    public float OffsetUnits { get; init; }

    public float OffsetFactor { get; init; }

    public float OffsetClamp { get; init; }

    public float PointSize { get; init; } = 1;

    /// <summary>The vertex shader's point size is used (GL_PROGRAM_POINT_SIZE).</summary>
    public bool PointSizePerVertex { get; init; }

    public float LineWidth { get; init; } = 1;

    public bool PolygonStipple { get; init; }

    public bool LineStipple { get; init; }

    /// <summary>16-bit pattern, first fragment is the least significant bit.</summary>
    public int LineStipplePattern { get; init; } = 0xffff;

    /// <summary>Repeats of each bit, 1..256.</summary>
    public int LineStippleFactor { get; init; } = 1;

    /// <summary>User clip planes enabled, one bit each (0..7).</summary>
    public int ClipPlanes { get; init; }

    public bool LightTwoSide { get; init; }

    public bool Multisample { get; init; }

    /// <summary>
    /// Sample points are pixel centres (GL); false: at integer coordinates (Direct3D 9), counted from where the surface's first row and column begin:
    /// the upper left corner of a window's pixel, and the corner towards s = t = 0 of a texture's.
    /// </summary>
    public bool HalfPixelCenter { get; init; } = true;

    /// <summary>
    /// A sample exactly on a bottom or left edge of a triangle is inside (true), or on a top or left one (false), in window coordinates with y up;
    /// null: the scene does not care.
    /// </summary>
    public bool? BottomEdgeRule { get; init; }
}
