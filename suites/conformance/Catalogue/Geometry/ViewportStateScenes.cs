using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>The viewport as state: what it holds for, and which way up it is in a texture.</summary>
internal static class ViewportStateScenes
{
    private const string Transform = "GL 4.5 section 13.6.1";

    public static IEnumerable<Scene> All() => [ChangedBetweenDraws(), Persists(), SetAfterDraw(), Many(), ClearIgnores(), InTexture(), AcrossTargets(), InLevel(), LargeTexture()];

    private static Scene ChangedBetweenDraws() => Draft.Of("viewport/changed-between-draws", "Each draw uses the viewport that was set last before it.", Transform, scene =>
    {
        scene.Clear(Background);
        foreach (Viewport v in new Viewport[] { new(2, 3, 20, 9), new(30, 5, 31, 22), new(6, 20, 11, 40), new(24, 40, 37, 15) })
        {
            scene.Viewport(v.X, v.Y, v.Width, v.Height);
            scene.FillCorners();
        }
    });

    private static Scene Persists() => Draft.Of("viewport/persists", "The viewport stays as it is through draws, clears, and changes of shaders, buffers and rasterizer state.", Transform, scene =>
    {
        scene.Viewport(10, 18, 44, 28);
        scene.Clear(Background);
        scene.FillCorners(-1, -1, 0, 1);
        scene.Rasterizer(new RasterizerState { PointSize = 3 });
        scene.FillShaded(c => Scenes.Shading.Shade.Join(c * 0.5f, 0.75f, 1));
        scene.Fill(Orange, -0.5f, -0.5f, 0.75f, 0.25f);
    });

    private static Scene SetAfterDraw() => Draft.Of("viewport/set-after-draw", "A viewport set after a draw does not act on it.", Transform, scene =>
    {
        scene.Clear(Background);
        scene.Viewport(12, 4, 40, 50);
        scene.FillCorners();
        scene.Viewport(0, 0, 7, 7);
    });

    private static Scene Many() => Draft.Of("viewport/sixty-four-in-a-row", "Sixty-four viewports, one draw each of the same vertices: none is lost or late.", Transform, scene =>
    {
        scene.Clear(Background);
        scene.ColouredVertices([.. SceneBuilder.Vertex(-1, -1, Colour.Red), .. SceneBuilder.Vertex(1, -1, Colour.Green), .. SceneBuilder.Vertex(-1, 1, Colour.Blue), .. SceneBuilder.Vertex(1, 1, Colour.Yellow)]);
        for (int i = 0; i < 64; i++)
        {
            int place = i * 37 % 64;
            scene.Viewport(place % 8 * 8, place / 8 * 8, 3 + (i % 5), 7 - (i % 4));
            scene.Draw(Primitive.TriangleStrip, 4);
        }
    });

    private static Scene ClearIgnores() => Draft.Of("viewport/clear-ignores-it", "A clear fills the whole window, whatever the viewport is.", "GL 4.5 section 17.4.3", scene =>
    {
        scene.Clear(Colour.Red);
        scene.Viewport(16, 20, 8, 12);
        scene.Clear(Background);
        scene.FillCorners();
    });

    private static Scene InTexture() => Draft.Of("viewport/texture-target-orientation", "In a texture the viewport's origin is at t = 0: what is drawn there is sampled the way up it was drawn.", "GL 4.5 sections 9.2 and 13.6.1", scene =>
    {
        TextureResource texture = scene.ColourTarget(64, 64);
        scene.Target(texture);
        scene.Clear(Background);
        scene.Viewport(8, 16, 32, 24);
        scene.FillCorners();
        scene.TargetWindow();
        scene.Clear(Colour.Black);
        scene.Show(texture);
    });

    private static Scene AcrossTargets() => Draft.Of("viewport/persists-across-targets", "The viewport is not touched by a change of framebuffer: the same numbers hold in the window, in a texture and in the window again.", Transform, scene =>
    {
        TextureResource texture = scene.ColourTarget(32, 32);
        scene.Clear(Background);
        scene.Viewport(4, 8, 16, 12);
        scene.Target(texture);
        scene.Clear(Violet);
        scene.FillCorners();
        scene.TargetWindow();
        scene.FillCorners();
        scene.Show(texture, 32, 20);
    });

    private static Scene InLevel() => Draft.Of("viewport/mip-level-target", "Drawing into level 1 of a texture uses that level's size, and its rows begin at t = 0.", "GL 4.5 section 9.2.8", scene =>
    {
        TextureResource texture = scene.ColourTarget(64, 64, levels: 2);
        scene.Target(texture, level: 1);
        scene.Clear(Violet);
        scene.Viewport(3, 5, 17, 11);
        scene.FillCorners();
        scene.TargetWindow();
        scene.Clear(Background);
        scene.Show(texture, 20, 12, level: 1);
    });

    private static Scene LargeTexture() => Draft.Of("viewport/target-larger-than-window", "A texture larger than the window can be drawn in all its parts.", "GL 4.5 section 9.2.8", scene =>
    {
        TextureResource texture = scene.ColourTarget(128, 96);
        scene.Target(texture);
        scene.Clear(Violet);
        scene.Viewport(70, 50, 51, 40);
        scene.FillCorners();
        scene.TargetWindow();
        scene.Clear(Background);
        scene.Show(texture, -64, -32);
    });
}
