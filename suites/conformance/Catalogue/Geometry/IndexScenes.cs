using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Indexed draws (GL 4.5 section 10.4): of the sixteen cells, those that the indices name.</summary>
internal static class IndexScenes
{
    private const string Elements = "GL 4.5 section 10.4 (DrawElements)";
    private const string BaseVertexSection = "GL 4.5 section 10.4 (DrawElementsBaseVertex)";

    private static readonly int[] Chosen = [3, 5, 0, 10, 15, 6];
    private static readonly int[] Others = [1, 2, 12, 14];

    public static IEnumerable<Scene> All() =>
    [
        .. new[] { 1, 2, 4 }.SelectMany(size => new[] { Plain(size), Offset(size), First(size), OffsetAndFirst(size) }),
        Highest8(), Highest16(), Beyond16(), Shared(), Repeated(), Rebound(), OffsetChanged(), SizeChanged(), Instanced(), ArraysAfterIndexed(),
        BaseVertex("positive", "A positive base vertex is added to every index.", 30, 2, 0), BaseVertex("negative", "A negative base vertex is added to every index.", -24, 2, 4),
        BaseVertex("beyond-8-bit", "Index and base vertex may add up to more than the index size holds.", 270, 1, 0), BaseVertexChanged(), BaseVertexWithAll(),
    ];

    private static Scene Plain(int size) => Draft.Of($"index/{size * 8}-bit", $"Indices of {size * 8} bits choose the vertices, in their order.", Elements, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(Indices(scene, size, Chosen), size);
        scene.DrawIndexed(Primitive.Triangles, Chosen.Length * Cells.Vertices);
    });

    private static Scene Offset(int size) => Draft.Of($"index/{size * 8}-bit-with-offset", $"The offset of an index buffer is in bytes; with {size * 8}-bit indices {Others.Length * Cells.Vertices} of them are skipped.", Elements, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(Indices(scene, size, [.. Others, .. Chosen]), size, Others.Length * Cells.Vertices * size);
        scene.DrawIndexed(Primitive.Triangles, Chosen.Length * Cells.Vertices);
    });

    private static Scene First(int size) => Draft.Of($"index/{size * 8}-bit-with-first", $"The first index of a draw counts indices of {size * 8} bits, not bytes.", Elements, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(Indices(scene, size, [.. Others, .. Chosen, 8, 9]), size);
        scene.DrawIndexed(Primitive.Triangles, Chosen.Length * Cells.Vertices, Others.Length * Cells.Vertices);
    });

    private static Scene OffsetAndFirst(int size) => Draft.Of($"index/{size * 8}-bit-with-offset-and-first", $"Offset and first index add up, with {size * 8}-bit indices.", Elements, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(Indices(scene, size, [.. Others, .. Chosen, 8, 9]), size, Cells.Vertices * size);
        scene.DrawIndexed(Primitive.Triangles, Chosen.Length * Cells.Vertices, (Others.Length - 1) * Cells.Vertices);
    });

    private static Scene Highest8() => Draft.Of("index/8-bit-highest", "Index 255 of 8 bits is vertex 255 while restart is off.", "GL 4.5 section 10.3.6", scene =>
    {
        scene.Clear(Background);
        Numbered(scene, 256, 253);
        scene.IndexBuffer(scene.Buffer<byte>(BufferUse.Index, [253, 254, 255]), 1);
        scene.DrawIndexed(Primitive.Triangles, 3);
    });

    private static Scene Highest16() => Draft.Of("index/16-bit-highest", "Index 65535 of 16 bits is vertex 65535 while restart is off, and not -1.", "GL 4.5 section 10.3.6", scene =>
    {
        scene.Clear(Background);
        Numbered(scene, 65536, 65533);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [65533, 65534, 65535]), 2);
        scene.DrawIndexed(Primitive.Triangles, 3);
    });

    private static Scene Beyond16() => Draft.Of("index/32-bit-beyond-65535", "All 32 bits of an index count.", Elements, scene =>
    {
        scene.Clear(Background);
        Numbered(scene, 66000, 65997);
        scene.IndexBuffer(scene.Buffer<uint>(BufferUse.Index, [65997, 65998, 65999]), 4);
        scene.DrawIndexed(Primitive.Triangles, 3);
    });

    private static Scene Shared() => Draft.Of("index/shared-vertices", "Vertices that many triangles share are the same to each of them.", Elements, scene =>
    {
        // A grid of 5x5 vertices with colours of their own; 32 triangles.
        scene.Clear(Background);
        var vertices = new List<float>();
        for (int i = 0; i < 25; i++)
        {
            vertices.AddRange(Vertex((i % 5 * 13) + 4 + (i * 7 % 3), (i / 5 * 12) + 5 + (i * 5 % 4), Cells.Colour(i)));
        }

        scene.ColouredVertices([.. vertices]);
        ushort[] indices = [.. Enumerable.Range(0, 16).SelectMany(q =>
        {
            int v = (q / 4 * 5) + (q % 4);
            return new[] { v, v + 1, v + 5, v + 6, v + 5, v + 1 };
        }).Select(i => (ushort)i)];
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, indices), 2);
        scene.DrawIndexed(Primitive.Triangles, indices.Length);
    });

    private static Scene Repeated() => Draft.Of("index/repeated-indices", "Triangles that name a vertex twice draw nothing, and do not disturb those between them.", "GL 4.5 section 14.6.1", scene =>
    {
        Begin(scene);
        ushort[] indices = [0, 0, 1, 30, 31, 32, 7, 8, 7, 33, 34, 35, 95, 95, 95, 60, 61, 62, 2, 50, 50];
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, indices), 2);
        scene.DrawIndexed(Primitive.Triangles, indices.Length);
    });

    private static Scene Rebound() => Draft.Of("index/rebound-between-draws", "Each draw reads the index buffer that was bound last before it.", Elements, scene =>
    {
        Begin(scene);
        BufferResource first = Indices(scene, 2, Chosen);
        BufferResource second = Indices(scene, 2, [9, 11]);
        scene.IndexBuffer(first, 2);
        scene.DrawIndexed(Primitive.Triangles, 12);
        scene.IndexBuffer(second, 2);
        scene.DrawIndexed(Primitive.Triangles, 12);
        scene.IndexBuffer(first, 2);
        scene.DrawIndexed(Primitive.Triangles, 12, 24);
    });

    private static Scene OffsetChanged() => Draft.Of("index/offset-changed-between-draws", "One index buffer bound at another offset is read from there.", Elements, scene =>
    {
        Begin(scene);
        BufferResource buffer = Indices(scene, 2, [.. Chosen, .. Others]);
        foreach (int cell in new[] { 1, 7, 4 })
        {
            scene.IndexBuffer(buffer, 2, cell * 12);
            scene.DrawIndexed(Primitive.Triangles, Cells.Vertices);
        }
    });

    private static Scene SizeChanged() => Draft.Of("index/size-changed-between-draws", "The same bytes are other indices when they are read with another size.", Elements, scene =>
    {
        Begin(scene);
        // As bytes: cells 2, 7; as 16-bit values from byte 12 on: cells 9, 12.
        byte[] bytes = [.. Corners([2, 7]).Select(i => (byte)i), .. Corners([9, 12]).SelectMany(i => new[] { (byte)i, (byte)0 })];
        BufferResource buffer = scene.Buffer<byte>(BufferUse.Index, bytes);
        scene.IndexBuffer(buffer, 1);
        scene.DrawIndexed(Primitive.Triangles, 12);
        scene.IndexBuffer(buffer, 2, 12);
        scene.DrawIndexed(Primitive.Triangles, 12);
    });

    private static Scene Instanced() => Draft.Of("index/instanced", "Every instance of an indexed draw reads the indices from the start.", "GL 4.5 section 10.4 (DrawElementsInstanced)", scene =>
    {
        scene.Clear(Background);
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Cells.Positions(4, 4)), 8));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        Expr instance = Shade.InstanceId;
        Expr place = (Shade.Attribute(0, 2) * 0.25f) + Shade.Join((instance * 0.5f) - 0.75f, (instance * 0.375f) - 0.625f);
        scene.Shaders(
            new VertexShader(Shade.Join(place, 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Join(instance * (51 / 255f), 1 - (instance * (68 / 255f)), 0.6f, 1))]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
        scene.IndexBuffer(Indices(scene, 1, [0, 1, 2, 4, 9, 15]), 1);
        scene.DrawIndexed(Primitive.Triangles, 36, instances: 4);
    });

    private static Scene ArraysAfterIndexed() => Draft.Of("index/not-used-by-array-draws", "A draw without indices between two with them ignores the index buffer.", Elements, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(Indices(scene, 2, [13, 2, 8]), 2);
        scene.DrawIndexed(Primitive.Triangles, 6);
        scene.Draw(Primitive.Triangles, 12, 30);
        scene.DrawIndexed(Primitive.Triangles, 6, 6);
    });

    private static Scene BaseVertex(string name, string proves, int baseVertex, int size, int lowest) => Draft.Of($"index/base-vertex-{name}", proves, BaseVertexSection, scene =>
    {
        // Cells 64 and more lie where those of a lost base vertex do not.
        scene.Clear(Background);
        int rows = baseVertex > 200 ? 16 : 4;
        BindCells(scene, rows);
        scene.IndexBuffer(Indices(scene, size, [lowest + 5, lowest, lowest + 2]), size);
        scene.DrawIndexed(Primitive.Triangles, 18, baseVertex: baseVertex);
    });

    private static Scene BaseVertexChanged() => Draft.Of("index/base-vertex-changed-between-draws", "The base vertex belongs to one draw and is not left over for the next.", BaseVertexSection, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(Indices(scene, 2, [1]), 2);
        foreach (int cell in new[] { 2, 0, 8, 13 })
        {
            scene.DrawIndexed(Primitive.Triangles, Cells.Vertices, baseVertex: cell * Cells.Vertices);
        }
    });

    private static Scene BaseVertexWithAll() => Draft.Of("index/base-vertex-with-offset-and-first", "Base vertex, buffer offset, first index and the vertex buffer's offset do not mix.", BaseVertexSection, scene =>
    {
        scene.Clear(Background);
        VertexBufferBinding positions = new(scene.VertexBuffer(Cells.Positions(4, 4)), 8, 2 * Cells.Vertices * 8);
        VertexBufferBinding colours = new(scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16)), 4, Cells.Vertices * 4);
        scene.VertexBuffers(positions, colours);
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
        ShowAttribute(scene);
        scene.IndexBuffer(Indices(scene, 2, [0, 1, 2, 3, 4, 5]), 2, Cells.Vertices * 2);
        scene.DrawIndexed(Primitive.Triangles, 12, Cells.Vertices * 2, Cells.Vertices * 5);
    });

    private static void Begin(SceneBuilder scene)
    {
        scene.Clear(Background);
        BindCells(scene, 4);
    }

    /// <summary>Cells in four columns, each with its colour.</summary>
    internal static void BindCells(SceneBuilder scene, int rows)
    {
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Cells.Positions(4, rows)), 8), new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(4 * rows)), 4));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
        ShowAttribute(scene);
    }

    private static void ShowAttribute(SceneBuilder scene) => scene.Shaders(
        new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Attribute(1))]),
        FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));

    /// <summary>A triangle at three vertex numbers, another at the same numbers without their high bits, nothing elsewhere.</summary>
    private static void Numbered(SceneBuilder scene, int vertices, int first)
    {
        sbyte[] positions = new sbyte[vertices * 2];
        if (first >= 65536)
        {
            ((sbyte[])[-127, -127, 0, -127, -127, 0]).CopyTo(positions, (first & 0xffff) * 2);
        }

        ((sbyte[])[-127, 0, 127, 0, 127, 127]).CopyTo(positions, first * 2);
        scene.VertexBuffers(new VertexBufferBinding(scene.Buffer<sbyte>(BufferUse.Vertex, positions, TransferRoad.Dma), 2));
        scene.VertexElements(new VertexElement(Format.R8G8_SNORM));
        scene.Shaders(new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), []), FragmentShader.Of(Shade.Colour(Orange)));
    }

    private static IEnumerable<int> Corners(IEnumerable<int> cells) => cells.SelectMany(cell => Enumerable.Range(cell * Cells.Vertices, Cells.Vertices));

    internal static BufferResource Indices(SceneBuilder scene, int size, IEnumerable<int> cells) => size switch
    {
        1 => scene.Buffer<byte>(BufferUse.Index, [.. Corners(cells).Select(i => (byte)i)]),
        2 => scene.Buffer<ushort>(BufferUse.Index, [.. Corners(cells).Select(i => (ushort)i)]),
        _ => scene.Buffer<uint>(BufferUse.Index, [.. Corners(cells).Select(i => (uint)i)]),
    };
}
