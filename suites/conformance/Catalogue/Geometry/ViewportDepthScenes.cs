using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>The depth range (GL 4.5 section 13.6.1), seen through depth tests and in the fragment coordinate.</summary>
internal static class ViewportDepthScenes
{
    private const string Range = "GL 4.5 section 13.6.1 (DepthRange)";

    private static readonly (string Name, string Words, float Near, float Far)[] Ranges =
    [
        ("normal", "0..1", 0, 1),
        ("narrow", "0.25..0.625", 0.25f, 0.625f),
        ("reversed", "1..0", 1, 0),
        ("reversed-narrow", "0.875..0.375", 0.875f, 0.375f),
        ("degenerate", "0.375..0.375", 0.375f, 0.375f),
    ];

    public static IEnumerable<Scene> All() => [.. Ranges.Select(Tested), .. Ranges.Select(Shown), ChangedBetweenDraws(), NotByNewBox(), HalfZ()];

    private static Scene Tested((string Name, string Words, float Near, float Far) range) => Draft.Of(
        $"viewport/depth-range-{range.Name}-tested", $"Depth range {range.Words} takes eight depths to the right sides of 0.5, as a depth test sees them.", Range, scene =>
        {
            scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
            scene.Clear(Background, 0.5);
            scene.DepthStencil(new DepthStencilState { DepthTest = true });
            scene.Viewport(0, 0, 64, 64, range.Near, range.Far);
            scene.DrawTriangles([.. Enumerable.Range(0, 8).Select(k => Rectangle(k * 8, k * 3, 8, 40, Colour.Bytes(30 * k, 255 - (20 * k), 128), -0.875f + (0.25f * k)))]);
        });

    private static Scene Shown((string Name, string Words, float Near, float Far) range) => Draft.Of(
        $"viewport/depth-range-{range.Name}-in-fragment-coordinate", $"The fragment coordinate's z goes over the depth range {range.Words} from the near plane to the far one.", Range, scene =>
        {
            scene.Clear(Background);
            scene.Viewport(4, 8, 56, 48, range.Near, range.Far);
            scene.ColouredVertices([.. SceneBuilder.Vertex(-1, -1, Orange, -1), .. SceneBuilder.Vertex(1, -1, Orange, 1), .. SceneBuilder.Vertex(-1, 1, Orange, -1), .. SceneBuilder.Vertex(1, 1, Orange, 1)]);
            Expr z = Shade.FragmentCoordinate.Z;
            scene.Shaders(new VertexShader(Shade.Attribute(0), []), FragmentShader.Of(Shade.Join(z, 1 - z, z, 1)));
            scene.Draw(Primitive.TriangleStrip, 4);
        });

    private static Scene ChangedBetweenDraws() => Draft.Of("viewport/depth-range-changed-between-draws", "A far thing drawn in a near range hides a near thing drawn in a far range.", Range, scene =>
    {
        scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
        scene.Clear(Background, 1);
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        scene.Viewport(0, 0, 64, 64, 0, 0.25f);
        scene.FillPixels(8, 12, 30, 40, Orange, 0.875f);
        scene.Viewport(0, 0, 64, 64, 0.5f, 1);
        scene.FillPixels(20, 4, 36, 30, Sky, -0.875f);
    });

    private static Scene NotByNewBox() => Draft.Of("viewport/depth-range-with-moved-box", "A viewport that moves with its depth range kept leaves depths as they were: the second half meets the first's.", Range, scene =>
    {
        scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
        scene.Clear(Background, 0.625);
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        scene.Viewport(0, 0, 32, 64, 0.5f, 1);
        scene.FillCorners(-0.75f, -0.5f, 0.5f, 0.75f, -0.75f);
        scene.Viewport(32, 0, 32, 64, 0.5f, 1);
        scene.FillCorners(-0.75f, -0.5f, 0.5f, 0.25f, -0.75f);
        scene.Fill(Orange, -0.75f, 0.25f, 0.5f, 0.75f, -0.25f);
    });

    private static Scene HalfZ() => Draft.Of("viewport/depth-range-half-z", "With a clip volume of 0..w depth is near + z (far - near), not half of it.", "GL 4.5 section 13.6.1 (ClipControl ZERO_TO_ONE)", scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { ClipHalfZ = true });
        scene.Viewport(4, 8, 56, 48, 0.25f, 0.75f);
        scene.ColouredVertices([.. SceneBuilder.Vertex(-1, -1, Orange, 0), .. SceneBuilder.Vertex(1, -1, Orange, 1), .. SceneBuilder.Vertex(-1, 1, Orange, 0), .. SceneBuilder.Vertex(1, 1, Orange, 1)]);
        Expr z = Shade.FragmentCoordinate.Z;
        scene.Shaders(new VertexShader(Shade.Attribute(0), []), FragmentShader.Of(Shade.Join(z, 1 - z, z, 1)));
        scene.Draw(Primitive.TriangleStrip, 4);
    });
}
