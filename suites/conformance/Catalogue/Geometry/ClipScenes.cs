using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>The view volume (GL 4.5 section 13.5): what is cut, and that what is left is as it would have been.</summary>
internal static class ClipScenes
{
    private const string Volume = "GL 4.5 section 13.5";

    public static IEnumerable<Scene> All() =>
    [
        Near(), Far(), NearAndFar(), Outside(), Sides(), SidesSmallViewport(), OneBehind(), TwoBehind(), AllBehind(), AtInfinity(), Floor(), ColourKept(), DepthKept(),
        Huge(2000), Huge(20000), SharedEdges(), Lines(), LineBehind(), Points(), HalfZ(), FarHalfZ(),
        ClampDraws(), ClampedDepths(), ClampNarrow(), ClampToggled(), ClampStillCutsBehind(),
    ];

    private static Scene Near() => Draft.Of("clip/near", "What is nearer than the near plane is cut off along it.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.9f, -0.7f, Orange, -2.2f), .. SceneBuilder.Vertex(0.8f, -0.9f, Orange, 0.3f), .. SceneBuilder.Vertex(0.1f, 0.9f, Orange, -0.4f)]);
    });

    private static Scene Far() => Draft.Of("clip/far", "What is farther than the far plane is cut off along it.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.9f, -0.7f, Orange, 0.4f), .. SceneBuilder.Vertex(0.8f, -0.9f, Orange, 0.1f), .. SceneBuilder.Vertex(0.1f, 0.9f, Orange, 1.9f)]);
    });

    private static Scene NearAndFar() => Draft.Of("clip/near-and-far", "A triangle that goes through both planes leaves the band between them.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.95f, 0.3f, Orange, -2.5f), .. SceneBuilder.Vertex(0.2f, -0.95f, Orange, 0.1f), .. SceneBuilder.Vertex(0.9f, 0.8f, Orange, 2.2f)]);
    });

    private static Scene Outside() => Draft.Of("clip/wholly-outside-near-or-far", "Triangles beyond the near or far plane are not drawn.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawTriangles(Rectangle(4, 4, 40, 20, Colour.Red, -1.25f), Rectangle(10, 30, 44, 30, Colour.Red, 1.0625f), Rectangle(30, 14, 20, 34, Sky, 1), Rectangle(12, 20, 10, 20, Lime, -1));
    });

    private static Scene Sides() => Draft.Of("clip/sides", "A triangle that reaches out of three sides of the window keeps its fourth edge.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-3, -1.4f, Orange), .. SceneBuilder.Vertex(1.6f, -1.2f, Orange), .. SceneBuilder.Vertex(-0.2f, 2.2f, Orange)]);
    });

    private static Scene SidesSmallViewport() => Draft.Of("clip/sides-of-a-small-viewport", "Triangles that reach out of a viewport smaller than the window are cut at its sides, not at the window's.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.Viewport(18, 22, 31, 17);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-3.1f, -1.7f, Orange), .. SceneBuilder.Vertex(2.9f, -1.3f, Orange), .. SceneBuilder.Vertex(-0.6f, 1.3f, Orange)]);
    });

    private static Scene OneBehind() => Draft.Of("clip/one-corner-behind-the-eye", "A triangle with one corner of negative w is drawn where its points are in front of the eye.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.8f, 0.35f, Orange), .. SceneBuilder.Vertex(0.6f, 0.7f, Orange), .. SceneBuilder.Vertex(0.2f, 0.9f, Orange, 0, -0.75f)]);
    });

    private static Scene TwoBehind() => Draft.Of("clip/two-corners-behind-the-eye", "A triangle with two corners of negative w is drawn where its points are in front of the eye.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.3f, -0.2f, Orange), .. SceneBuilder.Vertex(-0.9f, -0.7f, Orange, 0, -0.5f), .. SceneBuilder.Vertex(-1.1f, 0.5f, Orange, 0, -1.25f)]);
    });

    private static Scene AllBehind() => Draft.Of("clip/all-corners-behind-the-eye", "A triangle behind the eye is not drawn, although dividing by w would put it into the window.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles,
        [
            .. SceneBuilder.Vertex(0.8f, 0.35f, Colour.Red, 0, -1), .. SceneBuilder.Vertex(-0.6f, 0.7f, Colour.Red, 0, -1), .. SceneBuilder.Vertex(0.2f, -0.9f, Colour.Red, 0, -1),
            .. SceneBuilder.Vertex(-0.5f, -0.75f, Sky), .. SceneBuilder.Vertex(0.5f, -0.5f, Sky), .. SceneBuilder.Vertex(-0.25f, 0.25f, Sky),
        ]);
    });

    private static Scene AtInfinity() => Draft.Of("clip/corner-at-infinity", "A corner with w = 0 is a direction: the two sides that lead to it are parallel.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.7f, -0.8f, Orange), .. SceneBuilder.Vertex(-0.1f, -0.9f, Orange), .. SceneBuilder.Vertex(0.4f, 1, Orange, 0, 0)]);
    });

    private static Scene Floor() => Draft.Of("clip/floor-in-perspective", "A floor from behind the eye to far away keeps its colours in perspective where it is cut.", "GL 4.5 sections 13.5 and 14.6.1", scene =>
    {
        // Eye coordinates x, -1, d with w = d; near plane at d = 0.5: z = 1.25 d - 1.125 keeps z = -w there and z < w up to d = 4.5.
        float[] Corner(float x, float d, Colour colour) => SceneBuilder.Vertex(x, -1, colour, (1.25f * d) - 1.125f, d);
        scene.Clear(Background);
        scene.DrawVertices(Primitive.TriangleStrip, [.. Corner(-2, -2, Colour.Red), .. Corner(2, -2, Colour.Yellow), .. Corner(-2, 4, Colour.Blue), .. Corner(2, 4, Colour.Green)]);
    });

    private static Scene ColourKept() => Draft.Of("clip/colours-kept", "Cutting a triangle does not change the colours of what is left.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-1.5f, -0.9f, Colour.Red, -1.5f), .. SceneBuilder.Vertex(1.5f, -0.8f, Colour.Green, 0.3f), .. SceneBuilder.Vertex(0.1f, 1.75f, Colour.Blue, 0.75f)]);
    });

    private static Scene DepthKept() => Draft.Of("clip/depths-kept", "Cutting a triangle does not change the depths of what is left.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices([.. SceneBuilder.Vertex(-1.5f, -0.9f, Colour.Red, -1.5f), .. SceneBuilder.Vertex(1.5f, -0.8f, Colour.Green, 0.3f), .. SceneBuilder.Vertex(0.1f, 1.75f, Colour.Blue, 1.75f)]);
        Expr z = Shade.FragmentCoordinate.Z;
        scene.Shaders(new VertexShader(Shade.Attribute(0), []), FragmentShader.Of(Shade.Join(z, 1 - z, 0.5f, 1)));
        scene.Draw(Primitive.Triangles, 3);
    });

    private static Scene Huge(int size) => Draft.Of($"clip/reaching-{size}-windows-far", $"A triangle {size} times as large as the window has its edges where they belong.", Volume, scene =>
    {
        float s = size;
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.45f, -s, Orange), .. SceneBuilder.Vertex(s, 0.3f * s, Orange), .. SceneBuilder.Vertex(-0.2f, s, Orange)]);
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-s, -0.62f, Sky), .. SceneBuilder.Vertex(s, -0.81f, Sky), .. SceneBuilder.Vertex(s / 3, -s, Sky)]);
    });

    private static Scene SharedEdges() => Draft.Of("clip/shared-edges-stay-shared", "Triangles that share edges still share them, without gap and overlap, when they are cut at the near plane.", "GL 4.5 sections 13.5 and 14.6.1", scene =>
    {
        Colour step = Colour.Bytes(40, 60, 90, 50);
        scene.Clear(Colour.Bytes(10, 5, 0, 0));
        scene.AddColours();
        var fan = new List<float>();
        fan.AddRange(SceneBuilder.Vertex(0.11f, -0.07f, step, -1.6f));
        for (int i = 0; i <= 7; i++)
        {
            double angle = i % 7 * Math.PI * 2 / 7;
            fan.AddRange(SceneBuilder.Vertex((float)(0.9 * Math.Cos(angle)), (float)(0.93 * Math.Sin(angle)), step, 0.5f - (i % 3 * 0.35f)));
        }

        scene.DrawVertices(Primitive.TriangleFan, [.. fan]);
    });

    private static Scene Lines() => Draft.Of("clip/lines-near-and-far", "Lines end where they pass the near and the far plane.", Volume, scene =>
    {
        scene.Clear(Background);
        // Along rows through pixel centres; near and far are passed between two centres.
        scene.DrawVertices(Primitive.Lines,
        [
            .. Vertex(4.5f, 20.5f, Orange, -1.53125f), .. Vertex(60.5f, 20.5f, Orange, 0.21875f), .. Vertex(4.5f, 40.5f, Lime, -0.25f), .. Vertex(60.5f, 40.5f, Lime, 1.5f),
            .. Vertex(8.5f, 50.5f, Colour.Red, 1.25f), .. Vertex(50.5f, 50.5f, Colour.Red, 1.5f),
        ]);
    });

    private static Scene LineBehind() => Draft.Of("clip/line-behind-the-eye", "A line with one end behind the eye goes from the other end out of the window, the right way.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.DrawVertices(Primitive.Lines, [.. Vertex(20.5f, 30.5f, Orange, 0), .. SceneBuilder.Vertex(-0.75f, 0.046875f, Orange, 0, -1)]);
    });

    private static Scene Points() => Draft.Of("clip/points", "Points beyond near, far or sides, or behind the eye, are not drawn.", Volume, scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { PointSize = 6 });
        scene.DrawVertices(Primitive.Points,
        [
            .. Vertex(10, 10, Colour.Red, -1.125f), .. Vertex(20, 14, Orange, -0.9375f), .. Vertex(30, 20, Colour.Red, 1.125f), .. Vertex(40, 26, Lime, 0.9375f),
            .. Vertex(66, 40, Colour.Red, 0), .. Vertex(62, 44, Sky, 0), .. SceneBuilder.Vertex(0.25f, -0.5f, Colour.Red, 0, -1), .. SceneBuilder.Vertex(-0.25f, 0.75f, Violet, 0, 0.5f),
        ]);
    });

    private static Scene HalfZ() => Draft.Of("clip/half-z-near", "With a clip volume of 0..w the near plane is at z = 0.", "GL 4.5 section 13.5 (ClipControl ZERO_TO_ONE)", scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { ClipHalfZ = true });
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.9f, -0.7f, Orange, -0.7f), .. SceneBuilder.Vertex(0.8f, -0.9f, Orange, 0.3f), .. SceneBuilder.Vertex(0.1f, 0.9f, Orange, 0.4f)]);
    });

    private static Scene FarHalfZ() => Draft.Of("clip/half-z-far-and-back", "With a clip volume of 0..w the far plane is at z = w still; without it again z = -w is near.", "GL 4.5 section 13.5 (ClipControl ZERO_TO_ONE)", scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { ClipHalfZ = true });
        scene.DrawTriangles(Rectangle(4, 8, 30, 20, Orange, 0.9375f), Rectangle(20, 20, 20, 30, Colour.Red, 1.125f), Rectangle(36, 4, 20, 12, Colour.Red, -0.25f));
        scene.Rasterizer(new RasterizerState());
        scene.DrawTriangles(Rectangle(30, 34, 30, 20, Sky, -0.9375f), Rectangle(8, 50, 20, 10, Colour.Red, -1.0625f));
    });

    private static Scene ClampDraws() => Draft.Of("clip/depth-clamp-draws", "With depth clamping nothing is cut at the near and far planes.", "GL 4.5 section 13.5 (DEPTH_CLAMP)", scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { DepthClip = false });
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.95f, 0.3f, Orange, -2.5f), .. SceneBuilder.Vertex(0.2f, -0.95f, Orange, 0.1f), .. SceneBuilder.Vertex(0.9f, 0.8f, Orange, 2.2f)]);
    });

    private static Scene ClampedDepths() => Draft.Of("clip/depth-clamp-clamps", "With depth clamping depths beyond the range become its ends: near ones hide, far ones are hidden.", "GL 4.5 section 17.3.4 (DEPTH_CLAMP)", scene =>
    {
        scene.WindowDepth = Format.Z32_FLOAT;
        scene.Clear(Background, 0.5);
        scene.Rasterizer(new RasterizerState { DepthClip = false });
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        scene.DrawTriangles(Rectangle(4, 8, 30, 24, Orange, -3), Rectangle(40, 6, 20, 50, Colour.Red, 2));
        // Both nearest depths are 0 now: a second one is equal, not less.
        scene.DrawTriangles(Rectangle(12, 20, 40, 28, Sky, -5));
    });

    private static Scene ClampNarrow() => Draft.Of("clip/depth-clamp-to-range", "Depths are clamped to the depth range that is set, not to 0..1.", "GL 4.5 section 17.3.4 (DEPTH_CLAMP)", scene =>
    {
        scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
        scene.Clear(Background, 0.125);
        scene.Viewport(0, 0, 64, 64, 0.25f, 0.75f);
        scene.Rasterizer(new RasterizerState { DepthClip = false });
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        scene.DrawTriangles(Rectangle(4, 8, 30, 24, Colour.Red, -3));
        scene.DepthStencil(new DepthStencilState { DepthTest = true, DepthFunction = Comparison.Greater });
        scene.DrawTriangles(Rectangle(20, 12, 40, 40, Orange, 9));
        // Depth is 0.75 there now: a depth of 0.8 passes, one of 0.7 does not.
        scene.Viewport(0, 0, 64, 64);
        scene.DrawTriangles(Rectangle(30, 16, 12, 12, Sky, 0.625f), Rectangle(44, 30, 12, 12, Colour.Red, 0.375f));
    });

    private static Scene ClampToggled() => Draft.Of("clip/depth-clamp-toggled", "Depth clamping holds for the draws it is set for.", "GL 4.5 section 13.5 (DEPTH_CLAMP)", scene =>
    {
        scene.Clear(Background);
        scene.DrawTriangles(Rectangle(4, 4, 24, 20, Colour.Red, 1.5f));
        scene.Rasterizer(new RasterizerState { DepthClip = false });
        scene.DrawTriangles(Rectangle(20, 16, 24, 20, Orange, 1.5f));
        scene.Rasterizer(new RasterizerState());
        scene.DrawTriangles(Rectangle(36, 30, 24, 20, Colour.Red, -1.5f));
    });

    private static Scene ClampStillCutsBehind() => Draft.Of("clip/depth-clamp-behind-the-eye", "Depth clamping does not bring back what is behind the eye.", "GL 4.5 section 13.5 (DEPTH_CLAMP)", scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { DepthClip = false });
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.8f, 0.35f, Orange), .. SceneBuilder.Vertex(0.6f, 0.7f, Orange), .. SceneBuilder.Vertex(0.2f, 0.9f, Orange, -3, -0.75f)]);
    });
}
