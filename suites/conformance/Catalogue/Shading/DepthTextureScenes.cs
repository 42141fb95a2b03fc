using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Depth buffers read as textures, plain and compared with a reference (GL 4.5 section 8.23).</summary>
internal static class DepthTextureScenes
{
    private const string Section = "GL 4.5 section 8.23.1";

    public static IEnumerable<Scene> All() =>
    [
        .. new[] { Format.Z16_UNORM, Format.Z24X8_UNORM, Format.S8_UINT_Z24_UNORM, Format.Z32_FLOAT, Format.Z32_FLOAT_S8X24_UINT }.Select(Plain),
        .. Enum.GetValues<Comparison>().Select(Compared),
        FixedPoint(), BeyondRange(), Filtered(), Orientation(), ComparisonOff(), Swizzled(), WrittenAgain(),
    ];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"texture-depth/{name}", proves, Section).Clear(Colour.Black);

    private static string Kebab(string name) => string.Concat(name.Select((c, k) => char.IsUpper(c) ? (k > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>
    /// A depth buffer of 32 x 32 texels of depths 0, 1/4, 1/2, 3/4 and 1: rectangles drawn over a cleared buffer without testing. The window is the target again afterwards.
    /// </summary>
    private static TextureResource DepthBuffer(SceneBuilder scene, Format format)
    {
        TextureResource depth = scene.DepthTarget(32, 32, format);
        scene.Target(scene.ColourTarget(32, 32), depth).Clear(Colour.Black, 1.0);
        scene.DepthStencil(new DepthStencilState { DepthTest = true, DepthFunction = Comparison.Always }).Viewport(0, 0, 32, 32);
        scene.Fill(Colour.Red, -1, -1, 0.5f, -0.5f, -1);
        scene.Fill(Colour.Red, -0.75f, -0.5f, 0.75f, 0.25f, -0.5f);
        scene.Fill(Colour.Red, -0.25f, -0.25f, 0.25f, 0.75f, 0);
        scene.Fill(Colour.Red, 0.5f, 0, 1, 0.875f, 0.5f);
        scene.DepthStencil(DepthStencilState.Default).TargetWindow().Viewport(0, 0, 64, 64);
        return depth;
    }

    private static Scene Plain(Format format)
    {
        string name = format.ToString().ToLowerInvariant().Replace('_', '-');
        SceneBuilder scene = Begin(name, $"Depths drawn into a {name.Replace('-', ' ')} buffer are read back as (depth, 0, 0, 1).");
        scene.Bind(DepthBuffer(scene, format));
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    /// <summary>References in columns: equal to depths and between them; exact, since the buffer holds floats.</summary>
    private static Scene Compared(Comparison comparison)
    {
        SceneBuilder scene = Begin($"compare-{Kebab(comparison.ToString())}", $"With the comparison {Kebab(comparison.ToString()).Replace('-', ' ')}, a lookup gives 1 where the reference compares so with the depth, else 0.");
        scene.Bind(DepthBuffer(scene, Format.Z32_FLOAT), SamplerState.Nearest with { Compare = comparison });
        return scene.FillShaded(at =>
        {
            Expr passed = Shade.SampleCompare(0, at, Shade.Floor(at.X * 9) * 0.125f);
            return Shade.Join((passed.X * 0.75f) + 0.125f, at, 1);
        }).Build();
    }

    private static Scene FixedPoint()
    {
        SceneBuilder scene = Begin("compare-fixed-point", "Comparison with a 24-bit buffer tells references a thousandth apart from its depths.");
        scene.Bind(DepthBuffer(scene, Format.S8_UINT_Z24_UNORM), SamplerState.Nearest with { Compare = Comparison.Less });
        return scene.FillShaded(at => Shade.Join(Shade.SampleCompare(0, at, (Shade.Floor(at.X * 9) * 0.125f) + Shade.Select(Shade.Less(at.Y, 0.5f), 0.001f, -0.001f)).X, at, 1)).Build();
    }

    private static Scene BeyondRange()
    {
        SceneBuilder scene = Begin("compare-reference-clamped", "For a fixed-point buffer a reference below 0 or above 1 is clamped before the comparison.");
        scene.Bind(DepthBuffer(scene, Format.Z16_UNORM), SamplerState.Nearest with { Compare = Comparison.LessEqual });
        return scene.FillShaded(at => Shade.Join(Shade.SampleCompare(0, at, Shade.Select(Shade.Less(at.X, 0.5f), -3, 2)).X, at, 1)).Build();
    }

    private static Scene Filtered()
    {
        SceneBuilder scene = Begin("compare-linear", "With linear filtering, comparisons are mixed and not depths: edges are soft within one texel.");
        scene.AllowUncertain(0.6, "how many comparisons are mixed, and how, is left free (GL 4.5 section 8.23.1)");
        scene.Bind(DepthBuffer(scene, Format.Z32_FLOAT), (SamplerState.Linear with { Compare = Comparison.Less }).WithWrap(Wrap.ClampToEdge));
        return scene.FillShaded(at => Shade.Join(Shade.SampleCompare(0, (at * 0.5f) + 0.25f, 0.375f).X, at, 1)).Build();
    }

    private static Scene Orientation()
    {
        SceneBuilder scene = Begin("slope", "A sloping depth is read where it was drawn: growing with x and y, rows and columns in place.");
        TextureResource depth = scene.DepthTarget(32, 32, Format.Z32_FLOAT);
        scene.Target(scene.ColourTarget(32, 32), depth).Clear(Colour.Black, 1.0);
        scene.DepthStencil(new DepthStencilState { DepthTest = true }).Viewport(0, 0, 32, 32);
        scene.ColouredVertices(
        [
            .. SceneBuilder.Vertex(-1, -1, Colour.Red, -0.9375f), .. SceneBuilder.Vertex(0.75f, -1, Colour.Red, 0.25f), .. SceneBuilder.Vertex(-1, 0.875f, Colour.Red, -0.25f),
        ]);
        scene.Draw(Primitive.Triangles, 3);
        scene.DepthStencil(DepthStencilState.Default).TargetWindow().Viewport(0, 0, 64, 64).Bind(depth);
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene ComparisonOff()
    {
        SceneBuilder scene = Begin("compare-switched", "One depth buffer is compared in one slot and read plainly in another.");
        TextureResource depth = DepthBuffer(scene, Format.Z32_FLOAT);
        scene.Bind(depth, SamplerState.Nearest with { Compare = Comparison.GreaterEqual }).Bind(depth, SamplerState.Nearest, 1);
        return scene.FillShaded(at => Shade.Join(Shade.SampleCompare(0, at, 0.5f).X, Shade.Sample(1, TextureTarget.TwoD, at.Swizzle("yx")).X, at.X, 1)).Build();
    }

    private static Scene Swizzled()
    {
        SceneBuilder scene = Begin("view-swizzled", "A view of a depth buffer may put the depth into any channel.");
        scene.Bind(new TextureView(DepthBuffer(scene, Format.Z32_FLOAT)) { Swizzles = [Swizzle.One, Swizzle.Red, Swizzle.Red, Swizzle.One] });
        return scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at)).Build();
    }

    private static Scene WrittenAgain()
    {
        SceneBuilder scene = Begin("drawn-again-after-sampling", "A depth buffer that was sampled, drawn into again and sampled again shows the new depths.");
        TextureResource depth = scene.DepthTarget(32, 32, Format.Z32_FLOAT);
        TextureResource colour = scene.ColourTarget(32, 32);
        foreach ((float z, int x) in new[] { (0f, 0), (-0.75f, 32) })
        {
            scene.Target(colour, depth).Clear(Colour.Black, 0.75);
            scene.DepthStencil(new DepthStencilState { DepthTest = true, DepthFunction = Comparison.Always }).Viewport(0, 0, 32, 32);
            scene.Fill(Colour.White, -0.5f, -0.75f, 0.75f, 0.25f, z);
            scene.DepthStencil(DepthStencilState.Default).TargetWindow().Viewport(x, 0, 32, 64).Bind(depth);
            scene.FillShaded(at => Shade.Sample(0, TextureTarget.TwoD, at));
        }

        return scene.Build();
    }
}
