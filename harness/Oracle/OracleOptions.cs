namespace Harness.Oracle;

/// <summary>What the oracle must know of an implementation: limits that the specification lets it choose and that it reports itself.</summary>
public sealed record OracleOptions
{
    public static OracleOptions Default { get; } = new();

    /// <summary>Bits of sub-pixel precision of vertex positions (GL_SUBPIXEL_BITS). The specification asks for 4; every stack seen reports 8.</summary>
    public int SubpixelBits { get; init; } = 8;
}
