using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Smooth and noperspective interpolation, with equal and with very different w (GL 4.5 section 14.6.1).</summary>
internal static class InterpolationScenes
{
    private const string Section = "GL 4.5 section 14.6.1";

    private static readonly Varying Smooth = new(0, 4);
    private static readonly Varying Linear = new(1, 4, Interpolation.NoPerspective);

    public static IEnumerable<Scene> All() =>
    [
        Triangle(Smooth, "smooth-triangle", "Three colours blend across a triangle by their distance from its corners."),
        Triangle(Linear, "noperspective-triangle", "With equal w, noperspective varyings blend as smooth ones do."),
        Perspective(Smooth, 8, "perspective", "Smooth varyings follow the perspective of a tilted plane."),
        Perspective(Linear, 8, "noperspective", "Noperspective varyings run evenly over the window, whatever w says."),
        Perspective(Smooth, 1024, "perspective-large-ratio", "Perspective correction holds when w differs a thousandfold between vertices."),
        Perspective(Linear, 1024, "noperspective-large-ratio", "Noperspective varyings do not see a thousandfold difference of w."),
        Checker(), Together(), BehindTheEye(), FarOutside(), AlongLine(Smooth, "line"), AlongLine(Linear, "line-noperspective"), PointsHoldTheirVertex(), AcrossStrip(), LargeValues(),
    ];

    private static SceneBuilder Begin(string name, string proves)
    {
        var scene = new SceneBuilder($"interpolation/{name}", proves, Section);
        return scene.Clear(Colour.Black);
    }

    /// <summary>Draws vertices of x y z w and four values a vertex that go through the varying.</summary>
    private static Scene Draw(SceneBuilder scene, Primitive primitive, Varying varying, Func<Expr, Expr> colour, params float[] vertices)
    {
        BufferResource buffer = scene.VertexBuffer(vertices);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 32));
        scene.VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT), new VertexElement(Format.R32G32B32A32_FLOAT, 16));
        scene.Shaders(new VertexShader(Shade.Attribute(0), [new VaryingOutput(varying, Shade.Attribute(1))]), FragmentShader.Of(colour(Shade.Read(varying))));
        return scene.Draw(primitive, vertices.Length / 8).Build();
    }

    /// <summary>A vertex at window position x, y (-1..1) whose clip coordinates are w times that.</summary>
    private static float[] At(float x, float y, float w, float a, float b, float c, float d = 1) => [x * w, y * w, 0, w, a, b, c, d];

    private static Scene Triangle(Varying varying, string name, string proves) => Draw(
        Begin(name, proves), Primitive.Triangles, varying, v => v,
        [.. At(-0.875f, -0.75f, 1, 1, 0, 0), .. At(0.9375f, -0.25f, 1, 0, 1, 0), .. At(-0.25f, 0.9375f, 1, 0, 0, 1)]);

    /// <summary>The lower edge is near (w 1), the upper one far.</summary>
    private static Scene Perspective(Varying varying, float far, string name, string proves) => Draw(
        Begin(name, proves), Primitive.TriangleStrip, varying, v => Shade.Join(v.X, v.Y * (far / 16), v.Z, 1),
        [.. At(-1, -1, 1, 0, 0, 1), .. At(1, -1, 1, 1, 0, 0.5f), .. At(-1, 1, far, 0, 1, 0.25f), .. At(1, 1, far, 1, 1, 0)]);

    private static Scene Checker() => Draw(
        Begin("perspective-checker", "A checkered floor gets smaller with distance in both directions, with w growing to the right and to the top."),
        Primitive.TriangleStrip, Smooth,
        v =>
        {
            Expr cell = Shade.Floor(v.X * 8) + Shade.Floor(v.Y * 8);
            Expr odd = cell - (Shade.Floor(cell * 0.5f) * 2);
            return Shade.Join(odd, 1 - odd, v.X * 0.5f, 1);
        },
        [.. At(-1, -1, 1, 0, 0, 0), .. At(0.875f, -0.75f, 2, 1, 0, 0), .. At(-0.75f, 0.75f, 4, 0, 1, 0), .. At(0.75f, 0.875f, 8, 1, 1, 0)]);

    private static Scene Together()
    {
        SceneBuilder scene = Begin("smooth-and-noperspective-together", "Smooth and noperspective varyings of one shader each keep to their own rule.");
        BufferResource buffer = scene.VertexBuffer([.. At(-1, -1, 1, 0, 0, 0), .. At(1, -1, 4, 1, 0, 0), .. At(-1, 1, 2, 0, 1, 0), .. At(1, 1, 16, 1, 1, 0)]);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 32));
        scene.VertexElements(new VertexElement(Format.R32G32B32A32_FLOAT), new VertexElement(Format.R32G32B32A32_FLOAT, 16));
        scene.Shaders(
            new VertexShader(Shade.Attribute(0), [new VaryingOutput(Smooth, Shade.Attribute(1)), new VaryingOutput(Linear, Shade.Attribute(1))]),
            FragmentShader.Of(Shade.Join(Shade.Read(Smooth).X, Shade.Read(Linear).X, Shade.Select(Shade.Less(Shade.Read(Smooth).Y, Shade.Read(Linear).Y), Shade.Read(Smooth).Y, Shade.Read(Linear).Y), 1)));
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }

    /// <summary>One corner has a negative w: its part of the triangle is clipped away, and what is left is interpolated as if it were not.</summary>
    private static Scene BehindTheEye() => Draw(
        Begin("corner-behind-the-eye", "A triangle with one corner behind the eye is clipped, and varyings on the rest are those of the whole triangle."),
        Primitive.Triangles, Smooth, v => v,
        -1, -1, 0, 1, 1, 0, 0, 1, 1, -1, 0, 1, 0, 1, 0, 1, 0.25f, 2, -0.5f, -0.5f, 0, 0, 1, 1);

    private static Scene FarOutside() => Draw(
        Begin("corners-far-outside", "Varyings on the visible part of a triangle that reaches a hundred windows beyond the edges are exact."),
        Primitive.Triangles, Smooth, v => Shade.Join(Shade.Fract((v.X * 2) + 0.25f), Shade.Saturate((v.Y * 0.5f) + 0.5f), Shade.Saturate(v.Z), 1),
        [.. At(-128, -96, 1, -128, -96, 0), .. At(128, -96, 1, 128, -96, 0.5f), .. At(0, 192, 1, 0, 192, 1)]);

    private static Scene AlongLine(Varying varying, string name)
    {
        bool smooth = varying.Interpolation == Interpolation.Smooth;
        return Draw(
            Begin(name, $"Along a line whose ends differ in w, {(smooth ? "smooth varyings follow the perspective" : "noperspective varyings run evenly")}."),
            Primitive.Lines, varying, v => v,
            [
                .. At(-0.98046875f, -0.48046875f, 1, 1, 0, 0.25f), .. At(0.98828125f, -0.48046875f, 8, 0, 1, 0.75f),
                .. At(-0.23046875f, -0.98046875f, 4, 1, 1, 0), .. At(-0.23046875f, 0.98828125f, 1, 0, 0, 1),
            ]);
    }

    private static Scene PointsHoldTheirVertex()
    {
        SceneBuilder scene = Begin("points-hold-their-vertex", "All pixels of a point have its vertex' varyings, whatever its w.");
        scene.Rasterizer(new RasterizerState { PointSize = 12 });
        return Draw(
            scene, Primitive.Points, Smooth, v => v,
            [.. At(-0.5f, -0.5f, 1, 1, 0, 0.25f), .. At(0.5f, -0.25f, 4, 0.25f, 1, 0), .. At(-0.25f, 0.5f, 16, 0, 0.5f, 1), .. At(0.5f, 0.625f, 0.125f, 1, 1, 0.5f)]);
    }

    private static Scene AcrossStrip() => Draw(
        Begin("continuous-across-strip", "Varyings run on without a step where the triangles of a strip meet."),
        Primitive.TriangleStrip, Smooth, v => v,
        [
            .. At(-1, -1, 1, 0, 0, 0), .. At(-1, 1, 1, 0, 1, 0.25f), .. At(-0.5f, -1, 2, 0.25f, 0, 1), .. At(-0.25f, 1, 1, 0.375f, 1, 0.5f),
            .. At(0.25f, -1, 1, 0.625f, 0, 0), .. At(0.5f, 1, 4, 0.75f, 1, 1), .. At(1, -1, 1, 1, 0, 0.5f), .. At(1, 1, 1, 1, 1, 0),
        ]);

    private static Scene LargeValues() => Draw(
        Begin("large-values", "Varyings of thousands with both signs are interpolated, not clamped or stored narrowly."),
        Primitive.TriangleStrip, Smooth,
        v => Shade.Join((v.X * (1 / 8192f)) + 0.5f, (v.Y * (1 / 60000f)) + 0.25f, (v.Z * 4096) + 0.5f, 1),
        [.. At(-1, -1, 1, -4096, -15000, 1 / 8192f), .. At(1, -1, 1, 4096, 0, 0), .. At(-1, 1, 1, -2048, 45000, 0), .. At(1, 1, 1, 3072, 30000, -1 / 8192f)]);
}
