using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Geometry;

/// <summary>All parts of a texture in one picture, nearest texels.</summary>
internal static class TextureDisplay
{
    /// <summary>Levels 0 to 3 of a 2D texture, one in each quarter of the viewport.</summary>
    public static void ShowLevels(this SceneBuilder scene, TextureResource texture)
    {
        scene.Bind(texture, SamplerState.Nearest with { Mip = MipFilter.Nearest });
        scene.FillShaded(c => Shade.SampleLod(0, TextureTarget.TwoD, Shade.Fract(c * 2), Quarter(c)));
    }

    /// <summary>Layers 0 to 3 of an array, or slices 0 to 3 of a volume of four, one in each quarter of the viewport.</summary>
    public static void ShowLayers(this SceneBuilder scene, TextureResource texture)
    {
        scene.Bind(texture);
        scene.FillShaded(c => Shade.SampleLod(
            0, texture.Target, Shade.Join(Shade.Fract(c * 2), texture.Target == TextureTarget.ThreeD ? (Quarter(c) + 0.5f) * 0.25f : Quarter(c)), 0));
    }

    /// <summary>The six faces of a cube, three to a row: +X -X +Y below, -Y +Z -Z above.</summary>
    public static void ShowFaces(this SceneBuilder scene, TextureResource cube)
    {
        scene.Bind(cube);
        scene.FillShaded(c =>
        {
            Expr scaled = c * Shade.Vector(3, 2);
            Expr face = Shade.Floor(scaled.X) + (3 * Shade.Floor(scaled.Y));
            Expr place = (Shade.Fract(scaled) * 2) - 1;
            (Expr s, Expr t) = (place.X, place.Y);
            // Table 8.19 turned round: the direction that leads to (s, t) of each face.
            Expr[] directions =
            [
                Shade.Join(1, -t, -s), Shade.Join(-1, -t, s), Shade.Join(s, 1, t), Shade.Join(s, -1, -t), Shade.Join(s, -t, 1), Shade.Join(-s, -t, -1),
            ];
            Expr direction = directions[5];
            for (int k = 4; k >= 0; k--)
            {
                direction = Shade.Select(Shade.Less(face, k + 0.5f), directions[k], direction);
            }

            return Shade.SampleLod(0, TextureTarget.Cube, direction, 0);
        });
    }

    /// <summary>A 1D texture in columns.</summary>
    public static void ShowColumns(this SceneBuilder scene, TextureResource texture)
    {
        scene.Bind(texture);
        scene.FillShaded(c => Shade.SampleLod(0, TextureTarget.OneD, c.X, 0));
    }

    /// <summary>0 bottom left, 1 bottom right, 2 top left, 3 top right.</summary>
    private static Expr Quarter(Expr c) => Shade.Floor(c.X * 2) + (2 * Shade.Floor(c.Y * 2));
}
