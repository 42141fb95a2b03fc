using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Instances, their divisors, and the numbers of vertices and instances. Twelve or so small triangles, each placed and coloured by its instance.</summary>
internal static class InstanceScenes
{
    private const string Divisors = "GL 4.5 section 10.3.4";

    private static readonly float[] Small = [-0.2f, -0.15f, 0.2f, -0.15f, -0.2f, 0.2f];

    public static IEnumerable<Scene> All() =>
    [
        .. Enumerable.Range(1, 3).SelectMany(d => new[] { Divisor(d, 0), Divisor(d, 5) }),
        DivisorLarge(), Mixed(), OtherBuffer(), DivisorChanged(), DivisorOff(), InstanceId(), InstanceIdFromZero(), VertexId("vertex-id", 0), VertexId("vertex-id-counts-from-first", 30), VertexIdIndexed(),
        OneInstance(), ManyInstances(), InstancesAndOffsets(),
    ];

    private static Scene Divisor(int divisor, int start) => Draft.Of(
        start == 0 ? $"vertex/divisor-{divisor}" : $"vertex/divisor-{divisor}-from-instance-{start}",
        start == 0 ? $"With a divisor of {divisor} an attribute moves on every {divisor} instances."
            : $"A first instance of {start} moves attributes with a divisor of {divisor} by {start} elements, and no other.",
        Divisors, scene =>
        {
            scene.Clear(Background);
            Bind(scene, 12 + start, divisor);
            scene.Draw(Primitive.Triangles, 3, instances: 12, startInstance: start);
        });

    private static Scene DivisorLarge() => Draft.Of("vertex/divisor-larger-than-count", "With a divisor larger than the number of instances all of them get the first element.", Divisors, scene =>
    {
        scene.Clear(Background);
        Bind(scene, 12, 100);
        scene.Draw(Primitive.Triangles, 3, instances: 12);
    });

    private static Scene Mixed() => Draft.Of("vertex/divisors-mixed", "Attributes of one buffer with divisors 0, 1, 2 and 3 each go their own pace.", Divisors, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, [.. Enumerable.Range(0, 12).SelectMany(i => Cells.Colours(1, i)[..4])]);
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Small), 8), Places(scene, 12), new VertexBufferBinding(colours, 4));
        scene.VertexElements(
            new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 0, 1, 1), new VertexElement(Format.R8_UNORM, 0, 2), new VertexElement(Format.R8_UNORM, 1, 2, 2),
            new VertexElement(Format.R8_UNORM, 2, 2, 3));
        Shaders(scene, Shade.Join(Shade.Attribute(2, 1), Shade.Attribute(3, 1), Shade.Attribute(4, 1), 1));
        scene.Draw(Primitive.Triangles, 3, instances: 12);
    });

    private static Scene OtherBuffer() => Draft.Of("vertex/divisor-with-buffers-swapped", "A divisor belongs to its element, also when the element's buffer has another number.", Divisors, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, [.. Enumerable.Range(0, 12).SelectMany(i => Cells.Colours(1, i)[..4])]);
        scene.VertexBuffers(Places(scene, 12), new VertexBufferBinding(colours, 4), new VertexBufferBinding(scene.VertexBuffer(Small), 8));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT, 0, 2), new VertexElement(Format.R32G32_FLOAT, 0, 0, 1), new VertexElement(Format.R8G8B8A8_UNORM, 0, 1, 2));
        Shaders(scene, Shade.Attribute(2));
        scene.Draw(Primitive.Triangles, 3, instances: 12);
    });

    private static Scene DivisorChanged() => Draft.Of("vertex/divisor-changed-between-draws", "Each draw uses the divisors that were set last before it.", Divisors, scene =>
    {
        scene.Clear(Background);
        Bind(scene, 12, 1);
        scene.Viewport(0, 0, 64, 32);
        scene.Draw(Primitive.Triangles, 3, instances: 12);
        scene.VertexElements(Elements(4));
        scene.Viewport(0, 32, 64, 32);
        scene.Draw(Primitive.Triangles, 3, instances: 12);
    });

    private static Scene DivisorOff() => Draft.Of("vertex/divisor-zero-after-one", "A divisor is not left over: the attribute is one for each vertex again.", Divisors, scene =>
    {
        scene.Clear(Background);
        Bind(scene, 12, 1);
        scene.Draw(Primitive.Triangles, 3, instances: 12);
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Cells.Positions(4, 4)), 8), new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, Cells.Colours(16)), 4));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R8G8B8A8_UNORM, Buffer: 1));
        scene.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Attribute(1))]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
        scene.Draw(Primitive.Triangles, 18, 30);
    });

    private static Scene InstanceId() => Draft.Of("primitive/instance-id", "The shader sees instances numbered from 0.", "GLSL 4.50 section 7.1.1", scene =>
    {
        scene.Clear(Background);
        Bind(scene, 12, 1);
        Shaders(scene, Shade.Join(Shade.InstanceId * (20 / 255f), 1 - (Shade.InstanceId * (15 / 255f)), 0.2f, 1));
        scene.Draw(Primitive.Triangles, 3, instances: 12);
    });

    private static Scene InstanceIdFromZero() => Draft.Of("primitive/instance-id-ignores-start", "The instance's number counts from 0, whatever the first instance is.", "GL 4.5 section 10.4; GLSL 4.50 section 7.1.1", scene =>
    {
        scene.Clear(Background);
        Bind(scene, 17, 1);
        Shaders(scene, Shade.Join(Shade.InstanceId * (20 / 255f), 1 - (Shade.InstanceId * (15 / 255f)), 0.2f, 1));
        scene.Draw(Primitive.Triangles, 3, instances: 8, startInstance: 4);
    });

    private static Scene VertexId(string name, int first) => Draft.Of($"primitive/{name}", $"The shader sees vertices numbered from the draw's first, {first}.", "GLSL 4.50 section 7.1.1", scene =>
    {
        scene.Clear(Background);
        NumberedCells(scene);
        scene.Draw(Primitive.Triangles, 60, first);
    });

    private static Scene VertexIdIndexed() => Draft.Of("primitive/vertex-id-with-base-vertex", "In an indexed draw a vertex' number is its index plus the base vertex.", "GLSL 4.50 section 7.1.1", scene =>
    {
        scene.Clear(Background);
        NumberedCells(scene);
        scene.IndexBuffer(IndexScenes.Indices(scene, 2, [9, 2, 7, 4]), 2);
        scene.DrawIndexed(Primitive.Triangles, 24, baseVertex: 12);
    });

    private static Scene OneInstance() => Draft.Of("primitive/one-instance", "A draw of one instance begins its per-instance attributes at the first instance.", "GL 4.5 section 10.4 (DrawArraysInstancedBaseInstance)", scene =>
    {
        scene.Clear(Background);
        Bind(scene, 12, 1);
        foreach (int start in new[] { 7, 2, 11 })
        {
            scene.Draw(Primitive.Triangles, 3, instances: 1, startInstance: start);
        }
    });

    private static Scene ManyInstances() => Draft.Of("primitive/thousand-instances", "A thousand and twenty-four instances, two pixels each, all arrive.", "GL 4.5 section 10.4", scene =>
    {
        scene.Clear(Background);
        scene.VertexBuffers(
            new VertexBufferBinding(scene.VertexBuffer(0, 0, 0.0625f, 0, 0, 0.03125f, 0.0625f, 0.03125f), 8),
            new VertexBufferBinding(scene.VertexBuffer([.. Enumerable.Range(0, 1024).SelectMany(i => new[] { (i * 7 % 32 / 16f) - 1, (i / 32 * 0.0625f) - 1 })]), 8),
            new VertexBufferBinding(scene.Buffer<byte>(BufferUse.Vertex, [.. Enumerable.Range(0, 1024).SelectMany(i => Cells.Colours(1, i)[..4])]), 4));
        scene.VertexElements(Elements(1));
        Shaders(scene, Shade.Attribute(2));
        scene.Draw(Primitive.TriangleStrip, 4, instances: 1024);
    });

    private static Scene InstancesAndOffsets() => Draft.Of("vertex/divisor-with-offsets", "Buffer and element offsets count for per-instance attributes as for others.", Divisors, scene =>
    {
        scene.Clear(Background);
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, [.. Enumerable.Range(0, 20).SelectMany(i => Cells.Colours(1, i)[..4])]);
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Small), 8), Places(scene, 12), new VertexBufferBinding(colours, 8, 12));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 0, 1, 1), new VertexElement(Format.R8G8B8A8_UNORM, 4, 2, 2));
        Shaders(scene, Shade.Attribute(2));
        scene.Draw(Primitive.Triangles, 3, instances: 12);
    });

    /// <summary>Attribute 0: the triangle; 1: where it goes, with a divisor of 1; 2: its colour.</summary>
    private static void Bind(SceneBuilder scene, int instances, int colourDivisor)
    {
        BufferResource colours = scene.Buffer<byte>(BufferUse.Vertex, [.. Enumerable.Range(0, instances).SelectMany(i => Cells.Colours(1, i)[..4])]);
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Small), 8), Places(scene, instances), new VertexBufferBinding(colours, 4));
        scene.VertexElements(Elements(colourDivisor));
        Shaders(scene, Shade.Attribute(2));
    }

    private static VertexElement[] Elements(int colourDivisor) =>
        [new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 0, 1, 1), new VertexElement(Format.R8G8B8A8_UNORM, 0, 2, colourDivisor)];

    private static VertexBufferBinding Places(SceneBuilder scene, int instances) =>
        new(scene.VertexBuffer([.. Enumerable.Range(0, instances).SelectMany(i => new[] { (i % 4 * 0.5f) - 0.75f, (i / 4 * 0.4375f) - 0.75f })]), 8);

    private static void Shaders(SceneBuilder scene, Expr colour) => scene.Shaders(
        new VertexShader(Shade.Join(Shade.Attribute(0, 2) + Shade.Attribute(1, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, colour)]),
        FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));

    /// <summary>Sixteen cells, coloured by the numbers of their vertices.</summary>
    private static void NumberedCells(SceneBuilder scene)
    {
        scene.VertexBuffers(new VertexBufferBinding(scene.VertexBuffer(Cells.Positions(4, 4)), 8));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT));
        Expr cell = Shade.Floor((Shade.VertexId + 0.5f) * (1 / 6f));
        scene.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), 0, 1), [new VaryingOutput(SceneBuilder.ColourVarying, Shade.Join(cell * (16 / 255f), 1 - (Shade.VertexId * (2 / 255f)), 0.2f, 1))]),
            FragmentShader.Of(Shade.Read(SceneBuilder.ColourVarying)));
    }
}
