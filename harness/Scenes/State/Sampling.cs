namespace Harness.Scenes.State;

public enum Wrap { Repeat, ClampToEdge, ClampToBorder, MirrorRepeat, MirrorClampToEdge }

public enum Filter { Nearest, Linear }

public enum MipFilter { None, Nearest, Linear }

/// <summary>How a texture is sampled; defaults are nearest, repeat, no mip levels.</summary>
public sealed record SamplerState
{
    public static SamplerState Nearest { get; } = new();

    public static SamplerState Linear { get; } = new() { Min = Filter.Linear, Mag = Filter.Linear };

    public Wrap WrapS { get; init; }

    public Wrap WrapT { get; init; }

    public Wrap WrapR { get; init; }

    public Filter Min { get; init; }

    public Filter Mag { get; init; }

    public MipFilter Mip { get; init; }

    public float LodBias { get; init; }

    public float MinLod { get; init; }

    public float MaxLod { get; init; } = 1000;

    public Colour Border { get; init; }

    /// <summary>Depth comparison (GL_COMPARE_REF_TO_TEXTURE); null for none.</summary>
    public Comparison? Compare { get; init; }

    public bool SeamlessCube { get; init; } = true;

    public SamplerState WithWrap(Wrap wrap) => this with { WrapS = wrap, WrapT = wrap, WrapR = wrap };
}

public enum Swizzle { Red, Green, Blue, Alpha, Zero, One }

/// <summary>The part of a texture a shader sees.</summary>
/// <param name="FirstLevel">Lowest mip level.</param>
/// <param name="LastLevel">Highest mip level, inclusive; -1 for the texture's last.</param>
public sealed record TextureView(TextureResource Texture, int FirstLevel = 0, int LastLevel = -1)
{
    /// <summary>Four selections for R, G, B, A; empty for identity.</summary>
    public EquatableList<Swizzle> Swizzles { get; init; } = [];

    public int Last => LastLevel < 0 ? Texture.Levels - 1 : LastLevel;
}

/// <summary>A colour as four floats, not clamped.</summary>
public readonly record struct Colour(float R, float G, float B, float A = 1)
{
    public static Colour Black { get; } = new(0, 0, 0);

    public static Colour White { get; } = new(1, 1, 1);

    public static Colour Red { get; } = new(1, 0, 0);

    public static Colour Green { get; } = new(0, 1, 0);

    public static Colour Blue { get; } = new(0, 0, 1);

    public static Colour Yellow { get; } = new(1, 1, 0);

    public static Colour Cyan { get; } = new(0, 1, 1);

    public static Colour Magenta { get; } = new(1, 0, 1);

    public static Colour Grey { get; } = new(128 / 255f, 128 / 255f, 128 / 255f);

    public static Colour Transparent { get; } = new(0, 0, 0, 0);

    /// <summary>A colour given in 8-bit steps, so that it is exact in an 8-bit target.</summary>
    public static Colour Bytes(int r, int g, int b, int a = 255) => new(r / 255f, g / 255f, b / 255f, a / 255f);
}
