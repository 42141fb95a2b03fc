namespace Harness.Scenes.State;

public enum BlendFactor
{
    Zero, One, SourceColour, InverseSourceColour, SourceAlpha, InverseSourceAlpha, DestinationAlpha, InverseDestinationAlpha,
    DestinationColour, InverseDestinationColour, SourceAlphaSaturate, ConstantColour, InverseConstantColour, ConstantAlpha, InverseConstantAlpha,
}

public enum BlendEquation { Add, Subtract, ReverseSubtract, Min, Max }

public enum LogicOperation { Clear, Nor, AndInverted, CopyInverted, AndReverse, Invert, Xor, Nand, And, Equivalent, Noop, OrInverted, Copy, OrReverse, Or, Set }

[Flags]
public enum ColourMask { None = 0, Red = 1, Green = 2, Blue = 4, Alpha = 8, All = 15 }

/// <summary>Blending of one colour attachment.</summary>
public sealed record TargetBlend
{
    public bool Enabled { get; init; }

    public BlendEquation ColourEquation { get; init; }

    public BlendFactor SourceColour { get; init; } = BlendFactor.One;

    public BlendFactor DestinationColour { get; init; } = BlendFactor.Zero;

    public BlendEquation AlphaEquation { get; init; }

    public BlendFactor SourceAlpha { get; init; } = BlendFactor.One;

    public BlendFactor DestinationAlpha { get; init; } = BlendFactor.Zero;

    public ColourMask Mask { get; init; } = ColourMask.All;
}

/// <summary>Blending, logic operation and colour masks; defaults are OpenGL's initial state.</summary>
public sealed record BlendState
{
    public static BlendState Default { get; } = new();

    /// <summary>State of attachment 0, and of all where <see cref="Further"/> is empty.</summary>
    public TargetBlend Target { get; init; } = new();

    /// <summary>States of attachments 1.. when they differ (independent blend).</summary>
    public EquatableList<TargetBlend> Further { get; init; } = [];

    public LogicOperation? Logic { get; init; }

    public bool AlphaToCoverage { get; init; }

    public bool AlphaToOne { get; init; }

    public bool Dither { get; init; }

    public TargetBlend Of(int attachment) => Further.Count == 0 || attachment == 0 ? Target : attachment - 1 < Further.Count ? Further[attachment - 1] : new TargetBlend();

    /// <summary>Classic source-over blending and friends in one line.</summary>
    public static BlendState With(BlendFactor source, BlendFactor destination, BlendEquation equation = BlendEquation.Add) => new()
    {
        Target = new TargetBlend
        {
            Enabled = true,
            ColourEquation = equation,
            AlphaEquation = equation,
            SourceColour = source,
            SourceAlpha = source,
            DestinationColour = destination,
            DestinationAlpha = destination,
        },
    };

    public static BlendState WithMask(ColourMask mask) => new() { Target = new TargetBlend { Mask = mask } };
}
