using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>The scissor as state, and what else it acts on: clears, blits, textures as targets.</summary>
internal static class ScissorStateScenes
{
    private const string Test = "GL 4.5 section 17.3.2";

    public static IEnumerable<Scene> All() =>
    [
        Persists(), SetWhileDisabled(), Disabled(), BoxChanged(), SetAfterDraw(), EnabledAfterDraw(), AfterViewportChange(), Many(),
        ClearInside(), ClearInsideRestores(), ClearWhole(), Blit(), BlitUnscissored(), BlitIntoTexture(),
        InTexture(), AcrossTargets(), InLevel(), TargetSmaller(),
    ];

    private static RasterizerState On { get; } = new() { Scissor = true };

    private static RasterizerState Off { get; } = new();

    private static Scene Persists() => Draft.Of("scissor/persists", "Box and enable stay through draws, shaders, blend and viewport changes.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Scissor(9, 13, 40, 34);
        scene.Rasterizer(On);
        scene.FillCorners(-1, -1, 0, 1);
        scene.FillShaded(c => Scenes.Shading.Shade.Join(c * 0.5f, 0.75f, 0.5f));
        scene.AddColours();
        scene.Viewport(20, 0, 44, 30);
        scene.Fill(Colour.Bytes(60, 0, 30));
    });

    private static Scene SetWhileDisabled() => Draft.Of("scissor/box-set-while-disabled", "A box that is set while the test is off does nothing until the test is on, and then holds.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Scissor(22, 8, 25, 17);
        scene.FillPixels(2, 3, 50, 52, Orange);
        scene.Rasterizer(On);
        scene.FillCorners();
    });

    private static Scene Disabled() => Draft.Of("scissor/disabled-again", "Once the test is off the box cuts nothing; on again, the same box cuts.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Scissor(22, 8, 25, 17);
        scene.Rasterizer(On);
        scene.Fill(Colour.Red);
        scene.Rasterizer(Off);
        scene.FillPixels(4, 12, 50, 40, Orange);
        scene.Rasterizer(On);
        scene.FillPixels(30, 0, 30, 20, Sky);
    });

    private static Scene BoxChanged() => Draft.Of("scissor/changed-between-draws", "Each draw uses the box that was set last before it.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(On);
        foreach (ScissorBox box in new ScissorBox[] { new(2, 3, 20, 9), new(30, 5, 31, 22), new(6, 20, 11, 40), new(24, 40, 37, 15) })
        {
            scene.Scissor(box.X, box.Y, box.Width, box.Height);
            scene.FillCorners();
        }
    });

    private static Scene SetAfterDraw() => Draft.Of("scissor/box-set-after-draw", "A box set after a draw does not act on it.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(On);
        scene.Scissor(12, 4, 40, 50);
        scene.FillCorners();
        scene.Scissor(0, 0, 7, 7);
    });

    private static Scene EnabledAfterDraw() => Draft.Of("scissor/enabled-after-draw", "The test switched on after a draw does not act on it.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Scissor(12, 4, 40, 50);
        scene.FillPixels(6, 2, 50, 30, Orange);
        scene.Rasterizer(On);
    });

    private static Scene AfterViewportChange() => Draft.Of("scissor/after-viewport-change", "The box is in window coordinates: a viewport set later does not move it.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Scissor(10, 20, 30, 24);
        scene.Rasterizer(On);
        scene.FillCorners();
        scene.Viewport(24, 30, 40, 34);
        scene.FillCorners();
    });

    private static Scene Many() => Draft.Of("scissor/sixteen-in-a-row", "Sixteen boxes, one draw each of the same vertices: none is lost or late.", Test, scene =>
    {
        scene.Clear(Background);
        scene.Rasterizer(On);
        scene.ColouredVertices([.. SceneBuilder.Vertex(-1, -1, Colour.Red), .. SceneBuilder.Vertex(1, -1, Colour.Green), .. SceneBuilder.Vertex(-1, 1, Colour.Blue), .. SceneBuilder.Vertex(1, 1, Colour.Yellow)]);
        for (int i = 0; i < 16; i++)
        {
            int place = i * 37 % 64;
            scene.Scissor((place % 8 * 8) + (i % 3), place / 8 * 8, 3 + (i % 5), 7 - (i % 4));
            scene.Draw(Primitive.TriangleStrip, 4);
        }
    });

    private static Scene ClearInside() => Draft.Of("scissor/clear", "A clear under the scissor test fills the box only, half-open like a draw.", "GL 4.5 section 17.4.3", scene =>
    {
        scene.Clear(Background);
        scene.Do(new ClearInside(Orange, new(8, 16, 24, 12)));
        scene.Do(new ClearInside(Sky, new(50, 3, 14, 60)));
        scene.Do(new ClearInside(Lime, new(-5, 60, 30, 30)));
    });

    private static Scene ClearInsideRestores() => Draft.Of("scissor/clear-between-draws", "A clear of a box between two draws leaves the state of the second as it was: box, test, buffers, shaders.", "GL 4.5 section 17.4.3", scene =>
    {
        scene.Clear(Background);
        scene.Viewport(4, 4, 50, 56);
        scene.Scissor(10, 8, 40, 30);
        scene.Rasterizer(On);
        scene.FillCorners();
        scene.Do(new ClearInside(Violet, new(3, 20, 22, 33)));
        scene.Scissor(30, 12, 33, 40);
        scene.Draw(Primitive.TriangleStrip, 4);
    });

    private static Scene ClearWhole() => Draft.Of("scissor/clear-of-everything", "The protocol's clear fills everything, also while a box is set and the test is on.", "gallium pipe_context::clear without scissor state; VirGL CLEAR", scene =>
    {
        scene.Clear(Colour.Red);
        scene.Scissor(20, 10, 13, 21);
        scene.Rasterizer(On);
        scene.FillCorners();
        scene.Clear(Background);
        scene.FillCorners();
    });

    private static Scene Blit() => Draft.Of("scissor/blit", "A blit into the window under the scissor test writes the box only; what it writes is not shifted.", "GL 4.5 sections 17.3.2 and 18.3.1", scene =>
    {
        TextureResource texture = scene.Texture2D(64, 64);
        scene.Upload<byte>(texture, TexturePattern.Rgba(64, 64));
        scene.Clear(Background);
        scene.Do(new Blit(new Surface(texture), new(0, 0, 64, 64), Surface.Window, new(0, 0, 64, 64), Scissor: new ScissorBox(13, 6, 30, 41)));
    });

    private static Scene BlitUnscissored() => Draft.Of("scissor/blit-without-test", "A blit that asks for no scissor test is not cut by the box that draws use.", "gallium pipe_blit_info::scissor_enable", scene =>
    {
        TextureResource texture = scene.Texture2D(64, 64);
        scene.Upload<byte>(texture, TexturePattern.Rgba(64, 64));
        scene.Clear(Background);
        scene.Scissor(20, 10, 13, 21);
        scene.Rasterizer(On);
        scene.Fill(Colour.Red);
        scene.Do(new Blit(new Surface(texture), new(0, 0, 50, 40), Surface.Window, new(5, 3, 55, 43)));
        scene.FillPixels(0, 0, 64, 16, Orange);
    });

    private static Scene BlitIntoTexture() => Draft.Of("scissor/blit-into-texture", "A blit into a texture counts the box's rows from t = 0.", "GL 4.5 sections 17.3.2 and 18.3.1", scene =>
    {
        TextureResource source = scene.Texture2D(64, 64);
        scene.Upload<byte>(source, TexturePattern.Rgba(64, 64));
        TextureResource texture = scene.ColourTarget(64, 64);
        scene.Target(texture);
        scene.Clear(Background);
        scene.Do(new Blit(new Surface(source), new(0, 0, 64, 64), new Surface(texture), new(0, 0, 64, 64), Scissor: new ScissorBox(13, 6, 30, 41)));
        scene.TargetWindow();
        scene.Clear(Colour.Black);
        scene.Show(texture);
    });

    private static Scene InTexture() => Draft.Of("scissor/texture-target-orientation", "In a texture the box's rows count from t = 0, as what is drawn there does.", "GL 4.5 sections 9.2 and 17.3.2", scene =>
    {
        TextureResource texture = scene.ColourTarget(64, 64);
        scene.Target(texture);
        scene.Clear(Background);
        scene.Scissor(9, 6, 33, 22);
        scene.Rasterizer(On);
        scene.FillCorners();
        scene.Rasterizer(Off);
        scene.TargetWindow();
        scene.Clear(Colour.Black);
        scene.Show(texture);
    });

    private static Scene AcrossTargets() => Draft.Of("scissor/persists-across-targets", "A box set once holds in the window, in a texture and in the window again, with rows from the bottom in each.", Test, scene =>
    {
        TextureResource texture = scene.ColourTarget(32, 32);
        scene.Clear(Background);
        scene.Scissor(5, 4, 20, 9);
        scene.Rasterizer(On);
        scene.Viewport(0, 0, 32, 32);
        scene.Fill(Orange);
        scene.Target(texture);
        scene.Clear(Violet);
        scene.FillCorners();
        scene.TargetWindow();
        scene.FillCorners(-1, -1, 0, 1);
        scene.Rasterizer(Off);
        scene.Show(texture, 32, 20);
    });

    private static Scene InLevel() => Draft.Of("scissor/mip-level-target", "In level 1 of a texture the box is in that level's pixels.", "GL 4.5 section 9.2.8", scene =>
    {
        TextureResource texture = scene.ColourTarget(64, 64, levels: 2);
        scene.Target(texture, level: 1);
        scene.Clear(Violet);
        scene.Viewport(0, 0, 32, 32);
        scene.Scissor(6, 3, 19, 13);
        scene.Rasterizer(On);
        scene.FillCorners();
        scene.Rasterizer(Off);
        scene.TargetWindow();
        scene.Clear(Background);
        scene.Show(texture, 20, 12, level: 1);
    });

    private static Scene TargetSmaller() => Draft.Of("scissor/target-smaller-than-box", "A box set for the window and larger than a texture leaves the texture whole, and is in force again in the window.", Test, scene =>
    {
        TextureResource texture = scene.ColourTarget(24, 16);
        scene.Clear(Background);
        scene.Scissor(0, 0, 50, 44);
        scene.Rasterizer(On);
        scene.Target(texture);
        scene.Viewport(0, 0, 24, 16);
        scene.FillCorners();
        scene.TargetWindow();
        scene.Viewport(0, 0, 64, 64);
        scene.FillCorners();
        scene.Show(texture, 30, 32);
    });
}
