using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Catalogue.Pixels;

/// <summary>Several colour attachments at once.</summary>
internal static class AttachmentScenes
{
    private const string Section = "GL 4.5 sections 9.2.8 and 17.4.1";

    public static IEnumerable<Scene> All() => [.. ((int[])[2, 4, 8]).Select(Separate), .. ((int[])[2, 4, 8]).Select(Shared), MixedFormats(), ClearSeveral()];

    private static FragmentShader Outputs(int count) => new([.. Enumerable.Range(0, count).Select(i =>
        Shade.Join(Shade.Float((i + 1) * 25 / 255f), Shade.Select(Shade.Less(Shade.FragmentCoordinate.Swizzle("y"), 3 + i), 1, 0), Shade.Float((8 - i) * 30 / 255f), 1))]);

    private static void TriangleShape(SceneBuilder b, FragmentShader fragment)
    {
        BufferResource corners = b.VertexBuffer(-0.875f, -0.875f, 0.75f, -0.75f, -0.5f, 0.875f);
        b.VertexBuffers(new VertexBufferBinding(corners, 8));
        b.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        b.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []), fragment);
        b.Draw(Primitive.Triangles, 3);
    }

    private static void Attach(SceneBuilder b, params TextureResource[] textures) =>
        b.Do(new SetFramebuffer(new Framebuffer(EquatableList.Create<Surface>([.. textures.Select(t => new Surface(t))]))));

    private static Scene Separate(int count) => Drawing.Make(
        $"framebuffer/{count}-attachments", $"Each of {count} outputs goes to the attachment of its number.", Section, b => Several(b, count, Outputs(count)));

    private static Scene Shared(int count) => Drawing.Make(
        $"framebuffer/{count}-attachments-of-one-output", $"A single output goes to all of {count} attachments.", "gallium FS_COLOR0_WRITES_ALL_CBUFS; GL compatibility profile 4.5 section 15.2.3", b => Several(b, count, Outputs(1)));

    private static void Several(SceneBuilder b, int count, FragmentShader fragment)
    {
        TextureResource[] targets = [.. Enumerable.Range(0, count).Select(_ => b.ColourTarget(16, 16))];
        Attach(b, targets);
        b.Viewport(0, 0, 16, 16);
        b.Clear(Colour.Bytes(10, 20, 30));
        TriangleShape(b, fragment);
        b.TargetWindow();
        b.Clear(Colour.Blue);
        for (int i = 0; i < count; i++)
        {
            b.Show(targets[i], 2 + (i % 3 * 20), 2 + (i / 3 * 20), 16, 16);
        }
    }

    private static Scene MixedFormats() => Drawing.Make("framebuffer/attachments-of-different-formats", "Attachments may differ in format; each keeps its own.", "GL 4.5 section 9.4.2", b =>
    {
        TextureResource[] targets = [b.ColourTarget(32, 32, Format.R8G8B8A8_UNORM), b.ColourTarget(32, 32, Format.R32G32B32A32_FLOAT), b.ColourTarget(32, 32, Format.R16G16_UNORM), b.ColourTarget(32, 32, Format.B5G6R5_UNORM)];
        Attach(b, targets);
        b.Viewport(0, 0, 32, 32);
        b.Clear(new Colour(0.25f, 0.75f, 0.125f));
        TriangleShape(b, new FragmentShader([Shade.Vector(1, 0.25f, 0, 1), Shade.Vector(2, -1, 0.5f, 1), Shade.Vector(0.75f, 0.125f, 1, 1), Shade.Vector(0.25f, 1, 0.75f, 1)]));
        for (int i = 0; i < 4; i++)
        {
            b.Show(targets[i], i % 2 * 32, i / 2 * 32, 32, 32, i == 1 ? c => (c * 0.25f) + 0.5f : null);
        }
    });

    private static Scene ClearSeveral() => Drawing.Make("framebuffer/clear-of-all-attachments", "A clear sets all colour attachments, depth and stencil at once.", "GL 4.5 section 17.4.3", b =>
    {
        TextureResource[] targets = [.. Enumerable.Range(0, 3).Select(_ => b.ColourTarget(32, 32))];
        TextureResource depth = b.DepthTarget(32, 32);
        b.Do(new SetFramebuffer(new Framebuffer([new Surface(targets[0]), new Surface(targets[1]), new Surface(targets[2])], new Surface(depth))));
        b.Clear(Colour.Bytes(90, 30, 200, 77), 0.5, 12);
        b.Viewport(0, 0, 32, 32);
        b.DepthStencil(new() { DepthTest = true, Front = new() { Enabled = true, Function = Comparison.Equal } });
        b.StencilReference(12);
        TriangleShape(b, Outputs(3));
        b.DepthStencil(DepthStencilState.Default);
        for (int i = 0; i < 3; i++)
        {
            b.Show(targets[i], i % 2 * 32, i / 2 * 32, 32, 32);
        }

        b.Show(depth, 32, 32, 32, 32);
    });
}
