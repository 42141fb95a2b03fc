using Harness.Scenes;
using Harness.Scenes.State;
using static Harness.Catalogue.Geometry.PixelShapes;

namespace Harness.Catalogue.Geometry;

/// <summary>Primitive restart (GL 4.5 section 10.3.6).</summary>
internal static class RestartScenes
{
    private const string Restart = "GL 4.5 section 10.3.6";

    /// <summary>Strips of four vertices that do not touch.</summary>
    private static readonly float[] Quads = [.. Strip(4, 6, 20, 12, Orange), .. Strip(30, 10, 14, 30, Lime), .. Strip(8, 28, 16, 32, Sky), .. Strip(48, 44, 12, 14, Violet)];

    public static IEnumerable<Scene> All() =>
    [
        BySize(1, 0xff), BySize(2, 0xffff), BySize(4, 0xffffffff), OtherValue(), BeforeBaseVertex(), Toggled(), ValueChanged(), Repeated(),
        InLineStrip(), InLineLoop(), InFan(), InTriangles(), InLines(), Parity(), Instanced(),
    ];

    private static Scene BySize(int size, uint restart) => Draft.Of(
        $"index/restart-{size * 8}-bit", $"The index 0x{restart:x} ends a strip of {size * 8}-bit indices and the next one begins a new strip.", Restart, scene =>
        {
            uint[] indices = [0, 1, 2, 3, restart, 4, 5, 6, 7, restart, 8, 9, 10, 11];
            Begin(scene);
            scene.IndexBuffer(
                size switch
                {
                    1 => scene.Buffer<byte>(BufferUse.Index, [.. indices.Select(i => (byte)i)]),
                    2 => scene.Buffer<ushort>(BufferUse.Index, [.. indices.Select(i => (ushort)i)]),
                    _ => scene.Buffer<uint>(BufferUse.Index, indices),
                },
                size);
            scene.DrawIndexed(Primitive.TriangleStrip, indices.Length, restart: restart);
        });

    private static Scene OtherValue() => Draft.Of("index/restart-with-chosen-index", "Any index may be the one that restarts; its vertex is not drawn.", Restart, scene =>
        Draw(scene, Primitive.TriangleStrip, 7, 0, 0, 1, 2, 3, 7, 8, 9, 10, 11));

    private static Scene BeforeBaseVertex() => Draft.Of(
        "index/restart-before-base-vertex", "The index is compared before the base vertex is added: 11 with base -4 is vertex 7, and 7 restarts.", Restart, scene =>
            Draw(scene, Primitive.TriangleStrip, 7, -4, 8, 9, 10, 11, 7, 12, 13, 14, 15));

    private static Scene Toggled() => Draft.Of("index/restart-toggled-between-draws", "Restart belongs to a draw: the same indices with and without it.", Restart, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 2, 3, 12, 4, 5, 6, 7]), 2);
        scene.Viewport(0, 0, 64, 32);
        scene.DrawIndexed(Primitive.TriangleStrip, 9, restart: 12);
        scene.Viewport(0, 32, 64, 32);
        scene.DrawIndexed(Primitive.TriangleStrip, 9);
    });

    private static Scene ValueChanged() => Draft.Of("index/restart-index-changed-between-draws", "Each draw restarts at its own index.", Restart, scene =>
    {
        Begin(scene);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 2, 3, 12, 4, 5, 6, 7, 13, 8, 9, 10, 11]), 2);
        scene.Viewport(0, 0, 64, 32);
        scene.DrawIndexed(Primitive.TriangleStrip, 14, restart: 12);
        scene.Viewport(0, 32, 64, 32);
        scene.DrawIndexed(Primitive.TriangleStrip, 14, restart: 13);
    });

    private static Scene Repeated() => Draft.Of("index/restart-repeated", "Restarts at the start, at the end and one after the other make empty primitives.", Restart, scene =>
        Draw(scene, Primitive.TriangleStrip, 0xffff, 0, 0xffff, 0, 1, 2, 3, 0xffff, 0xffff, 0xffff, 8, 9, 10, 11, 0xffff));

    private static Scene InLineStrip() => Draft.Of("index/restart-in-line-strip", "A restart leaves the gap between two line strips open.", Restart, scene => DrawLines(scene, Primitive.LineStrip));

    private static Scene InLineLoop() => Draft.Of("index/restart-in-line-loop", "A restart closes the loop before it, to that loop's own first vertex.", Restart, scene => DrawLines(scene, Primitive.LineLoop));

    private static Scene InFan() => Draft.Of("index/restart-in-triangle-fan", "A restart gives the fan after it a centre of its own.", Restart, scene =>
        Draw(scene, Primitive.TriangleFan, 0xffff, 0, 0, 1, 3, 2, 0xffff, 4, 5, 7, 6, 0xffff, 15, 14, 12));

    private static Scene InTriangles() => Draft.Of("index/restart-in-triangles", "A restart drops the triangle that was begun: the next index is a first corner.", Restart, scene =>
        Draw(scene, Primitive.Triangles, 0xffff, 0, 0, 1, 2, 3, 12, 0xffff, 4, 5, 6, 9, 0xffff, 8, 10, 11));

    private static Scene InLines() => Draft.Of("index/restart-in-lines", "A restart drops the line that was begun.", Restart, scene =>
    {
        Begin(scene);
        Squares(scene);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 2, 0xffff, 4, 5, 6, 0xffff, 7, 3]), 2);
        scene.DrawIndexed(Primitive.Lines, 10, restart: 0xffff);
    });

    private static Scene Parity() => Draft.Of("index/restart-resets-strip-winding", "After a strip of one triangle the next strip begins with the front side again.", "GL 4.5 sections 10.1.8 and 10.3.6", scene =>
    {
        Begin(scene);
        scene.Rasterizer(new RasterizerState { Cull = CullFace.Back });
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 2, 0xffff, 4, 5, 6, 7, 0xffff, 8, 9, 10, 0xffff, 12, 13, 14, 15]), 2);
        scene.DrawIndexed(Primitive.TriangleStrip, 17, restart: 0xffff);
    });

    private static Scene Instanced() => Draft.Of("index/restart-in-instances", "Restarts act in every instance.", Restart, scene =>
    {
        Begin(scene);
        (Scenes.Shading.VertexShader vertex, Scenes.Shading.FragmentShader fragment) = SceneBuilder.ColourShaders();
        Scenes.Shading.Expr moved = (vertex.Position * Scenes.Shading.Shade.Vector(0.5f, 0.5f, 1, 1))
            + Scenes.Shading.Shade.Join(Scenes.Shading.Shade.InstanceId - 0.5f, (Scenes.Shading.Shade.InstanceId * 0.875f) - 0.5f, 0, 0);
        scene.Shaders(new Scenes.Shading.VertexShader(moved, vertex.Outputs), fragment);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 2, 3, 0xffff, 4, 5, 6, 7]), 2);
        scene.DrawIndexed(Primitive.TriangleStrip, 9, restart: 0xffff, instances: 2);
    });

    private static void Draw(SceneBuilder scene, Primitive primitive, uint restart, int baseVertex, params ReadOnlySpan<ushort> indices)
    {
        Begin(scene);
        scene.IndexBuffer(scene.Buffer(BufferUse.Index, indices), 2);
        scene.DrawIndexed(primitive, indices.Length, baseVertex: baseVertex, restart: restart);
    }

    private static void DrawLines(SceneBuilder scene, Primitive primitive)
    {
        Begin(scene);
        Squares(scene);
        scene.IndexBuffer(scene.Buffer<ushort>(BufferUse.Index, [0, 1, 2, 3, 0xffff, 4, 5, 6, 7]), 2);
        scene.DrawIndexed(primitive, 9, restart: 0xffff);
    }

    /// <summary>Corners of two squares of axis-aligned lines through pixel centres.</summary>
    private static void Squares(SceneBuilder scene) => scene.ColouredVertices(
        Path(Orange, (5.5f, 8.5f), (25.5f, 8.5f), (25.5f, 40.5f), (5.5f, 40.5f), (33.5f, 20.5f), (60.5f, 20.5f), (60.5f, 57.5f), (33.5f, 57.5f)));

    private static void Begin(SceneBuilder scene)
    {
        scene.Clear(Background);
        scene.ColouredVertices(Quads);
    }

    private static float[] Strip(float x, float y, float width, float height, Colour colour) => Path(colour, (x, y), (x + width, y), (x, y + height), (x + width, y + height));
}
