using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Discarded fragments (GLSL 4.50 section 6.4): they change neither colour nor depth nor stencil.</summary>
internal static class DiscardScenes
{
    private const string Section = "GLSL 4.50 section 6.4";

    public static IEnumerable<Scene> All() => [Pattern(), Everything(), Nothing(), ByTexture(), DepthKept(), StencilKept(), ByFacing(), NegativeCondition()];

    private static SceneBuilder Begin(string name, string proves, Format depth = Format.None) =>
        new SceneBuilder($"control/{name}", proves, Section) { WindowDepth = depth };

    /// <summary>A rectangle over the viewport that shows a colour and discards where told; both see s and t.</summary>
    private static SceneBuilder Fill(SceneBuilder scene, Func<Expr, Expr> colour, Func<Expr, Expr> discardWhen, float z = 0)
    {
        var coordinate = new Varying(0, 2);
        BufferResource buffer = scene.VertexBuffer(-1, -1, 0, 0, 1, -1, 1, 0, -1, 1, 0, 1, 1, 1, 1, 1);
        scene.VertexBuffers(new VertexBufferBinding(buffer, 16));
        scene.VertexElements(new VertexElement(Format.R32G32_FLOAT), new VertexElement(Format.R32G32_FLOAT, 8));
        scene.Shaders(
            new VertexShader(Shade.Join(Shade.Attribute(0, 2), z, 1), [new VaryingOutput(coordinate, Shade.Attribute(1, 2))]),
            new FragmentShader([colour(Shade.Read(coordinate))], discardWhen: discardWhen(Shade.Read(coordinate))));
        return scene.Draw(Primitive.TriangleStrip, 4);
    }

    /// <summary>1 in every other cell of a checkerboard whose cells get narrower to the right.</summary>
    private static Expr Checker(Expr at)
    {
        Expr cell = Shade.Floor(at.X * at.X * 7) + Shade.Floor(at.Y * 5.25f);
        return cell - (Shade.Floor(cell * 0.5f) * 2);
    }

    private static Scene Pattern()
    {
        SceneBuilder scene = Begin("discard-pattern", "Fragments are discarded one by one, exactly where the condition holds.").Clear(Colour.Blue);
        return Fill(scene, at => Shade.Join(1, at, 1), Checker).Build();
    }

    private static Scene Everything()
    {
        SceneBuilder scene = Begin("discard-everything", "A draw whose fragments are all discarded changes nothing, neither colour nor depth.", Format.Z32_FLOAT);
        scene.Clear(Colour.Bytes(20, 60, 100), 0.75);
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        Fill(scene, _ => Shade.Colour(Colour.Red), _ => 1, -0.5f);
        return scene.Viewport(16, 8, 40, 24).FillShaded(at => Shade.Join(at, 1, 1)).Build();
    }

    private static Scene Nothing()
    {
        SceneBuilder scene = Begin("discard-nothing", "A shader that could discard but never does draws everything.").Clear(Colour.Red);
        scene.Constants(ShaderStage.Fragment, 0, 0, 0, 0);
        return Fill(scene, at => Shade.Join(at, 0.5f, 1), at => Shade.Less(at.X, Shade.Constant(0).X)).Build();
    }

    private static Scene ByTexture()
    {
        SceneBuilder scene = Begin("discard-by-texture", "Discarding may depend on a lookup with the implicit level of detail (alpha test in the shader).").Clear(Colour.Bytes(10, 30, 50));
        TextureResource texture = scene.Texture2D(8, 8);
        scene.Upload<byte>(texture, TexturePattern.Bytes(8, 8, 4, 5));
        scene.Bind(texture);
        return Fill(
            scene,
            at => Shade.Join(Shade.Sample(0, TextureTarget.TwoD, at).Swizzle("xyz"), 1),
            at => Shade.Less(Shade.Sample(0, TextureTarget.TwoD, at).W, 0.5f)).Build();
    }

    private static Scene DepthKept()
    {
        SceneBuilder scene = Begin("discarded-leave-depth", "Where a near rectangle discards its fragments, one drawn later behind it is seen; where not, it is hidden.", Format.Z32_FLOAT);
        scene.Clear(Colour.Black, 1.0);
        scene.DepthStencil(new DepthStencilState { DepthTest = true });
        Fill(scene, at => Shade.Join(1, at, 1), Checker, -0.5f);
        return Fill(scene, at => Shade.Join(0, at.Y, 1, 1), at => Shade.Less(at.X, -1), 0.5f).Build();
    }

    private static Scene StencilKept()
    {
        SceneBuilder scene = Begin("discarded-leave-stencil", "Discarded fragments do not count in the stencil buffer.", Format.S8_UINT_Z24_UNORM);
        scene.Clear(Colour.Black, 1.0, 0);
        scene.StencilReference(1);
        scene.DepthStencil(new DepthStencilState { Front = new StencilFace { Enabled = true, Pass = StencilOperation.IncrementClamp } });
        Fill(scene, _ => Shade.Colour(Colour.Red), Checker);
        scene.DepthStencil(new DepthStencilState { Front = new StencilFace { Enabled = true, Function = Comparison.Equal } });
        return scene.FillShaded(at => Shade.Join(at, 1, 1)).Build();
    }

    private static Scene ByFacing()
    {
        SceneBuilder scene = Begin("discard-back-faces", "Discarding by the side of a triangle leaves exactly the front-facing ones.").Clear(Colour.Black);
        scene.ColouredVertices(
        [
            .. SceneBuilder.Vertex(-0.875f, -0.75f, Colour.Red), .. SceneBuilder.Vertex(0.5f, -0.5f, Colour.Green), .. SceneBuilder.Vertex(-0.5f, 0.25f, Colour.Blue),
            .. SceneBuilder.Vertex(0.875f, 0.75f, Colour.Red), .. SceneBuilder.Vertex(0.75f, -0.5f, Colour.Yellow), .. SceneBuilder.Vertex(-0.5f, 0.875f, Colour.Cyan),
            .. SceneBuilder.Vertex(-0.875f, 0.875f, Colour.White), .. SceneBuilder.Vertex(-0.75f, 0.25f, Colour.Magenta), .. SceneBuilder.Vertex(-0.625f, 0.75f, Colour.White),
        ]);
        (VertexShader vertex, _) = SceneBuilder.ColourShaders();
        scene.Shaders(vertex, new FragmentShader([Shade.Read(SceneBuilder.ColourVarying)], discardWhen: Shade.Not(Shade.FrontFacing)));
        return scene.Draw(Primitive.Triangles, 9).Build();
    }

    private static Scene NegativeCondition()
    {
        SceneBuilder scene = Begin("discard-by-any-value", "Any value but zero discards: positive, negative, large and small.").Clear(Colour.Bytes(0, 0, 90));
        var varying = new Varying(0, 4, Interpolation.Flat);
        float[] values = [0, 1, -1, 0.001f, -0.001f, 1e20f, -1e20f, 0];
        ValueGrid.Draw(
            scene, 8, 8, (i, j) => [values[(i + j) % 8], (i + 1) / 8f, (j + 1) / 8f, 0],
            new VertexShader(ValueGrid.Position, [new VaryingOutput(varying, Shade.Attribute(1))]),
            new FragmentShader([Shade.Join(Shade.Read(varying).Y, Shade.Read(varying).Z, 0.2f, 1)], discardWhen: Shade.Read(varying).X));
        return scene.Build();
    }
}
