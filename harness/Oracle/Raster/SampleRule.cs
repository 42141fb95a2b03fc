using Harness.Scenes.State;

namespace Harness.Oracle.Raster;

/// <summary>Where in a pixel coverage is decided, and to which of two edges a sample exactly on one belongs.</summary>
/// <param name="X">Sample point from the pixel's lower left corner, in pixels.</param>
/// <param name="Y"><inheritdoc cref="X"/></param>
/// <param name="Anywhere">Multisampling: sample points may be anywhere in the pixel.</param>
/// <param name="BottomEdge">A sample on a bottom or left edge is inside (true), on a top or left one (false), either (null).</param>
internal readonly record struct SampleRule(double X, double Y, bool Anywhere, bool? BottomEdge)
{
    /// <summary>
    /// GL samples at pixel centres. Direct3D 9 samples at the corner where the surface's first row and column begin: the upper left one
    /// of the window, whose first row is the top, and t = 0 of a texture.
    /// </summary>
    public static SampleRule Of(RasterizerState state, Targets targets, bool window)
    {
        bool anywhere = targets.Samples > 1 && state.Multisample;
        return state.HalfPixelCenter ? new(0.5, 0.5, anywhere, state.BottomEdgeRule) : new(0, window ? 1 : 0, anywhere, state.BottomEdgeRule);
    }

    /// <summary>Whether a sample exactly on an edge is inside; the normal points inward, y up. Null where no rule was asked for.</summary>
    public bool? Owns(double normalX, double normalY) => BottomEdge is not { } bottom ? null
        : normalX != 0 ? normalX > 0
        : normalY > 0 == bottom;
}
