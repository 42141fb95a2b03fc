using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Device;

/// <summary>Contexts keep objects and state apart; resources are global to the device (virtio 1.2 section 5.7.6.9).</summary>
internal static class ContextScenes
{
    private const string Section = "virtio 1.2 section 5.7.6.9";

    public static IEnumerable<Scene> All() => [ResourceShared(), StateApart(), Interleaved(), ConstantsApart(), ThreeContexts(), SameHandles(), RenderHereSampleThere(), UploadByAnother(), ScissorApart(), BlendApart()];

    private static Scene ResourceShared()
    {
        var scene = new SceneBuilder("context/shared-target", "Two contexts draw into one resource, and both pictures are there.", Section);
        scene.Clear(Colour.Black);
        scene.FillPixels(4, 4, 24, 40, Colour.Red);
        scene.Do(new UseContext(1));
        scene.FillPixels(36, 20, 20, 30, Colour.Green);
        return scene.Do(new UseContext(0)).Build();
    }

    private static Scene StateApart()
    {
        var scene = new SceneBuilder("context/state-apart", "Viewport and rasterizer state set in one context do not act in another.", Section);
        scene.Clear(Colour.Black);
        scene.Viewport(0, 0, 32, 32);
        scene.Rasterizer(new RasterizerState { Cull = CullFace.FrontAndBack });
        scene.Do(new UseContext(1));
        scene.FillCorners(-0.5f, -0.75f, 1, 0.75f);
        return scene.Do(new UseContext(0)).Build();
    }

    private static Scene Interleaved()
    {
        var scene = new SceneBuilder("context/interleaved", "Two contexts that draw in turn each go on with the state they had.", Section);
        scene.Clear(Colour.Black);
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Red));
        scene.Do(new UseContext(1));
        scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Cyan));
        for (int i = 0; i < 6; i++)
        {
            scene.Do(new UseContext(i % 2));
            scene.Viewport(i * 10, i * 8, 9, 20);
            scene.Draw(Primitive.TriangleStrip, 4);
        }

        return scene.Do(new UseContext(0)).Build();
    }

    private static Scene ConstantsApart()
    {
        var scene = new SceneBuilder("context/constants-apart", "Each context has its own constant registers.", Section);
        scene.Clear(Colour.Black);
        BufferResource quad = scene.VertexBuffer(-1, -1, 1, -1, -1, 1, 1, 1);
        for (int context = 0; context < 2; context++)
        {
            scene.Do(new UseContext(context));
            scene.VertexBuffers(new VertexBufferBinding(quad, 8));
            scene.VertexElements(new VertexElement(Format.R32G32_FLOAT));
            scene.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []), FragmentShader.Of(Shade.Constant(0)));
            scene.Constants(ShaderStage.Fragment, context == 0 ? [1, 0.6f, 0, 1] : [0, 0.2f, 1, 1]);
        }

        scene.Do(new UseContext(0)).Viewport(0, 0, 30, 64).Draw(Primitive.TriangleStrip, 4);
        scene.Do(new UseContext(1)).Viewport(34, 0, 30, 50).Draw(Primitive.TriangleStrip, 4);
        return scene.Do(new UseContext(0)).Build();
    }

    private static Scene ThreeContexts()
    {
        var scene = new SceneBuilder("context/three", "A third context is as good as the first two.", Section);
        scene.Clear(Colour.Bytes(20, 20, 60));
        Colour[] colours = [Colour.Red, Colour.Green, Colour.Yellow];
        for (int context = 2; context >= 0; context--)
        {
            scene.Do(new UseContext(context));
            scene.FillPixels(4 + (20 * context), 6 + (8 * context), 14, 30, colours[context]);
        }

        return scene.Build();
    }

    private static Scene SameHandles()
    {
        // Both contexts number their objects from 1: the same handles mean different shaders, surfaces and states in each.
        var scene = new SceneBuilder("context/same-handles", "The same object handle means different objects in two contexts.", Section);
        scene.Clear(Colour.Black);
        scene.Rasterizer(new RasterizerState { Scissor = true });
        scene.Scissor(0, 0, 20, 64);
        scene.Fill(Colour.Red);
        scene.Do(new UseContext(1));
        scene.Rasterizer(new RasterizerState { Cull = CullFace.Front });
        scene.Fill(Colour.Magenta, -1, -1, 1, 1);
        scene.Rasterizer(RasterizerState.Default);
        scene.FillShaded(c => Shade.Join(c, 1, 1));
        scene.Do(new UseContext(0));
        scene.Fill(Colour.Green, -1, 0.25f, 1, 1);
        return scene.Build();
    }

    private static Scene RenderHereSampleThere()
    {
        var scene = new SceneBuilder("context/render-here-sample-there", "A texture drawn by one context is sampled by another once the first has been waited for.", Section);
        TextureResource texture = scene.ColourTarget(16, 16);
        scene.Target(texture).Viewport(0, 0, 16, 16).Clear(Colour.Blue);
        scene.Fill(Colour.Yellow, -1, -1, 0.25f, -0.25f);
        scene.Do(new UseContext(1));
        scene.Clear(Colour.Black);
        scene.Bind(texture);
        scene.FillShaded(c => Shade.Sample(0, TextureTarget.TwoD, c));
        return scene.Do(new UseContext(0)).Build();
    }

    private static Scene UploadByAnother()
    {
        var scene = new SceneBuilder("context/upload-by-another", "A vertex buffer rewritten through one context feeds the draws of another.", Section);
        scene.Clear(Colour.Black);
        BufferResource vertices = scene.ColouredVertices(SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Red));
        scene.Viewport(2, 2, 20, 60).Draw(Primitive.TriangleStrip, 4);
        scene.Do(new UseContext(1));
        scene.Update<float>(vertices, 0, SceneBuilder.Rectangle(-1, -1, 1, 1, Colour.Green), TransferRoad.Dma);
        scene.Do(new UseContext(0));
        scene.Viewport(30, 10, 30, 40).Draw(Primitive.TriangleStrip, 4);
        return scene.Build();
    }

    private static Scene ScissorApart()
    {
        var scene = new SceneBuilder("context/scissor-apart", "A scissor box set in one context does not cut another's drawing.", Section);
        scene.Clear(Colour.Black);
        scene.Rasterizer(new RasterizerState { Scissor = true }).Scissor(8, 8, 10, 10);
        scene.Fill(Colour.Red);
        scene.Do(new UseContext(1));
        scene.Rasterizer(new RasterizerState { Scissor = true }).Scissor(30, 20, 28, 36);
        scene.Fill(Colour.Cyan);
        scene.Do(new UseContext(0));
        scene.Fill(Colour.Yellow, -1, -1, 1, -0.6f);
        return scene.Build();
    }

    private static Scene BlendApart()
    {
        var scene = new SceneBuilder("context/blend-apart", "Blending and colour masks of one context do not act in another.", Section);
        scene.Clear(Colour.Bytes(0, 0, 100));
        scene.Blend(BlendState.WithMask(ColourMask.Red));
        scene.FillPixels(0, 0, 40, 40, Colour.White);
        scene.Do(new UseContext(1));
        scene.FillPixels(20, 20, 40, 40, Colour.Bytes(10, 200, 30));
        scene.Do(new UseContext(0));
        scene.FillPixels(50, 0, 10, 60, Colour.White);
        return scene.Build();
    }
}
