using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>Varyings with the colour semantic, which the rasterizer's flat shading acts on; other varyings it leaves alone.</summary>
internal static class ColourSemanticScenes
{
    private const string Section = "gallium TGSI semantics COLOR, rasterizer flatshade (GL 4.5 compatibility section 13.4)";

    private static readonly Varying First = new(0, 4, Interpolation.Colour);
    private static readonly Varying Second = new(1, 4, Interpolation.Colour);
    private static readonly Varying Generic = new(2, 4);
    private static readonly Varying Flat = new(3, 4, Interpolation.Flat);

    public static IEnumerable<Scene> All() =>
    [
        One("smooth", "Without flat shading colours are interpolated.", new RasterizerState()),
        One("flat-shaded", "With flat shading colours are the provoking vertex'.", new RasterizerState { FlatShade = true }),
        One("flat-shaded-first", "With flat shading and the first vertex provoking, colours are the first vertex'.", new RasterizerState { FlatShade = true, ProvokingFirst = true }),
        Switched(), TwoColours(false), TwoColours(true), OthersUnmoved(), Perspective(),
    ];

    private static SceneBuilder Begin(string name, string proves) => new SceneBuilder($"colour-semantic/{name}", proves, Section).Clear(Colour.Black);

    private static float[] Corners(float farW = 1) =>
    [
        .. Vertex(-0.875f, -0.75f, 1, Colour.Red), .. Vertex(0.9375f, -0.875f, farW, Colour.Green), .. Vertex(-0.75f, 0.9375f, farW, Colour.Blue),
        .. Vertex(0.875f, 0.75f, 1, Colour.Bytes(255, 220, 40)),
    ];

    private static float[] Vertex(float x, float y, float w, Colour colour) => SceneBuilder.Vertex(x * w, y * w, colour, 0, w);

    private static void Prepare(SceneBuilder scene, float farW, EquatableList<VaryingOutput> outputs, Expr colour)
    {
        scene.ColouredVertices(Corners(farW));
        scene.Shaders(new VertexShader(Shade.Attribute(0), outputs), FragmentShader.Of(colour));
    }

    private static Scene One(string name, string proves, RasterizerState state)
    {
        SceneBuilder scene = Begin(name, proves).Rasterizer(state);
        Prepare(scene, 1, [new VaryingOutput(First, Shade.Attribute(1))], Shade.Read(First));
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene Switched()
    {
        SceneBuilder scene = Begin("flat-shading-switched", "Flat shading may be switched on and off between draws with the same shaders.");
        Prepare(scene, 1, [new VaryingOutput(First, Shade.Attribute(1))], Shade.Read(First));
        scene.Viewport(0, 0, 32, 32).Rasterizer(new RasterizerState { FlatShade = true }).Draw(Primitive.TriangleStrip, 4);
        scene.Viewport(32, 0, 32, 32).Rasterizer(new RasterizerState()).Draw(Primitive.TriangleStrip, 4);
        scene.Viewport(0, 32, 32, 32).Rasterizer(new RasterizerState { FlatShade = true, ProvokingFirst = true }).Draw(Primitive.TriangleStrip, 4);
        return scene.Viewport(32, 32, 32, 32).Rasterizer(new RasterizerState { ProvokingFirst = true }).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene TwoColours(bool flat)
    {
        SceneBuilder scene = Begin(flat ? "two-colours-flat-shaded" : "two-colours", $"Both colours are {(flat ? "flat" : "interpolated")} and are not taken for each other.");
        scene.Rasterizer(new RasterizerState { FlatShade = flat });
        Prepare(
            scene, 1, [new VaryingOutput(Second, Shade.Attribute(1).Swizzle("zxyw") * 0.5f), new VaryingOutput(First, Shade.Attribute(1))],
            Shade.Join(Shade.Read(First).X, Shade.Read(Second).Y, Shade.Read(First).Z + Shade.Read(Second).X, 1));
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene OthersUnmoved()
    {
        SceneBuilder scene = Begin("flat-shading-leaves-generics", "Flat shading makes colours flat and leaves smooth varyings smooth; without it flat ones stay flat.");
        Prepare(
            scene, 1,
            [new VaryingOutput(First, Shade.Attribute(1)), new VaryingOutput(Generic, Shade.Attribute(1)), new VaryingOutput(Flat, Shade.Attribute(1))],
            Shade.Join(Shade.Read(First).X, Shade.Read(Generic).Y, Shade.Read(Flat).Z, 1));
        scene.Viewport(0, 0, 64, 32).Rasterizer(new RasterizerState { FlatShade = true }).Draw(Primitive.TriangleStrip, 4);
        return scene.Viewport(0, 32, 64, 32).Rasterizer(new RasterizerState()).Draw(Primitive.TriangleStrip, 4).Build();
    }

    private static Scene Perspective()
    {
        SceneBuilder scene = Begin("perspective", "Interpolated colours follow the perspective.");
        Prepare(scene, 8, [new VaryingOutput(First, Shade.Attribute(1))], Shade.Read(First));
        return scene.Draw(Primitive.TriangleStrip, 4).Build();
    }
}
