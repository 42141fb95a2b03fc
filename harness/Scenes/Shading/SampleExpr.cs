namespace Harness.Scenes.Shading;

public enum LodMode
{
    /// <summary>From the derivatives of the coordinate.</summary>
    Implicit,
    /// <summary>Implicit plus a bias.</summary>
    Bias,
    /// <summary>Given.</summary>
    Explicit,
}

/// <summary>
/// A texture sampled at normalised coordinates: one component for 1D, two for 2D, three for 3D (s, t, r), cubes (a direction) and 2D arrays (the layer third).
/// A depth comparison is of a 2D texture; its outcome stands in all four components.
/// </summary>
public sealed class SampleExpr : Expr
{
    public SampleExpr(int slot, TextureTarget target, Expr coordinate, LodMode mode, Expr? lod, Expr? reference) : base(4)
    {
        int width = target switch { TextureTarget.OneD => 1, TextureTarget.TwoD => 2, _ => 3 };
        if (coordinate.Width != width)
        {
            throw new ArgumentException($"A {target} texture takes {width} coordinates, not {coordinate.Width}.", nameof(coordinate));
        }

        if ((lod is null) != (mode == LodMode.Implicit) || lod is { Width: not 1 } || reference is { Width: not 1 })
        {
            throw new ArgumentException("A bias, a level of detail and a reference are scalars, and implicit lookups take neither of the first two.");
        }

        if (reference is not null && target != TextureTarget.TwoD)
        {
            throw new ArgumentException("Depth comparisons are of 2D textures.", nameof(target));
        }

        (Slot, Target, Coordinate, Mode, Lod, Reference) = (slot, target, coordinate, mode, lod, reference);
    }

    public int Slot { get; }

    public TextureTarget Target { get; }

    public Expr Coordinate { get; }

    public LodMode Mode { get; }

    /// <summary>Bias or explicit level of detail.</summary>
    public Expr? Lod { get; }

    /// <summary>Reference value of a depth comparison; null for plain sampling.</summary>
    public Expr? Reference { get; }
}
