using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Pixels;

/// <summary>Front and back faces, and their culling.</summary>
internal static class CullScenes
{
    private const string Section = "GL 4.5 section 14.6.1";

    private static readonly (float X, float Y)[] CounterClockwise = [(4, 6), (28, 10), (12, 44)];
    private static readonly (float X, float Y)[] Clockwise = [(36, 20), (44, 58), (60, 24)];

    public static IEnumerable<Scene> All()
    {
        var scenes = new List<Scene>();
        foreach (bool ccw in (bool[])[true, false])
        {
            foreach (CullFace cull in (CullFace[])[CullFace.None, CullFace.Front, CullFace.Back])
            {
                scenes.AddRange(Drawing.InWindowAndTexture(
                    $"cull/{cull.ToString().ToLowerInvariant()}-front-is-{(ccw ? "ccw" : "cw")}",
                    $"With {(ccw ? "counter-clockwise" : "clockwise")} front faces and {Culled(cull)} culled, the right triangles are drawn and know which face they show",
                    Section,
                    b =>
                    {
                        b.Clear(Colour.Blue);
                        b.Rasterizer(new() { Cull = cull, FrontCounterClockwise = ccw });
                        Facing(b, Primitive.Triangles, [.. CounterClockwise, .. Clockwise]);
                    }));
            }
        }

        scenes.AddRange([BothFaces(), Strip(), Fan(), BehindTheEye(), ChangedBetweenDraws(), DegenerateStrip()]);
        return scenes;
    }

    private static string Culled(CullFace cull) => cull switch { CullFace.None => "nothing", CullFace.Front => "front faces", _ => "back faces" };

    private static Scene BothFaces() => Drawing.Make("cull/both-faces", "Culling both faces leaves no triangle, and all points and lines.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.Rasterizer(new() { Cull = CullFace.FrontAndBack, PointSize = 4 });
        Facing(b, Primitive.Triangles, [.. CounterClockwise, .. Clockwise]);
        b.Shape(Primitive.Lines, Colour.Yellow, (6.5f, 50.5f), (57.5f, 50.5f));
        b.Shape(Primitive.Points, Colour.Magenta, (32, 8));
    });

    private static Scene Strip() => Drawing.Make(
        "cull/strip-alternates", "Every second triangle of a strip has its corners exchanged, so that a strip shows one face throughout.", Section, b =>
        {
            b.Clear(Colour.Blue);
            b.Rasterizer(new() { Cull = CullFace.Back });
            Facing(b, Primitive.TriangleStrip, (4, 36), (10, 60), (20, 36), (30, 60), (38, 34), (50, 58), (60, 38));
            Facing(b, Primitive.TriangleStrip, (10, 28), (4, 4), (30, 26), (20, 4), (50, 28), (38, 6), (60, 20));
        });

    private static Scene Fan() => Drawing.Make("cull/fan", "The triangles of a fan that turn the other way are culled, the others stay.", Section, b =>
    {
        b.Clear(Colour.Blue);
        b.Rasterizer(new() { Cull = CullFace.Front });
        Facing(b, Primitive.TriangleFan, (30, 30), (60, 20), (56, 56), (20, 60), (48, 8), (4, 12), (8, 50));
    });

    private static Scene BehindTheEye() => Drawing.Make(
        "cull/partly-behind-the-eye", "The face of a triangle with a corner behind the eye is that of the part that is left after clipping.", "GL 4.5 sections 13.5 and 14.6.1", b =>
        {
            b.Clear(Colour.Blue);
            b.Rasterizer(new() { Cull = CullFace.Back });
            FacingClip(b, Primitive.Triangles, -0.5f, -0.75f, 0, 1, 0.25f, 0.25f, 0, 1, 0.5f, 0.25f, 0, -0.5f);
            FacingClip(b, Primitive.Triangles, 0.5f, -0.75f, 0, 1, 0.75f, 0.25f, 0, 1, 0.25f, -0.25f, 0, -0.5f);
        });

    private static Scene ChangedBetweenDraws() => Drawing.Make(
        "cull/changed-between-draws", "The face that is culled, and which face is the front one, are those at the time of the draw.", Section, b =>
        {
            b.Clear(Colour.Blue);
            b.Rasterizer(new() { Cull = CullFace.Back });
            Facing(b, Primitive.Triangles, (2, 2), (18, 4), (8, 26), (20, 8), (12, 30), (30, 12));
            b.Rasterizer(new() { Cull = CullFace.Front });
            Facing(b, Primitive.Triangles, (34, 2), (50, 4), (40, 26), (52, 8), (44, 30), (62, 12));
            b.Rasterizer(new() { Cull = CullFace.Front, FrontCounterClockwise = false });
            Facing(b, Primitive.Triangles, (2, 34), (18, 36), (8, 58), (20, 40), (12, 62), (30, 44));
            b.Rasterizer(RasterizerState.Default);
            Facing(b, Primitive.Triangles, (34, 34), (50, 36), (40, 58), (52, 40), (44, 62), (62, 44));
        });

    private static Scene DegenerateStrip() => Drawing.Make(
        "cull/degenerate-triangles-keep-the-turn", "Triangles without area that join two strips count when the corners of every second triangle are exchanged.", "GL 4.5 section 10.1.10", b =>
        {
            b.Clear(Colour.Blue);
            b.Rasterizer(new() { Cull = CullFace.Back });
            Facing(b, Primitive.TriangleStrip, (4, 4), (24, 8), (8, 30), (28, 28), (28, 28), (34, 34), (34, 34), (58, 38), (40, 60), (62, 58));
        });

    /// <summary>Front faces green, back faces red; corners in pixels.</summary>
    private static void Facing(SceneBuilder b, Primitive primitive, params (float X, float Y)[] corners) => FacingClip(
        b, primitive, [.. corners.SelectMany(c => (float[])[SceneBuilder.Clip(c.X, Drawing.Size), SceneBuilder.Clip(c.Y, Drawing.Size), 0, 1])]);

    private static void FacingClip(SceneBuilder b, Primitive primitive, params ReadOnlySpan<float> positions)
    {
        BufferResource buffer = b.VertexBuffer(positions);
        b.VertexBuffers(new VertexBufferBinding(buffer, 16));
        b.VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT));
        b.Shaders(new VertexShader(Shade.Attribute(0), []), FragmentShader.Of(Shade.Select(Shade.FrontFacing, Shade.Colour(Colour.Green), Shade.Colour(Colour.Red))));
        b.Draw(primitive, positions.Length / 4);
    }
}
