using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Bytes into buffers: large ones, and blocks of constants (virtio-gpu transfers; GL 4.5 section 6.2).</summary>
internal static class BufferTransferScenes
{
    private const string Sub = "GL 4.5 section 6.2 (BufferSubData)";

    public static IEnumerable<Scene> All() => [.. Roads.All.SelectMany(road => new[] { Large(road), Constants(road) })];

    private static Scene Large(TransferRoad road) => Draft.Of(
        $"transfer/buffer-larger-than-a-command-by-{road.Name()}",
        road == TransferRoad.InlineWrite ? "RESOURCE_INLINE_WRITE of more than 262,096 bytes goes in several commands that join without a seam." : $"{road.Command()} of more than 262,096 bytes arrives whole.",
        $"{Sub}; virtio-gpu {road.Command()}", scene =>
        {
            // Four bytes an element; sixteen cells from element 65476 on, so that byte 262,096 is inside the eighth, and sixteen at the end.
            const int elements = 70000, seam = 65476;
            byte[] colours = new byte[elements * 4];
            for (int i = 0; i < elements * 4; i++)
            {
                colours[i] = (byte)(i % 4 == 3 ? 255 : (i / 24 * 31) + (i % 4 * 77));
            }

            scene.Clear(Background);
            BufferResource buffer = scene.Buffer<byte>(BufferUse.Vertex, colours, road);
            VertexBufferBinding positions = new(scene.VertexBuffer(Cells.Positions(4, 4)), 8);
            scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
            scene.Shaders(
                new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Attribute(1))]),
                FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
            foreach ((int y, int first) in new[] { (0, seam), (32, elements - 96) })
            {
                scene.VertexBuffers(positions, new VertexBufferBinding(buffer, 4, first * 4));
                scene.Viewport(0, y, 64, 32);
                scene.Draw(Primitive.Triangles, 96);
            }
        });

    private static Scene Constants(TransferRoad road) => Draft.Of(
        $"transfer/constant-block-by-{road.Name()}", $"A block of constants changed in part by {road.Command()} between two draws has the old values for the first and the new ones for the second.",
        $"GL 4.5 sections 6.2 and 7.6.3; virtio-gpu {road.Command()}", scene =>
        {
            scene.Clear(Background);
            float[] values = [.. Enumerable.Range(0, 4).SelectMany(i => new[] { Cells.Colour(i).R, Cells.Colour(i).G, Cells.Colour(i).B, 1 })];
            // The block is the second of two, at an offset.
            BufferResource buffer = scene.Buffer<float>(BufferUse.Constant, [.. new float[64], .. values], road);
            scene.Do(new SetConstantBuffer(ShaderStage.Fragment, 1, buffer, 256, 64));
            scene.Viewport(0, 0, 64, 32);
            scene.FillShaded(Quarters);
            scene.Update<float>(buffer, 256 + 16, [Orange.R, Orange.G, Orange.B, 1, Sky.R, Sky.G], road);
            scene.Viewport(0, 32, 64, 32);
            scene.Draw(Primitive.TriangleStrip, 4);
        });

    /// <summary>Four columns, each in the colour of one register.</summary>
    private static Expr Quarters(Expr c)
    {
        Expr colour = Shade.BufferConstant(1, 3);
        for (int k = 2; k >= 0; k--)
        {
            colour = Shade.Select(Shade.Less(c.X, (k + 1) * 0.25f), Shade.BufferConstant(1, k), colour);
        }

        return colour;
    }
}
