using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>User clip planes: half-spaces of clip coordinates (gallium's clip state; gl_ClipDistance in OpenGL).</summary>
internal static class ClipPlaneScenes
{
    private const string HalfSpaces = "GL 4.5 section 13.5 (client-defined half-spaces)";

    /// <summary>x &gt;= -0.4375, that is window x &gt;= 18.</summary>
    private static readonly (float A, float B, float C, float D) RightOf18 = (1, 0, 0, 0.4375f);

    /// <summary>y &lt;= 0.25, that is window y &lt;= 40.</summary>
    private static readonly (float A, float B, float C, float D) Below40 = (0, -1, 0, 0.25f);

    public static IEnumerable<Scene> All() =>
    [
        One("left", "A half-space x >= c keeps what is right of it.", RightOf18), One("vertical", "A half-space y <= c keeps what is below it, in the window.", Below40),
        One("slanted", "A slanted half-space cuts along its line.", (0.75f, 1, 0, 0.1f)), One("scaled", "Half-spaces need not be normalised.", (-40, 12, 0, 7)),
        InTexture(), Two(), Each(), Disabled(), Changed(), PersistsAcrossShaders(), ByDepth(), Perspective(), OnLines(), OnPoints(), NothingLeft(), SharedEdges(), ColourKept(), WithViewport(),
    ];

    private static Scene One(string name, string proves, (float A, float B, float C, float D) plane) => Draft.Of($"clip/plane-{name}", proves, HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 1, plane);
        scene.Fill(Orange, -0.9f, -0.8f, 0.95f, 0.85f);
    });

    private static Scene InTexture() => Draft.Of("clip/plane-in-texture-target", "A half-space in y keeps the same side in a texture as in the window.", HalfSpaces, scene =>
    {
        TextureResource texture = scene.ColourTarget(64, 64);
        scene.Target(texture);
        scene.Clear(Background);
        Enable(scene, 1, Below40);
        scene.FillCorners(-0.9f, -0.8f, 0.95f, 0.85f);
        scene.Rasterizer(new RasterizerState());
        scene.TargetWindow();
        scene.Clear(Colour.Black);
        scene.Show(texture);
    });

    private static Scene Two() => Draft.Of("clip/planes-two", "What is inside of both half-spaces is kept.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 3, RightOf18, Below40);
        scene.FillCorners();
    });

    private static Scene Each() => Draft.Of("clip/planes-each-by-its-bit", "Each of eight half-spaces has its own enable bit.", "GL 4.5 section 13.5 (MAX_CLIP_DISTANCES)", scene =>
    {
        // Plane k keeps x <= -0.875 + k / 4.
        scene.Clear(Background);
        scene.Do(new SetClipPlanes([.. Enumerable.Range(0, 8).Select(k => (-1f, 0f, 0f, -0.875f + (k * 0.25f)))]));
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Orange));
        for (int k = 0; k < 8; k++)
        {
            int plane = k * 5 % 8;
            scene.Viewport(0, k * 8, 64, 7);
            scene.Rasterizer(new RasterizerState { ClipPlanes = 1 << plane });
            scene.Draw(Primitive.TriangleStrip, 4);
        }
    });

    private static Scene Disabled() => Draft.Of("clip/planes-disabled", "Half-spaces that are set and not enabled cut nothing, nor those that were enabled before.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        scene.Do(new SetClipPlanes([RightOf18, Below40]));
        scene.FillPixels(2, 2, 30, 60, Orange);
        scene.Rasterizer(new RasterizerState { ClipPlanes = 2 });
        scene.FillPixels(8, 20, 40, 40, Sky);
        scene.Rasterizer(new RasterizerState());
        scene.FillPixels(50, 30, 12, 30, Lime);
    });

    private static Scene Changed() => Draft.Of("clip/planes-changed-between-draws", "Each draw is cut by the half-spaces that were set last before it.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(new RasterizerState { ClipPlanes = 1 });
        foreach ((int row, float at) in new[] { (0, -0.5f), (1, 0.25f), (2, -0.125f), (3, 0.75f) })
        {
            scene.Do(new SetClipPlanes([(-1, 0, 0, at)]));
            scene.FillPixels(4, 3 + (row * 15), 56, 12, Orange);
        }
    });

    private static Scene PersistsAcrossShaders() => Draft.Of("clip/planes-persist-across-shaders", "Half-spaces stay in force when shaders and buffers change.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 1, RightOf18);
        scene.FillPixels(2, 2, 60, 20, Orange);
        scene.FillShaded(c => Scenes.Shading.Shade.Join(c * 0.5f, 0.75f, 1));
        scene.FillPixels(6, 40, 50, 20, Lime);
    });

    private static Scene ByDepth() => Draft.Of("clip/plane-by-depth", "A half-space in z cuts along a line of equal depth.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 1, (0, 0, -1, 0.25f));
        scene.DrawVertices(Primitive.Triangles, [.. SceneBuilder.Vertex(-0.9f, -0.7f, Orange, -0.6f), .. SceneBuilder.Vertex(0.8f, -0.9f, Orange, 0.1f), .. SceneBuilder.Vertex(0.1f, 0.9f, Orange, 0.9f)]);
    });

    private static Scene Perspective() => Draft.Of("clip/plane-in-perspective", "Half-spaces are of clip coordinates, before the division by w.", HalfSpaces, scene =>
    {
        // 2 x + 0.4 z + w >= 0, with w from 1 to 3.
        scene.Clear(Background);
        Enable(scene, 1, (2, 0, 0.4f, 1));
        scene.DrawVertices(Primitive.TriangleStrip,
        [
            .. SceneBuilder.Vertex(-0.9f, -0.9f, Orange, -0.5f), .. SceneBuilder.Vertex(0.9f, -0.9f, Orange, -0.5f), .. SceneBuilder.Vertex(-2.7f, 2.7f, Orange, 2.5f, 3), .. SceneBuilder.Vertex(2.7f, 2.7f, Orange, 2.5f, 3),
        ]);
    });

    private static Scene OnLines() => Draft.Of("clip/plane-cuts-lines", "Lines end where they leave a half-space.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 3, RightOf18, Below40);
        scene.DrawVertices(Primitive.Lines, [.. Path(Orange, (4.5f, 20.5f), (50.5f, 20.5f)), .. Path(Lime, (30.5f, 8.5f), (30.5f, 60.5f)), .. Path(Colour.Red, (6.5f, 50.5f), (60.5f, 50.5f))]);
    });

    private static Scene OnPoints() => Draft.Of("clip/plane-takes-points", "A point is kept whole or not at all, by its centre.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 1, RightOf18);
        scene.Rasterizer(new RasterizerState { ClipPlanes = 1, PointSize = 10 });
        scene.DrawVertices(Primitive.Points, Path(Orange, (20, 10), (16, 24), (40, 30), (19, 44), (17, 58)));
    });

    private static Scene NothingLeft() => Draft.Of("clip/planes-that-exclude-each-other", "Two half-spaces without a common point leave nothing; the next draw without them is whole.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 3, (1, 0, 0, -0.25f), (-1, 0, 0, -0.25f));
        scene.Fill(Colour.Red);
        scene.Rasterizer(new RasterizerState());
        scene.FillPixels(10, 20, 24, 30, Orange);
    });

    private static Scene SharedEdges() => Draft.Of("clip/plane-through-shared-edges", "Triangles that share edges still share them, without gap and overlap, where a half-space cuts them.", HalfSpaces, scene =>
    {
        Colour step = Colour.Bytes(40, 60, 90, 50);
        scene.Clear(Colour.Bytes(10, 5, 0, 0));
        scene.AddColours();
        Enable(scene, 1, (0.6f, -0.9f, 0, 0.31f));
        scene.DrawVertices(Primitive.TriangleStrip, Path(step, [.. Enumerable.Range(0, 14).Select(i => i % 2 == 0 ? (2.3f + (i * 4.1f), 2.7f + (i * 0.4f)) : (3.9f + (i * 3.9f), 60.2f - (i * 0.3f)))]));
    });

    private static Scene ColourKept() => Draft.Of("clip/plane-keeps-colours", "Cutting by a half-space does not change the colours of what is left.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 1, (0.75f, 1, 0, 0.1f));
        scene.FillCorners(-0.9f, -0.8f, 0.95f, 0.85f);
    });

    private static Scene WithViewport() => Draft.Of("clip/plane-moves-with-viewport", "Half-spaces are of clip coordinates: they move with the viewport.", HalfSpaces, scene =>
    {
        scene.Clear(Background);
        Enable(scene, 3, RightOf18, Below40);
        scene.Viewport(6, 10, 50, 30);
        scene.FillCorners();
    });

    private static void Enable(SceneBuilder scene, int bits, params ReadOnlySpan<(float A, float B, float C, float D)> planes)
    {
        scene.Do(new SetClipPlanes(EquatableList.Create(planes)));
        scene.Rasterizer(new RasterizerState { ClipPlanes = bits });
    }
}
