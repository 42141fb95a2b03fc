using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>
/// Buffers written between draws that read them, by each road, and vertex state changed between draws. The lower half of the window shows what was before the
/// change, the upper half what came after.
/// </summary>
internal static class VertexUpdateScenes
{
    private const string Arrays = "GL 4.5 section 10.3";
    private const int Count = 16 * Cells.Vertices;

    public static IEnumerable<Scene> All() =>
    [
        .. Roads.All.SelectMany(road => new[] { Whole(road), Part(road), OddBytes(road), IndexPart(road) }),
        LastOfMany(), BetweenBuffers(), Rebound(), OffsetChanged(), StrideChanged(), FormatChanged(), FewerElements(), BuffersPersist(), ElementsPersist(), PositionsMoved(),
    ];

    private static Scene Whole(TransferRoad road) => Halves($"vertex/update-whole-by-{road.Name()}", $"A vertex buffer rewritten by {road.Command()} between two draws is the old one to the first and the new one to the second.", (scene, colours) =>
        scene.Update<byte>(colours, 0, Cells.Colours(16, 30), road));

    private static Scene Part(TransferRoad road) => Halves($"vertex/update-part-by-{road.Name()}", $"{road.Command()} of three cells' colours from the middle of a vertex buffer changes these and no others.", (scene, colours) =>
        scene.Update<byte>(colours, 5 * Cells.Vertices * 4, Cells.Colours(3, 30), road));

    private static Scene OddBytes(TransferRoad road) => Halves(
        $"vertex/update-odd-bytes-by-{road.Name()}", $"{road.Command()} of a number of bytes that fills no dword, at an odd offset, changes these bytes and none behind them.", (scene, colours) =>
        {
            // From the green of cell 6's first vertex to the red of cell 9's: one byte more would show in cell 9's first corner.
            byte[] bytes = Cells.Colours(4, 40);
            scene.Update<byte>(colours, (6 * Cells.Vertices * 4) + 1, bytes.AsSpan(1, 3 * Cells.Vertices * 4), road);
            scene.Update<byte>(colours, (12 * Cells.Vertices * 4) + 3, (byte[])[0], road);
            scene.Update<byte>(colours, (13 * Cells.Vertices * 4) + 1, (byte[])[250, 251], road);
        });

    private static Scene IndexPart(TransferRoad road) => Draft.Of(
        $"index/update-part-by-{road.Name()}", $"An index buffer changed in part by {road.Command()} between two draws has the old indices for the first and the new ones for the second.",
        "GL 4.5 sections 6.2 and 10.4", scene =>
        {
            scene.Clear(Background);
            IndexScenes.BindCells(scene, 4);
            BufferResource indices = IndexScenes.Indices(scene, 2, [0, 5, 10, 3, 9, 14]);
            scene.IndexBuffer(indices, 2);
            scene.Viewport(0, 0, 64, 32);
            scene.DrawIndexed(Primitive.Triangles, 36);
            scene.Update<ushort>(indices, 2 * Cells.Vertices * 2, [.. Enumerable.Range(0, 12).Select(i => (ushort)((i < 6 ? 7 : 12) * Cells.Vertices + (i % 6)))], road);
            scene.Viewport(0, 32, 64, 32);
            scene.DrawIndexed(Primitive.Triangles, 36);
        });

    private static Scene LastOfMany() => Halves("vertex/updates-overlap-by-all-roads", "Of writes to the same bytes by all four roads in turn the last one counts, each where it was the last.", (scene, colours) =>
    {
        int cell = Cells.Vertices * 4;
        scene.Update<byte>(colours, 0, Cells.Colours(12, 30), TransferRoad.Dma);
        scene.Update<byte>(colours, 2 * cell, Cells.Colours(9, 50), TransferRoad.InlineWrite);
        scene.Update<byte>(colours, 4 * cell, Cells.Colours(6, 70), TransferRoad.StreamTransfer);
        scene.Update<byte>(colours, 6 * cell, Cells.Colours(3, 90), TransferRoad.CopyTransfer);
        scene.Update<byte>(colours, 8 * cell, Cells.Colours(5, 110), TransferRoad.Dma);
        scene.Update<byte>(colours, 10 * cell, Cells.Colours(2, 130), TransferRoad.InlineWrite);
    });

    private static Scene BetweenBuffers() => Halves("vertex/update-by-copy-of-buffers", "Bytes copied from another buffer arrive at their offset, and only as many as were asked for.", (scene, colours) =>
    {
        BufferResource source = scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(8, 30));
        scene.Do(new CopyBuffer(source, 2 * Cells.Vertices * 4, colours, 7 * Cells.Vertices * 4, 4 * Cells.Vertices * 4));
    }, "GL 4.5 section 6.6");

    private static Scene Rebound() => Halves("vertex/buffer-rebound-between-draws", "Each draw reads the vertex buffers that were bound last before it.", (scene, _) =>
        scene.VertexBuffers(Positions(scene), new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16, 60)), 4)));

    private static Scene OffsetChanged() => Draft.Of("vertex/offset-changed-between-draws", "One buffer bound at another offset is read from there.", Arrays, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(24));
        VertexBufferBinding positions = Positions(scene);
        Elements(scene, Format.R8G8B8A8_UNORM);
        for (int half = 0; half < 2; half++)
        {
            scene.VertexBuffers(positions, new VertexBufferBinding(colours, 4, half * 5 * Cells.Vertices * 4));
            scene.Viewport(0, half * 32, 64, 32);
            scene.Draw(Primitive.Triangles, Count);
        }
    });

    private static Scene StrideChanged() => Draft.Of("vertex/stride-changed-between-draws", "The same buffer read with another stride gives other elements.", Arrays, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(32));
        VertexBufferBinding positions = Positions(scene);
        Elements(scene, Format.R8G8B8A8_UNORM);
        for (int half = 0; half < 2; half++)
        {
            scene.VertexBuffers(positions, new VertexBufferBinding(colours, 4 * (half + 1)));
            scene.Viewport(0, half * 32, 64, 32);
            scene.Draw(Primitive.Triangles, Count);
        }
    });

    private static Scene FormatChanged() => Halves("vertex/format-changed-between-draws", "The same bytes bound as before are read in the format that was set last.", (scene, _) => Elements(scene, Format.B8G8R8A8_UNORM));

    private static Scene FewerElements() => Draft.Of("vertex/fewer-elements-after-more", "A draw with two attributes after one with four reads its two, from its buffers.", Arrays, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16));
        scene.VertexBuffers(new VertexBufferBinding(colours, 4), new VertexBufferBinding(colours, 4), Positions(scene), new VertexBufferBinding(colours, 4));
        scene.VertexElements(
            new VertexElement(Format.R32G32_FLOAT, 0, 2), new VertexElement(Format.R8_UNORM, 0, 1), new VertexElement(Format.R8_UNORM, 1, 3), new VertexElement(Format.R8_UNORM));
        scene.Shaders(
            new VertexShader(
                Shade.Join(Shade.Attribute(0, 2), 0, 1),
                [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Join(Shade.Attribute(1, 1), Shade.Attribute(2, 1), Shade.Attribute(3, 1), 1))]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
        scene.Viewport(0, 0, 64, 32);
        scene.Draw(Primitive.Triangles, Count);
        scene.VertexBuffers(Positions(scene), new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16, 60)), 4));
        Elements(scene, Format.R8G8B8A8_UNORM);
        scene.Viewport(0, 32, 64, 32);
        scene.Draw(Primitive.Triangles, Count);
    });

    private static Scene BuffersPersist() => Halves("vertex/buffers-persist-across-shaders", "New shaders read the buffers and elements that are bound already.", (scene, _) => scene.Shaders(
        new VertexShader(Shade.Join(Shade.Attribute(0, 2) * 0.75f, 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, 1 - Shade.Attribute(1))]),
        FragmentShader.Of(Shade.Join(Shade.Read(SceneBuilder.ColourVarying).Swizzle("zyx"), 1))));

    private static Scene ElementsPersist() => Draft.Of("vertex/elements-persist-across-buffers", "Vertex elements stay as they are while buffers are bound anew, cell by cell.", Arrays, scene =>
    {
        scene.Clear(Background);
        BufferResource positions = scene.VertexBuffer(Cells.Positions(4, 4));
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16));
        Elements(scene, Format.R8G8B8A8_UNORM);
        for (int i = 0; i < 12; i++)
        {
            scene.VertexBuffers(new VertexBufferBinding(positions, 8, i * 5 % 16 * Cells.Vertices * 8), new VertexBufferBinding(colours, 4, i * Cells.Vertices * 4));
            scene.Draw(Primitive.Triangles, Cells.Vertices);
        }
    });

    private static Scene PositionsMoved() => Draft.Of("vertex/small-updates-in-a-row", "Twenty times a few bytes rewritten and drawn: each draw sees its own.", "GL 4.5 sections 5.3 and 6.2", scene =>
    {
        scene.Clear(Background);
        BufferResource buffer = scene.ColouredVertices(Rectangle(0, 0, 8, 6, Orange));
        for (int i = 0; i < 20; i++)
        {
            scene.Update<float>(buffer, 0, Rectangle(i % 5 * 12, (i / 5 * 15) + (i % 3), 8, 6, Cells.Colour(i)), Roads.All[i * 3 % 4]);
            scene.Draw(Primitive.Triangles, 6);
        }
    });

    /// <summary>Sixteen cells in the lower half, a change, and the cells again in the upper half.</summary>
    private static Scene Halves(string name, string proves, Action<SceneBuilder, BufferResource> change, string specification = "GL 4.5 sections 5.3, 6.2 and 10.3") => Draft.Of(name, proves, specification, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16));
        scene.VertexBuffers(Positions(scene), new VertexBufferBinding(colours, 4));
        Elements(scene, Format.R8G8B8A8_UNORM);
        scene.Viewport(0, 0, 64, 32);
        scene.Draw(Primitive.Triangles, Count);
        change(scene, colours);
        scene.Viewport(0, 32, 64, 32);
        scene.Draw(Primitive.Triangles, Count);
    });

    private static VertexBufferBinding Positions(SceneBuilder scene) => new(scene.VertexBuffer(Cells.Positions(4, 4)), 8);

    private static void Elements(SceneBuilder scene, Format colour)
    {
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(colour, Buffer: 1));
        scene.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Attribute(1))]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
    }
}
