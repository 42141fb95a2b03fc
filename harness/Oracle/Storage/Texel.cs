using System.Numerics;
using Harness.Scenes.Shading;

namespace Harness.Oracle.Storage;

/// <summary>What a texel may hold: an interval a channel, and the value to show a person.</summary>
/// <param name="Value">R, G, B, A in the format's real units (normalised formats 0..1 or -1..1).</param>
/// <param name="Nominal">One allowed value.</param>
internal readonly record struct Texel(Quad<Interval> Value, Vector4 Nominal)
{
    public static Texel Of(float r, float g, float b, float a) => new(Quad<Interval>.Of(r, g, b, a), new Vector4(r, g, b, a));

    /// <summary>This texel or the other; the nominal one is chosen.</summary>
    public Texel Or(in Texel other, bool otherIsNominal) => new(Quad<Interval>.Either(Value, other.Value), otherIsNominal ? other.Nominal : Nominal);

    public static Vector4 Middle(in Quad<Interval> value) => new((float)value.X.Middle, (float)value.Y.Middle, (float)value.Z.Middle, (float)value.W.Middle);
}

/// <summary>Depth and stencil of a pixel or sample.</summary>
/// <param name="Depth">0..1 (or any float for floating-point formats).</param>
/// <param name="Origin">What the depth was interpolated from, where that is known (see <see cref="Raster.Interpolator.DepthOrigin"/>).</param>
/// <param name="StencilLow">Smallest value the stencil may hold.</param>
/// <param name="StencilHigh">Largest value the stencil may hold.</param>
internal readonly record struct DepthStencilTexel(Interval Depth, int StencilLow, int StencilHigh, object? Origin = null)
{
    public DepthStencilTexel Or(in DepthStencilTexel other) =>
        new(Interval.Either(Depth, other.Depth), Math.Min(StencilLow, other.StencilLow), Math.Max(StencilHigh, other.StencilHigh), Equals(Origin, other.Origin) ? Origin : null);
}
