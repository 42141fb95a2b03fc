using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Geometry;

/// <summary>Shapes given in window pixels (GL, origin bottom-left) of a 64x64 target with the default viewport, as vertices x y z w r g b a.</summary>
internal static class PixelShapes
{
    private const int Size = 64;

    /// <summary>Dark, no channel zero: nothing else is drawn in it.</summary>
    public static Colour Background { get; } = Colour.Bytes(20, 30, 40);

    public static Colour Orange { get; } = Colour.Bytes(240, 140, 20);

    public static Colour Violet { get; } = Colour.Bytes(130, 60, 200);

    public static Colour Lime { get; } = Colour.Bytes(150, 230, 50);

    public static Colour Sky { get; } = Colour.Bytes(90, 180, 250);

    public static float[] Vertex(float x, float y, Colour colour, float z = 0) => SceneBuilder.Vertex(SceneBuilder.Clip(x, Size), SceneBuilder.Clip(y, Size), colour, z);

    /// <summary>Six vertices: two triangles.</summary>
    public static float[] Rectangle(float x, float y, float width, float height, Colour colour, float z = 0)
    {
        (float right, float top) = (x + width, y + height);
        return
        [
            .. Vertex(x, y, colour, z), .. Vertex(right, y, colour, z), .. Vertex(x, top, colour, z),
            .. Vertex(x, top, colour, z), .. Vertex(right, y, colour, z), .. Vertex(right, top, colour, z),
        ];
    }

    /// <summary>One colour and any number of corners.</summary>
    public static float[] Path(Colour colour, params ReadOnlySpan<(float X, float Y)> corners)
    {
        var vertices = new List<float>();
        foreach ((float x, float y) in corners)
        {
            vertices.AddRange(Vertex(x, y, colour));
        }

        return [.. vertices];
    }

    /// <summary>Draws vertices of eight floats as a primitive, with whatever state is set.</summary>
    public static SceneBuilder DrawVertices(this SceneBuilder scene, Primitive primitive, float[] vertices, Interpolation interpolation = Interpolation.Smooth)
    {
        scene.ColouredVertices(vertices, interpolation);
        return scene.Draw(primitive, vertices.Length / 8);
    }

    /// <summary>Draws triangles.</summary>
    public static SceneBuilder DrawTriangles(this SceneBuilder scene, params float[][] shapes) =>
        scene.DrawVertices(Primitive.Triangles, [.. shapes.SelectMany(s => s)]);

    /// <summary>A sum of colours instead of the last one: what is drawn twice, or left out, shows.</summary>
    public static SceneBuilder AddColours(this SceneBuilder scene) => scene.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));

    /// <summary>Shows a 2D texture, one texel to one pixel, with its bottom-left corner at a window position.</summary>
    public static SceneBuilder Show(this SceneBuilder scene, TextureResource texture, int x = 0, int y = 0, int level = 0)
    {
        scene.Viewport(x, y, texture.WidthOf(level), texture.HeightOf(level));
        scene.Bind(new TextureView(texture, level, level));
        return scene.FillShaded(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0));
    }
}
