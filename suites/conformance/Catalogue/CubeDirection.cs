using Harness.Scenes.Shading;

namespace Harness.Catalogue;

/// <summary>Directions into a cube map (GL 4.5 table 8.19).</summary>
internal static class CubeDirection
{
    /// <summary>The direction that meets a face at sc, tc (-1..1).</summary>
    public static Expr Of(int face, Expr s, Expr t) => face switch
    {
        0 => Shade.Join(1, -t, -s),
        1 => Shade.Join(-1, -t, s),
        2 => Shade.Join(s, 1, t),
        3 => Shade.Join(s, -1, -t),
        4 => Shade.Join(s, -t, 1),
        _ => Shade.Join(-s, -t, -1),
    };
}
