using System.Runtime.InteropServices;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Where attributes are found: strides, offsets, buffers (GL 4.5 section 10.3). Sixteen cells whose colours come from the buffer in question.</summary>
internal static class VertexLayoutScenes
{
    private const string Arrays = "GL 4.5 section 10.3";
    private const int Count = 16 * Cells.Vertices;

    private static readonly VertexElement Position = new(Format.R32G32_FLOAT);

    public static IEnumerable<Scene> All() =>
    [
        Separate(), Interleaved(), ColourFirst(), LooseStride(), OddStride(), ZeroStride(), ZeroStrideOffset(),
        Offsets("buffer-offset", "A buffer's offset is where vertex 0 begins.", 48, 0), Offsets("element-offset", "An element's offset is counted from the vertex' start.", 0, 36),
        Offsets("both-offsets", "Offsets of buffer and element add up.", 20, 28), Swapped(), ThreeBuffers(), SameBufferTwice(), TwoFormats(), SixteenAttributes(), SixteenBuffers(),
        UnusedElements(), FirstBeyond(), FourComponents(),
    ];

    private static Scene Separate() => Sixteen("separate-buffers", "Each attribute may come from a buffer of its own, each with its own stride.", scene =>
    {
        scene.VertexBuffers(Positions(scene), Bytes(scene, Cells.Colours(16), 4));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
    });

    private static Scene Interleaved() => Sixteen("interleaved", "Attributes side by side in one buffer are told apart by their offsets.", scene =>
    {
        scene.VertexBuffers(Bytes(scene, Cells.Interleave(PositionBytes(), 8, Cells.Colours(16), 4), 12));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, 8));
    });

    private static Scene ColourFirst() => Sixteen("second-attribute-first-in-memory", "The order of elements is not that of memory: attribute 0 may lie behind attribute 1.", scene =>
    {
        scene.VertexBuffers(Bytes(scene, Cells.Interleave(Cells.Colours(16), 4, PositionBytes(), 8), 12));
        scene.VertexElements(Position with { Offset = 4 }, new VertexElement(Format.R8G8B8A8_UNORM));
    });

    private static Scene LooseStride() => Sixteen("stride-with-gap", "A stride larger than the attributes skips what lies between.", scene =>
    {
        scene.VertexBuffers(Bytes(scene, Cells.Interleave(PositionBytes(), 8, Cells.Colours(16), 4, 16), 28));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, 8));
    });

    private static Scene OddStride() => Sixteen("stride-of-seven", "A stride that is a multiple of nothing is kept to the byte.", scene =>
    {
        scene.VertexBuffers(Positions(scene), Bytes(scene, Cells.Interleave(Cells.Colours(16), 4, new byte[Count * 3], 3), 7));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
    });

    private static Scene ZeroStride() => Sixteen("stride-zero", "A stride of zero gives every vertex the first element.", scene =>
    {
        scene.VertexBuffers(Positions(scene), Bytes(scene, Cells.Colours(16), 0));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
    });

    private static Scene ZeroStrideOffset() => Sixteen("stride-zero-with-offset", "With a stride of zero the offset says which element every vertex gets.", scene =>
    {
        scene.VertexBuffers(Positions(scene), new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16)), 0, 5 * Cells.Vertices * 4));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, 2 * Cells.Vertices * 4, 1));
    });

    private static Scene Offsets(string name, string proves, int bufferOffset, int elementOffset) => Sixteen(name, proves, scene =>
    {
        // Cells before and after the sixteen that are drawn, so that any other offset shows other colours.
        int skipped = (bufferOffset + elementOffset) / 4;
        byte[] colours = [.. Cells.Colours(4, 100).AsSpan(0, skipped * 4), .. Cells.Colours(16), .. Cells.Colours(4, 50)];
        scene.VertexBuffers(Positions(scene), new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, colours), 4, bufferOffset));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, elementOffset, 1));
    });

    private static Scene Swapped() => Sixteen("buffers-swapped", "Elements name their buffers: attribute 0 may come from buffer 1 and attribute 1 from buffer 0.", scene =>
    {
        scene.VertexBuffers(Bytes(scene, Cells.Colours(16), 4), Positions(scene));
        scene.VertexElements(Position with { Buffer = 1 }, new VertexElement(Format.R8G8B8A8_UNORM));
    });

    private static Scene SameBufferTwice() => Sixteen("same-buffer-at-two-offsets", "One buffer bound twice, at two offsets and strides, serves two attributes.", scene =>
    {
        BufferResource buffer = scene.Buffer<byte>(BufferUse.Vertex, [.. PositionBytes(), .. Cells.Colours(16)]);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 8), new VertexBufferBinding(buffer, 4, Count * 8));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
    });

    private static Scene ThreeBuffers() => Draft.Of("vertex/three-buffers", "Three buffers of three strides feed one vertex.", Arrays, scene =>
    {
        byte[] colours = Cells.Colours(16);
        byte[] red = [.. Enumerable.Range(0, Count).SelectMany(i => new[] { colours[i * 4], (byte)9 })];
        byte[] rest = [.. Enumerable.Range(0, Count).SelectMany(i => new byte[] { 77, colours[(i * 4) + 1], colours[(i * 4) + 2], 33, 44 })];
        scene.Clear(Background);
        scene.VertexBuffers(Positions(scene), Bytes(scene, rest, 5), Bytes(scene, red, 2));
        scene.VertexElements(Position, new VertexElement(Format.R8_UNORM, Buffer: 2), new VertexElement(Format.R8G8_UNORM, 1, 1));
        Shaders(scene, Shade.Join(Shade.Attribute(1, 1), Shade.Attribute(2, 2), 1));
        scene.Draw(Primitive.Triangles, Count);
    });

    private static Scene TwoFormats() => Draft.Of("vertex/two-formats-of-the-same-bytes", "Two elements may read the same bytes, one as normalised and one as integers.", Arrays, scene =>
    {
        scene.Clear(Background);
        scene.VertexBuffers(Positions(scene), Bytes(scene, Cells.Colours(16), 4));
        scene.VertexElements(Position, new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1), new VertexElement(Format.R8G8B8A8_UINT, Buffer: 1));
        Shaders(scene, Shade.Join(Shade.Attribute(1).Swizzle("xy"), Shade.Attribute(2, 4, AttributeKind.UnsignedInteger).X * (1 / 255f), 1));
        scene.Draw(Primitive.Triangles, Count);
    });

    private static Scene SixteenAttributes() => Draft.Of("vertex/sixteen-attributes", "Sixteen attributes of one buffer each arrive under their own number: cell k shows attribute k.", "GL 4.5 section 10.2.1 (MAX_VERTEX_ATTRIBS)", scene =>
    {
        // Attribute 0 is the position and the cell's number; attributes 1..15 are the same for all vertices.
        scene.Clear(Background);
        scene.VertexBuffers(NumberedPositions(scene), Bytes(scene, [.. Enumerable.Range(0, 16).SelectMany(k => Cells.Colours(1, k)[..4])], 0));
        scene.VertexElements([new VertexElement(Format.R32G32B32_FLOAT), .. Enumerable.Range(1, 15).Select(k => new VertexElement(Format.R8G8B8A8_UNORM, 4 * k, 1))]);
        Shaders(scene, Chosen());
        scene.Draw(Primitive.Triangles, Count);
    });

    private static Scene SixteenBuffers() => Draft.Of("vertex/sixteen-buffers", "Sixteen buffers, one for each attribute, bound at sixteen offsets.", "GL 4.5 section 10.3.1 (MAX_VERTEX_ATTRIB_BINDINGS)", scene =>
    {
        scene.Clear(Background);
        scene.VertexBuffers(
        [
            NumberedPositions(scene),
            .. Enumerable.Range(1, 15).Select(k => new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, [.. Cells.Colours(k, 60).AsSpan(0, 4 * k), .. Cells.Colours(1, k)]), 0, 4 * k)),
        ]);
        scene.VertexElements([new VertexElement(Format.R32G32B32_FLOAT), .. Enumerable.Range(1, 15).Select(k => new VertexElement(Format.R8G8B8A8_UNORM, 0, k))]);
        Shaders(scene, Chosen());
        scene.Draw(Primitive.Triangles, Count);
    });

    private static Scene UnusedElements() => Draft.Of("vertex/unused-elements", "Elements that the shader does not read do not shift those that it does.", Arrays, scene =>
    {
        scene.Clear(Background);
        scene.VertexBuffers(Positions(scene), Bytes(scene, Cells.Interleave(Cells.Colours(16, 70), 4, Cells.Colours(16), 4), 8));
        scene.VertexElements(
            Position, new VertexElement(Format.R8G8_UNORM, 0, 1), new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R8G8B8A8_UINT, 0, 1), new VertexElement(Format.R8G8B8A8_UNORM, 4, 1));
        Shaders(scene, Shade.Attribute(4));
        scene.Draw(Primitive.Triangles, Count);
    });

    private static Scene FirstBeyond() => Draft.Of("vertex/first-beyond-65535", "A draw may begin at a vertex whose number does not fit 16 bits.", "GL 4.5 section 10.4 (DrawArrays)", scene =>
    {
        // Two signed bytes a vertex; the numbers that a lost high half would lead to lie in other places.
        const int first = 66000;
        sbyte[] vertices = new sbyte[(first + 3) * 2];
        Span<sbyte> low = vertices.AsSpan((first - 65536) * 2);
        ((sbyte[])[-127, -127, 127, -127, -127, 0]).CopyTo(low);
        ((sbyte[])[-127, 0, 127, 0, 127, 127]).CopyTo(vertices.AsSpan(first * 2));
        scene.Clear(Background);
        scene.VertexBuffers(new VertexBufferBinding(scene.Buffer<sbyte>(BufferUse.Vertex, vertices, TransferRoad.Dma), 2));
        scene.VertexElements(new VertexElement(Format.R8G8_SNORM));
        Shaders(scene, Shade.Colour(Orange));
        scene.Draw(Primitive.Triangles, 3, first);
    });

    private static Scene FourComponents() => Draft.Of("vertex/position-with-z-and-w", "All four components of a position count: w divides x, y and z.", "GL 4.5 section 13.6", scene =>
    {
        scene.WindowDepth = Format.S8_UINT_Z24_UNORM;
        scene.Clear(Background, 0.5);
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        scene.DrawTriangles(
            [.. SceneBuilder.Vertex(-1.5f, -1, Orange, -1, 2), .. SceneBuilder.Vertex(0.25f, -0.25f, Orange, -0.25f, 0.5f), .. SceneBuilder.Vertex(-3, 3, Orange, -1, 4)],
            [.. SceneBuilder.Vertex(1, 0, Sky, 1, 2), .. SceneBuilder.Vertex(0.9f, 0.1f, Sky, 0.5f), .. SceneBuilder.Vertex(0.5f, 0.9f, Sky, 0.5f)]);
    });

    private static Scene Sixteen(string name, string proves, Action<SceneBuilder> bind) => Draft.Of($"vertex/{name}", proves, Arrays, scene =>
    {
        scene.Clear(Background);
        bind(scene);
        Shaders(scene, Shade.Attribute(1));
        scene.Draw(Primitive.Triangles, Count);
    });

    /// <summary>The attribute whose number is the position's third component; the position itself for 0.</summary>
    private static Expr Chosen()
    {
        Expr number = Shade.Attribute(0, 3).Z;
        Expr colour = Shade.Join((Shade.Attribute(0, 3).Swizzle("xy") * 0.5f) + 0.5f, 0.5f, 1);
        for (int k = 1; k < 16; k++)
        {
            colour = Shade.Select(Shade.Equal(number, k), Shade.Attribute(k), colour);
        }

        return colour;
    }

    private static void Shaders(SceneBuilder scene, Expr colour) => scene.Shaders(
        new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, colour)]),
        FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));

    private static VertexBufferBinding Positions(SceneBuilder scene) => new(scene.VertexBuffer(Cells.Positions(4, 4)), 8);

    private static VertexBufferBinding NumberedPositions(SceneBuilder scene)
    {
        float[] positions = Cells.Positions(4, 4);
        return new(scene.VertexBuffer([.. Enumerable.Range(0, Count).SelectMany(i => new[] { positions[2 * i], positions[(2 * i) + 1], i / Cells.Vertices })]), 12);
    }

    private static VertexBufferBinding Bytes(SceneBuilder scene, byte[] bytes, int stride) => new(scene.Buffer<byte>(BufferUse.Vertex, bytes), stride);

    private static byte[] PositionBytes() => MemoryMarshal.AsBytes<float>(Cells.Positions(4, 4)).ToArray();
}
