namespace Harness.Scenes.State;

public enum Comparison { Never, Less, Equal, LessEqual, Greater, NotEqual, GreaterEqual, Always }

public enum StencilOperation { Keep, Zero, Replace, IncrementClamp, DecrementClamp, IncrementWrap, DecrementWrap, Invert }

/// <summary>Stencil state of one side.</summary>
public sealed record StencilFace
{
    public bool Enabled { get; init; }

    public Comparison Function { get; init; } = Comparison.Always;

    public StencilOperation Fail { get; init; }

    public StencilOperation DepthFail { get; init; }

    public StencilOperation Pass { get; init; }

    public byte ValueMask { get; init; } = 0xff;

    public byte WriteMask { get; init; } = 0xff;
}

/// <summary>Depth, stencil and alpha tests; defaults are OpenGL's initial state.</summary>
public sealed record DepthStencilState
{
    public static DepthStencilState Default { get; } = new();

    public bool DepthTest { get; init; }

    public bool DepthWrite { get; init; } = true;

    public Comparison DepthFunction { get; init; } = Comparison.Less;

    public StencilFace Front { get; init; } = new();

    /// <summary>Null: the front state serves both faces.</summary>
    public StencilFace? Back { get; init; }

    public bool AlphaTest { get; init; }

    public Comparison AlphaFunction { get; init; } = Comparison.Always;

    public float AlphaReference { get; init; }
}
