using Harness.Scenes.Steps;

namespace Harness.Scenes;

/// <summary>
/// What to draw: resources, state, shaders, draws. Pure data, no I/O. Conventions are OpenGL's: window origin bottom-left, clip z from -w to w,
/// initial state as OpenGL's (viewport the whole window, culling off, blending off, depth test off).
/// </summary>
public sealed record Scene
{
    /// <summary>Area and name: <c>viewport/negative-origin</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A sentence: what a passing cell proves.</summary>
    public required string Proves { get; init; }

    /// <summary>The section of the specification it rests on.</summary>
    public required string Specification { get; init; }

    /// <summary>Pixels of the window, the surface that observers read.</summary>
    public required int Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public required int Height { get; init; }

    /// <summary>Depth and stencil format of the window, or <see cref="Format.None"/>.</summary>
    public Format WindowDepth { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Largest share of pixels whose bounds may be wider than one 8-bit step in some channel; a scene above it proves too little.</summary>
    public double UncertainShare { get; init; } = 0.02;

    /// <summary>Why a share above the default is unavoidable; required where it is.</summary>
    public string? UncertainBecause { get; init; }

    public string Area => Name[..Name.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>What a lane must be able to express.</summary>
    public SceneNeeds Needs => Steps.Aggregate(SceneNeeds.None, (needs, step) => needs | step switch
    {
        CreateFramebuffer2D or SetScanout or FillBacking or TransferToHost2D or FlushResource or ReplaceBacking => SceneNeeds.Display,
        CreateCursor or UpdateCursor or MoveCursor or HideCursor => SceneNeeds.Cursor | SceneNeeds.Display,
        UseContext { Context: > 0 } => SceneNeeds.ManyContexts,
        BreakContext { Stream: BadStream.ForeignHandle or BadStream.DetachedResource } => SceneNeeds.RawStream | SceneNeeds.ManyContexts,
        BreakContext => SceneNeeds.RawStream,
        UpdateTexture { ChoosesStrides: true } or CopyThroughGuest { ChoosesStrides: true } => SceneNeeds.TransferStrides,
        _ => SceneNeeds.None,
    });
}

/// <summary>What a scene asks of a lane beyond drawing in one context.</summary>
[Flags]
public enum SceneNeeds
{
    None = 0,
    /// <summary>The 2D path of a display driver: scanouts chosen and flushed by the scene itself.</summary>
    Display = 1,
    /// <summary>The cursor queue. What it shows is seen by the scanout observer only.</summary>
    Cursor = 2,
    /// <summary>More than one context over shared resources.</summary>
    ManyContexts = 4,
    /// <summary>Command streams of the scene's own making.</summary>
    RawStream = 8,
    /// <summary>Strides in guest memory other than those of a whole level, for transfers on the control queue.</summary>
    TransferStrides = 16,
}
