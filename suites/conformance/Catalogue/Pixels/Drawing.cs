using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>How the scenes of this group draw. Positions are pixels (GL, origin bottom-left) of a surface as large as the window.</summary>
internal static class Drawing
{
    /// <summary>Pixels of the default window.</summary>
    public const int Size = 64;

    public static Scene Make(string name, string proves, string specification, Action<SceneBuilder> draw, int size = Size, Format depth = Format.None)
    {
        var b = new SceneBuilder(name, proves, specification, size, size) { WindowDepth = depth };
        draw(b);
        return b.Build();
    }

    /// <summary>The same drawing twice, as two scenes: in the window, and in a texture of the window's size that is shown afterwards.</summary>
    /// <param name="proves">A sentence without its full stop.</param>
    public static IEnumerable<Scene> InWindowAndTexture(string name, string proves, string specification, Action<SceneBuilder> draw, Format depth = Format.None) =>
    [
        Make($"{name}-in-window", $"{proves}, in the window.", specification, draw, depth: depth),
        Make($"{name}-in-texture", $"{proves}, in a texture, whose rows count the other way.", specification, b => b.InTexture(() => draw(b), depth)),
    ];

    /// <summary>Draws into a texture of the window's size, then shows it.</summary>
    public static SceneBuilder InTexture(this SceneBuilder b, Action draw, Format depth = Format.None)
    {
        TextureResource texture = b.ColourTarget(b.Width, b.Height);
        b.Target(texture, depth == Format.None ? null : b.DepthTarget(b.Width, b.Height, depth));
        draw();
        return b.Show(texture);
    }

    /// <summary>Shows a texture in the window with initial state, texel by texel where the sizes agree.</summary>
    /// <param name="change">What to make of the texel for the eye; null for nothing.</param>
    public static SceneBuilder Show(this SceneBuilder b, TextureResource texture, int x = 0, int y = 0, int width = 0, int height = 0, Func<Expr, Expr>? change = null)
    {
        b.Bind(texture);
        return b.Shown(c => Shade.SampleLod(0, TextureTarget.TwoD, c, 0), x, y, width, height, change);
    }

    /// <summary>Fills a rectangle of the window with what a shader makes of s and t, with initial state.</summary>
    public static SceneBuilder Shown(this SceneBuilder b, Func<Expr, Expr> colour, int x = 0, int y = 0, int width = 0, int height = 0, Func<Expr, Expr>? change = null)
    {
        b.TargetWindow().InitialState();
        b.Viewport(x, y, width == 0 ? b.Width : width, height == 0 ? b.Height : height);
        b.FillShaded(c => change is null ? colour(c) : change(colour(c)));
        return b.Viewport(0, 0, b.Width, b.Height);
    }

    /// <summary>Tests, blending and rasterizer as they are at the start.</summary>
    public static SceneBuilder InitialState(this SceneBuilder b) =>
        b.Rasterizer(RasterizerState.Default).DepthStencil(DepthStencilState.Default).Blend(BlendState.Default);

    /// <summary>A vertex for <see cref="SceneBuilder.ColouredVertices"/> at a position in pixels.</summary>
    public static float[] At(float x, float y, Colour colour, float z = 0, int size = Size) =>
        SceneBuilder.Vertex(SceneBuilder.Clip(x, size), SceneBuilder.Clip(y, size), colour, z);

    /// <summary>Draws one primitive or several in one colour.</summary>
    public static SceneBuilder Shape(this SceneBuilder b, Primitive primitive, Colour colour, params ReadOnlySpan<(float X, float Y)> corners) =>
        b.ShapeAt(0, primitive, colour, corners);

    /// <summary>Draws one primitive or several in one colour at clip depth <paramref name="z"/>.</summary>
    public static SceneBuilder ShapeAt(this SceneBuilder b, float z, Primitive primitive, Colour colour, params ReadOnlySpan<(float X, float Y)> corners)
    {
        var vertices = new List<float>();
        foreach ((float x, float y) in corners)
        {
            vertices.AddRange(At(x, y, colour, z, b.Width));
        }

        b.ColouredVertices([.. vertices], Interpolation.Flat);
        return b.Draw(primitive, corners.Length);
    }

    /// <summary>Draws rectangles in one draw, each in its own colour throughout.</summary>
    public static SceneBuilder Boxes(this SceneBuilder b, params (float X, float Y, float Width, float Height, Colour Colour)[] boxes)
    {
        var vertices = new List<float>();
        foreach ((float x, float y, float width, float height, Colour colour) in boxes)
        {
            foreach ((float dx, float dy) in ((float, float)[])[(0, 0), (width, 0), (width, height), (0, 0), (width, height), (0, height)])
            {
                vertices.AddRange(At(x + dx, y + dy, colour, 0, b.Width));
            }
        }

        b.ColouredVertices([.. vertices], Interpolation.Flat);
        return b.Draw(Primitive.Triangles, boxes.Length * 6);
    }

    /// <summary>Draws vertices made by <see cref="At"/>.</summary>
    public static SceneBuilder Mesh(this SceneBuilder b, Primitive primitive, params float[][] vertices)
    {
        b.ColouredVertices([.. vertices.SelectMany(v => v)]);
        return b.Draw(primitive, vertices.Length);
    }

    /// <summary>Clip depth whose window depth is <paramref name="depth"/>, with the default depth range.</summary>
    public static float ClipDepth(double depth) => (float)((2 * depth) - 1);

    /// <summary>A name in kebab case, for scene names and sentences.</summary>
    public static string Kebab<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
