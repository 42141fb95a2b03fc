using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Device;

/// <summary>The first thing a new driver draws, with one of everything: what docs/walkthrough.md follows through the queue.</summary>
public static class WalkthroughScenes
{
    /// <summary>A background sent by DMA, then one lit triangle from a vertex buffer with positions, normals and colours.</summary>
    public static Scene FirstTriangle()
    {
        const int Width = 800;
        const int Height = 600;
        var scene = new SceneBuilder(
            "walkthrough/first-triangle",
            "Everything a first triangle needs works together: DMA, viewport, scissor, vertex buffer, shaders, rasterizer, framebuffer, constant buffer, draw.",
            "GL 4.5 chapters 10 to 17; virtio 1.2 section 5.7", Width, Height);
        TextureResource background = scene.ColourTarget(Width, Height);
        scene.Upload<byte>(background, Background(Width, Height));
        scene.Do(new Scenes.Steps.CopyRegion(new Surface(background), Region.Flat(0, 0, Width, Height), Surface.Window, 0, 0));
        scene.Viewport(100, 50, 600, 500);
        // It cuts all three tips off: a scissor that is lost, shifted or upside down shows.
        scene.Scissor(170, 60, 450, 430);
        scene.Rasterizer(new RasterizerState { Scissor = true, Cull = CullFace.Back });
        // Position, normal, colour: nine floats a vertex.
        BufferResource vertices = scene.VertexBuffer(
            -0.875f, -0.75f, 0, 0, 0, 1, 1, 0, 0,
            0.875f, -0.75f, 0, 0, 0.6f, 0.8f, 0, 1, 0,
            0, 0.875f, 0, 0.8f, 0, 0.6f, 0, 0, 1);
        scene.VertexBuffers(new VertexBufferBinding(vertices, 36));
        scene.VertexElements(new VertexElement(Format.R32G32B32_FLOAT), new VertexElement(Format.R32G32B32_FLOAT, 12), new VertexElement(Format.R32G32B32_FLOAT, 24));
        (Varying normal, Varying colour) = (new Varying(0, 3), new Varying(1, 3));
        Expr light = Shade.Constant(0, 3);
        Expr ambient = Shade.Constant(1, 1);
        Expr brightness = Shade.Saturate(Shade.Dot(Shade.Read(normal), light) + ambient);
        scene.Shaders(
            new VertexShader(
                Shade.Join(Shade.Attribute(0, 3), 1),
                [new VaryingOutput(normal, Shade.Attribute(1, 3)), new VaryingOutput(colour, Shade.Attribute(2, 3))]),
            FragmentShader.Of(Shade.Join(Shade.Read(colour) * brightness, 1)));
        scene.Constants(ShaderStage.Fragment, 0, 0, 0.875f, 0, 0.125f, 0, 0, 0);
        return scene.Draw(Primitive.Triangles, 3).Build();
    }

    /// <summary>A grid of slate and night blue, so that a background in the wrong place or upside down shows.</summary>
    private static byte[] Background(int width, int height)
    {
        byte[] pixels = new byte[width * height * 4];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool line = x % 50 == 0 || y % 50 == 0;
                Span<byte> pixel = pixels.AsSpan(((y * width) + x) * 4, 4);
                (pixel[0], pixel[1], pixel[2], pixel[3]) = line ? ((byte)70, (byte)80, (byte)96, (byte)255) : ((byte)18, (byte)(24 + (y / 10)), (byte)40, (byte)255);
            }
        }

        return pixels;
    }
}
