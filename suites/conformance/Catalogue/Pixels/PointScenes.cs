using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Points: squares of the point size around their position.</summary>
internal static class PointScenes
{
    private const string Section = "GL 4.5 section 14.4.1";

    public static IEnumerable<Scene> All() =>
    [
        .. ((int[])[1, 2, 3, 4, 5, 8, 13, 24]).Select(Size),
        FractionalSizes(), Positions(1), Positions(4), PerVertex(), PerVertexOff(), ClippedByCentre(), BeyondTheViewport(), Overlap(), SizeChanges(), InTexture(), Blended(),
    ];

    /// <summary>Even sizes on corners of pixels, odd ones on centres fill whole pixels; then once at a fraction of a pixel.</summary>
    private static Scene Size(int size) => Drawing.Make(
        $"points/size-{size}", $"A point of size {size} is a square of {size} pixels around its position.", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { PointSize = size });
            float middle = size % 2 == 0 ? 0 : 0.5f;
            b.Shape(Primitive.Points, Colour.Yellow, (16 + middle, 15 + middle));
            b.Shape(Primitive.Points, Colour.Red, (46.25f + middle, 16.3125f + middle));
            b.Shape(Primitive.Points, Colour.Green, (17.6875f + middle, 47.875f + middle), (48 + middle, 46.125f + middle));
        });

    private static Scene FractionalSizes() => Drawing.Make(
        "points/fractional-sizes", "A point covers the pixels whose centres lie within half its size, also when its size is no whole number.", Section, b =>
        {
            b.Clear(Colour.Black);
            for (int i = 0; i < 9; i++)
            {
                b.Rasterizer(new() { PointSize = 1.75f + (i * 1.125f) });
                b.Shape(Primitive.Points, i % 2 == 0 ? Colour.Yellow : Colour.Cyan, (10.8125f + (i % 3 * 20), 11.6875f + (i / 3 * 20)));
            }
        });

    private static Scene Positions(int size) => Drawing.Make(
        $"points/positions-of-size-{size}", $"Points of size {size} move by whole pixels when their position passes the middle between two.", Section, b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { PointSize = size });
            var points = new List<(float, float)>();
            for (int y = 0; y < 7; y++)
            {
                for (int x = 0; x < 7; x++)
                {
                    points.Add((5 + (x * 8) + 0.0625f + (x * 0.125f), 5 + (y * 8) + 0.1875f + (y * 0.125f)));
                }
            }

            b.Shape(Primitive.Points, Colour.Yellow, [.. points]);
        });

    private static Scene PerVertex() => Drawing.Make("points/size-per-vertex", "Each point has the size that its vertex shader gave, not that of the state.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { PointSize = 20, PointSizePerVertex = true });
        SizedPoints(b);
    });

    private static Scene PerVertexOff() => Drawing.Make("points/size-per-vertex-off", "A size that the shader gives is ignored while sizes per vertex are off.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { PointSize = 6 });
        SizedPoints(b);
    });

    /// <summary>Four points whose shader asks for sizes 2, 5, 10 and 17.</summary>
    private static void SizedPoints(SceneBuilder b)
    {
        BufferResource buffer = b.VertexBuffer(
            SceneBuilder.Clip(10, 64), SceneBuilder.Clip(12, 64), 2, SceneBuilder.Clip(30.5f, 64), SceneBuilder.Clip(14.5f, 64), 5,
            SceneBuilder.Clip(18, 64), SceneBuilder.Clip(42, 64), 10, SceneBuilder.Clip(46.5f, 64), SceneBuilder.Clip(44.5f, 64), 17);
        b.VertexBuffers(new VertexBufferBinding(buffer, 12));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32_FLOAT, 8));
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [], Shade.Attribute(1, 1)), FragmentShader.Of(Shade.Colour(Colour.Yellow)));
        b.Draw(Primitive.Points, 4);
    }

    private static Scene ClippedByCentre() => Drawing.Make(
        "points/clipped-by-their-centre", "A point whose position is outside the view volume is gone, one inside is drawn as far as the window reaches.", "GL 4.5 section 13.5", b =>
        {
            b.Clear(Colour.Black);
            b.Rasterizer(new() { PointSize = 12 });
            b.Shape(Primitive.Points, Colour.Red, (-2, 20), (66, 44), (20, -1), (44, 65));
            b.Shape(Primitive.Points, Colour.Yellow, (2, 44), (62, 20), (44, 1), (20, 63));
            b.ShapeAt(1.5f, Primitive.Points, Colour.Magenta, (32, 32));
        });

    private static Scene BeyondTheViewport() => Drawing.Make(
        "points/reach-beyond-the-viewport", "The viewport clips the position of a point, not its square.", "GL 4.5 section 13.5", b =>
        {
            b.Clear(Colour.Black);
            b.Viewport(16, 16, 32, 32);
            b.Rasterizer(new() { PointSize = 12 });
            // In clip coordinates of the viewport: its corners, a little inside, and one outside.
            b.Shape(Primitive.Points, Colour.Yellow, (2, 2), (62, 12), (12, 60));
            b.Shape(Primitive.Points, Colour.Red, (66, 66));
        });

    private static Scene Overlap() => Drawing.Make("points/later-ones-over-earlier-ones", "Points of one draw are drawn in the order of their vertices.", "GL 4.5 section 2.1", b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { PointSize = 20 });
        b.Mesh(Primitive.Points, Drawing.At(14, 20, Colour.Red), Drawing.At(24, 26, Colour.Green), Drawing.At(34, 20, Colour.Blue), Drawing.At(44, 30, Colour.Yellow), Drawing.At(30, 40, Colour.Cyan));
    });

    private static Scene Blended() => Drawing.Make("points/each-pixel-once", "A point covers each of its pixels once: added up, two points overlap by exactly their common pixels.", Section, b =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { PointSize = 21 });
        b.Blend(BlendState.With(BlendFactor.One, BlendFactor.One));
        b.Shape(Primitive.Points, Colour.Bytes(40, 60, 80, 0), (20.25f, 22.625f), (34.125f, 30.25f), (30.75f, 44.375f));
    });

    private static Scene SizeChanges() => Drawing.Make("points/size-changes-between-draws", "The point size is that at the time of the draw.", Section, b =>
    {
        b.Clear(Colour.Black);
        for (int i = 0; i < 4; i++)
        {
            b.Rasterizer(new() { PointSize = ((int[])[10, 2, 6, 14])[i] });
            b.Shape(Primitive.Points, Colour.Yellow, (10 + (i * 14), 14 + (i * 12)));
        }
    });

    private static Scene InTexture() => Drawing.Make("points/in-texture", "Points in a texture stand where rows count from t = 0.", Section, b => b.InTexture(() =>
    {
        b.Clear(Colour.Black);
        b.Rasterizer(new() { PointSize = 7 });
        b.Shape(Primitive.Points, Colour.Yellow, (10.75f, 8.25f), (50.5f, 12.75f), (22.375f, 55.125f));
    }));
}
